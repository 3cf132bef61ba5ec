import * as z from 'zod/v4';

const id = z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'kebab-case');
const itemId = z.string().regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/, 'group.item');
const group = z.string().regex(/^[a-z]+(_[a-z]+)*$/, 'a group of words');
/** Words and phrases; a trailing `*` stands for any ending, a `*` between blanks for any word. */
const words = z.array(z.string().min(2).max(40));
const sentence = z.string().min(10).max(300);

const raise = z.strictObject({
  /** fail: what it says is wrong. ask: it leaves something open. */
  verdict: z.enum(['fail', 'ask']),
  /** A place raises the concern if it has a word of every one of these groups. */
  all: z.array(group).min(1),
  /** And the text, anywhere, has a word of every one of these. */
  elsewhere: z.array(group).default([]),
  /** But no word of any of these. */
  unless: z.array(group).default([]),
  /** Only where the place speaks of what is planned. */
  planned: z.boolean().default(false),
});

const concern = z.strictObject({
  id,
  item: itemId,
  anti_pattern: id.optional(),
  raises: z.array(raise),
  /** Words that answer the concern wherever the text says them, unless denied or only planned. */
  settles: words.default([]),
  /** Groups of words of each of which a place has one if it answers the concern. */
  answers: z.array(z.array(group).min(1)).default([]),
  /** Words that say how: a claim that only promises, without any of them, is asked about. Empty: claims are believed. */
  explains: words.default([]),
  /** Words that take back what raised it, without answering the item. */
  excuses: words.default([]),
  fails: sentence,
  asks: sentence,
  change: sentence,
});

/** `knowledge/review-prose.yaml`: how prose about a design is read. */
export const proseSchema = z
  .strictObject({
    context: words,
    planned: z.strictObject({ headings: words, words, marks: z.array(z.string()).min(1) }),
    /** Nearest headings of what is not the design. */
    aside: words,
    promises: words,
    denied: words,
    /** Terms that hold words of the groups without their meaning. */
    noise: words,
    groups: z.record(group, words),
    concerns: z.array(concern).min(1),
  })
  .refine(
    ({ groups, concerns }) =>
      concerns.every(({ raises, answers }) =>
        [...raises.flatMap(({ all, elsewhere, unless }) => [...all, ...elsewhere, ...unless]), ...answers.flat()].every(
          (name) => Object.hasOwn(groups, name),
        ),
      ),
    { error: 'a concern names a group of words that does not exist' },
  );

export type ProseWords = Readonly<z.output<typeof proseSchema>>;
