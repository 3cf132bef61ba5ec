import * as z from 'zod/v4';

const ruleId = z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'kebab-case');
const itemId = z.string().regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/, 'group.item');
const sentence = z.string().min(10).max(300);
const words = z.array(z.string().regex(/^[a-z]+$/, 'a lower case word')).min(1);
const count = z.number().int().min(1);

const rule = z.strictObject({
  id: ruleId,
  /** Checklist items that fail when the rule is violated. */
  items: z.array(itemId),
  anti_pattern: ruleId.optional(),
  severity: z.enum(['error', 'warning', 'question']),
  /** 1 is repaired first. */
  rank: z.number().int().min(1).max(20),
  holds: sentence,
  violated: sentence,
  change: sentence,
});

/** `knowledge/review.yaml`: what the review of a process document says. */
export const reviewSchema = z.strictObject({
  limits: z.strictObject({
    coordinator: z.strictObject({ decisions: count, state: count }),
    choreography: z.strictObject({ services: count }),
    naming: z.strictObject({
      technical: words,
      asking: words,
      vague: words,
      imperative: words,
      participles: words,
    }),
  }),
  rules: z.array(rule).min(1),
});

export type ReviewWords = Readonly<z.output<typeof reviewSchema>>;
