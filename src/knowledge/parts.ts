import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod/v4';
import { ok, type Result } from '../errors.ts';
import { checkerWordsSchema } from './checker-words-schema.ts';
import { checklistSchema } from './checklist-schema.ts';
import { loadDecisionTable, loadFactLexicon } from './decision.ts';
import { detectionModelSchema } from './detection-schema.ts';
import { readEntries } from './entries.ts';
import { proseSchema } from './prose-schema.ts';
import { reviewSchema } from './review-schema.ts';
import { sketchSchema } from './sketch-schema.ts';
import { termsSchema } from './terms-schema.ts';
import { readYaml } from './yaml-file.ts';

/** Where knowledge and prompts lie on disk. */
export type Roots = Readonly<{ knowledge: string; prompts: string }>;

const yamlPart =
  <T>(file: string, schema: z.ZodType<T>) =>
  (roots: Roots): Result<T> =>
    readYaml(roots.knowledge, file, schema);

const readPrompts = (roots: Roots): Result<Readonly<Record<string, string>>> => {
  const files = readdirSync(roots.prompts)
    .filter((file) => file.endsWith('.hbs'))
    .sort();
  return ok(
    Object.fromEntries(files.map((file) => [file.slice(0, -4), readFileSync(join(roots.prompts, file), 'utf8')])),
  );
};

/** How a part is come by: read from disk, or from the JSON the build wrote under this name. */
export type PartSource = <T>(name: string, read: (roots: Roots) => Result<T>) => () => T;

/** Every part of the knowledge: one row each, whatever the source. */
export const partsFrom = (source: PartSource) => ({
  entries: source('entries', (roots) => readEntries(roots.knowledge)),
  checker: source('checker', yamlPart('checker.yaml', checkerWordsSchema)),
  checklist: source('checklist', yamlPart('checklist.yaml', checklistSchema)),
  decision: source('decision', (roots) => loadDecisionTable(roots.knowledge)),
  facts: source('facts', (roots) => loadFactLexicon(roots.knowledge)),
  detection: source('detection', yamlPart('detection/model.json', detectionModelSchema)),
  sketch: source('sketch', yamlPart('sketch.yaml', sketchSchema)),
  terms: source('terms', yamlPart('terms.yaml', termsSchema)),
  review: source('review', yamlPart('review.yaml', reviewSchema)),
  prose: source('prose', yamlPart('review-prose.yaml', proseSchema)),
  prompts: source('prompts', readPrompts),
});

export type Parts = Readonly<ReturnType<typeof partsFrom>>;
