import * as z from 'zod/v4';

const decisive = z.object({
  fact: z.string(),
  value: z.unknown(),
  why: z.string(),
  quote: z.string(),
  source: z.string(),
});

/** The structured form of a recommendation. */
export const recommendationFields = {
  pattern: z.enum(['saga', 'process_manager', 'choreography', 'local_transaction', 'ask']),
  provisional: z.string().describe('With ask: what it would be if nothing more became known.'),
  row: z.object({ title: z.string(), complexity: z.string(), stateManagement: z.string() }).nullable(),
  decisive: z.array(decisive),
  runnerUp: z.object({ pattern: z.string(), title: z.string(), fact: z.string(), value: z.unknown() }).nullable(),
  questions: z.array(z.object({ fact: z.string(), question: z.string(), why: z.string(), recommended: z.unknown() })),
  assumed: z.array(z.string()),
  splitOff: z.array(z.object({ fact: z.string(), quote: z.string() })),
  conflicts: z.array(z.string()),
  terms: z.array(z.string()),
  warnings: z.array(z.string()),
  sources: z.array(z.string()),
  adviser: z.object({
    used: z.boolean(),
    note: z.string(),
    disagreements: z.array(z.object({ fact: z.string(), used: z.unknown(), adviser: z.unknown(), quote: z.string() })),
  }),
};
