import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type CheckerWords, checkerWordsSchema } from '../../src/knowledge/checker-words-schema.ts';
import { normalise } from '../../src/process/normalise.ts';
import type { NormalisedProcess } from '../../src/process/normalised.ts';
import { processSchema } from '../../src/process/schema.ts';

const catalogue = join(import.meta.dirname, 'catalogue');

/** A process document as the engines read it. */
export const processFrom = (yaml: string): NormalisedProcess => normalise(processSchema.parse(parse(yaml)));

/** The text of a design of the catalogue, by the beginning of its file name: `v5c`. */
export const catalogueText = (id: string): string => {
  const file = readdirSync(catalogue).find((name) => name.startsWith(`${id}-`));
  if (!file) throw new Error(`no design ${id}`);
  return readFileSync(join(catalogue, file), 'utf8');
};

export const catalogueIds = readdirSync(catalogue).map((name) => name.slice(0, name.indexOf('-')));

export const words: CheckerWords = checkerWordsSchema.parse(
  parse(readFileSync(join(import.meta.dirname, '../../knowledge/checker.yaml'), 'utf8')),
);
