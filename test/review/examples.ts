import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readKnowledge } from '../../src/knowledge/index.ts';
import { inconsistencies } from '../../src/process/consistency.ts';
import { type ParsedProcess, parseProcess } from '../../src/process/parse.ts';
import { type Process, processSchema } from '../../src/process/schema.ts';
import { type Review, type ReviewKnowledge, review } from '../../src/review/index.ts';

const folder = 'knowledge/examples';

const read = readKnowledge({ knowledge: 'knowledge', prompts: 'prompts' });
if (!read.ok) throw new Error(JSON.stringify(read.errors));

export const knowledge: ReviewKnowledge = {
  checklist: read.value.checklist(),
  review: read.value.review(),
  prose: read.value.prose(),
};

/** The ids of all example documents. */
export const exampleIds: readonly string[] = readdirSync(folder)
  .filter((id) => existsSync(`${folder}/${id}/process.yaml`))
  .sort();

export const textOf = (id: string): string => readFileSync(`${folder}/${id}/process.yaml`, 'utf8');

export const parsed = (text: string, name?: string): ParsedProcess => {
  const result = parseProcess(text, name);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.value;
};

export const example = (id: string): ParsedProcess => parsed(textOf(id), id);

export const reviewOf = (document: ParsedProcess): Review => review({ document }, knowledge);

/** The review of a document changed in memory; undefined where the change makes it no document any more. */
export const reviewOfChanged = (process: Process): Review | undefined =>
  processSchema.safeParse(process).success && inconsistencies(process).length === 0
    ? reviewOf({ process, name: 'changed', lineOf: () => 1 })
    : undefined;

export const failing = ({ items }: Review): readonly string[] =>
  items.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id);
