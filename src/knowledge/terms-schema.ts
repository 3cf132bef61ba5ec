import * as z from 'zod/v4';

const words = z.string().min(2).max(160);

/** Our names for the things that frameworks name differently. */
const concepts = [
  'saga',
  'process_manager',
  'choreography',
  'local_transaction',
  'outbox',
  'inbox',
  'compensation',
  'deadline',
  'correlation',
] as const;

const framework = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'kebab-case'),
  name: z.string().min(3).max(60),
  languages: z.array(z.string()).min(1),
  /** What people call it in a text; matched as whole words, without regard to case. */
  aliases: z.array(z.string().min(2)).min(1),
  /** Names that are also ordinary words; matched as whole words, with this case only. */
  proper_nouns: z.array(z.string().min(2)).default([]),
  /** How this framework names each of our concepts. Absent: it has no such thing, and you build it yourself. */
  calls: z.partialRecord(z.enum(concepts), words),
  /** The other direction: a word of this framework that means something else here. */
  says: z
    .array(z.strictObject({ word: z.string().min(3), means: z.enum([...concepts, 'none']), note: words }))
    .default([]),
  /** What to know before taking our advice there; one sentence each. */
  know: z.array(z.string().min(20).max(320)).min(1),
  sources: z.array(z.strictObject({ title: z.string(), url: z.url() })).min(1),
});

/** `knowledge/terms.yaml`: what the frameworks of the field call saga, process manager, choreography and the rest. */
export const termsSchema = z
  .strictObject({ frameworks: z.array(framework).min(1) })
  .superRefine(({ frameworks }, context) => {
    for (const name of repeated(frameworks.flatMap(({ id }) => [id]))) {
      context.addIssue({ code: 'custom', path: ['frameworks'], message: `the id ${name} is used twice` });
    }
    const spellings = frameworks.flatMap(({ aliases, proper_nouns }) => [...aliases, ...proper_nouns]);
    for (const name of repeated(spellings.map((spelling) => spelling.toLowerCase()))) {
      context.addIssue({ code: 'custom', path: ['frameworks'], message: `the name "${name}" is claimed twice` });
    }
  });

export type Terms = Readonly<z.output<typeof termsSchema>>;

const repeated = (names: readonly string[]): readonly string[] =>
  [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].sort();
