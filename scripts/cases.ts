import * as z from 'zod/v4';
import { answers, givenFactsSchema } from '../src/knowledge/decision-schema.ts';

const message = z.object({ role: z.enum(['user', 'assistant', 'system']), content: z.string() });
const label = z.enum([...answers, 'ask']);

/** A labelled case: `text` or `messages`, optionally hand-annotated `facts`, and the answers an expert would take. */
export const caseSchema = z.object({
  id: z.string(),
  text: z.string().optional(),
  messages: z.array(message).optional(),
  facts: givenFactsSchema.optional(),
  label,
  acceptable: z.array(label).min(1),
  kind: z.string().optional(),
  lang: z.string().optional(),
});
export type DecisionCase = z.output<typeof caseSchema>;

/** What was said in a case. */
export const conversationOf = ({ messages, text }: DecisionCase): NonNullable<DecisionCase['messages']> =>
  messages ?? [{ role: 'user', content: text ?? '' }];
