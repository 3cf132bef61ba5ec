import * as z from 'zod/v4';

const id = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'kebab-case');
const checklistId = z.string().regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/, 'group.item');
const sentence = z.string().min(10).max(280);
const source = z.strictObject({ title: z.string(), url: z.url() });

const entry = {
  id,
  title: z.string().min(3).max(80),
  /** One sentence that stands alone: it is what a search result shows. */
  summary: sentence,
  /** Other words people use for it; feeds the search. */
  aliases: z.array(z.string()).default([]),
  related: z.array(id).default([]),
  sources: z.array(source).min(1),
};

/** Front matter of `patterns/<id>/index.md`. Body headings: Problem, How it works, Go, TypeScript, Failure modes. */
export const patternSchema = z.strictObject({
  ...entry,
  area: z.enum(['alternatives', 'architecture', 'event-sourcing', 'implementation', 'practice']),
  when: z.array(sentence).min(1),
  when_not: z.array(sentence).min(1),
  checklist: z.array(checklistId).default([]),
});

/** Front matter of `anti-patterns/<id>/index.md`. Body headings: What it looks like, Why it hurts, Bad, Good, How to get out. */
export const antiPatternSchema = z.strictObject({
  ...entry,
  severity: z.enum(['error', 'warning', 'question']),
  violates: z.array(checklistId).min(1),
});

/** Front matter of `examples/<id>/index.md`. Body headings: Scenario, Design, Go, TypeScript, Faults it survives. */
export const exampleSchema = z.strictObject({
  ...entry,
  pattern: z.enum(['saga', 'process_manager', 'choreography', 'local_transaction']),
  shows: z.array(id).default([]),
});

/** Front matter of `pains/<id>.md`: a question people really ask. Body: the answer, no fixed headings. */
export const painSchema = z.strictObject({ ...entry, question: z.string().min(10).max(200) });
