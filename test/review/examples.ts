import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type * as z from 'zod/v4';
import { checklistSchema } from '../../src/knowledge/checklist-schema.ts';
import { proseSchema } from '../../src/knowledge/prose-schema.ts';
import { reviewSchema } from '../../src/knowledge/review-schema.ts';
import { inconsistencies } from '../../src/process/consistency.ts';
import { type ParsedProcess, parseProcess } from '../../src/process/parse.ts';
import { type Process, processSchema } from '../../src/process/schema.ts';
import { type Review, type ReviewKnowledge, review } from '../../src/review/index.ts';

const folder = 'knowledge/examples';

/** Only the three files the review needs: reading all knowledge would take each of these tests seconds. */
const part = <T>(file: string, schema: z.ZodType<T>): T =>
  schema.parse(parse(readFileSync(`knowledge/${file}`, 'utf8')));

export const knowledge: ReviewKnowledge = {
  checklist: part('checklist.yaml', checklistSchema),
  review: part('review.yaml', reviewSchema),
  prose: part('review-prose.yaml', proseSchema),
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
