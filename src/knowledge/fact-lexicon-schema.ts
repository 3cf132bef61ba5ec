import * as z from 'zod/v4';
import { answers, factNameSchema } from './decision-schema.ts';

const pattern = z.string().min(1).max(1500);
const patterns = z.array(pattern);

/**
 * One thing people say and what it says about the process. Patterns use the small language of `src/facts/pattern.ts`:
 * a blank is white space, `~` a gap inside the sentence, `word*` any ending, `{name}` a macro, `( | )` and `?` as usual.
 */
const cueSchema = z.strictObject({
  fact: factNameSchema,
  value: z.union([z.boolean(), z.number(), z.string()]),
  /** How sure one such phrase makes us, 0 to 1. */
  weight: z.number().gt(0).max(1),
  /** What a denial of the phrase means: the opposite (default), or nothing, or the phrase already contains its own "not". */
  denied: z.enum(['opposite', 'nothing', 'fixed']).default('opposite'),
  any: patterns.min(1),
  /** Only when it begins with a capital letter: a name that is also an ordinary word. */
  capital: z.boolean().default(false),
  /** Looks like the phrase and means something else. */
  except: patterns.default([]),
});

/**
 * `knowledge/facts/<language>.yaml`: how one language says the facts, denies, supposes, reports and corrects.
 * The language `any` holds what is said alike in all of them; the loader makes it of the names in `knowledge/terms.yaml`.
 */
export const languageSchema = z.strictObject({
  language: z.enum(['any', 'en', 'de', 'es', 'fr', 'pt', 'pl', 'zh', 'ja']),
  /** Written without blanks between words. */
  unspaced: z.boolean().default(false),
  /** Very frequent small words, by which the language is recognised. */
  marks: patterns,
  /** Who speaks, at the head of a line of a pasted dialogue. */
  speakers: z.strictObject({ user: patterns, adviser: patterns }),
  macros: z.record(z.string(), z.string()).default({}),
  scope: z.strictObject({
    /** Deny what follows, across an enumeration. */
    deny: patterns,
    /** Deny what stands before them in the same clause. */
    denyAfter: patterns,
    /** Look like a denial and are none. */
    notDeny: patterns.default([]),
    /** End the reach of what was said before them. */
    turn: patterns,
    /** Open a condition: a "not" inside it describes a case, it does not deny. */
    condition: patterns,
    /** Somebody's proposal or opinion about the design: decides nothing. */
    hearsay: patterns,
    /** Belongs to another process, an earlier time or no time at all. */
    elsewhere: patterns,
    /** Says that what the sentence goes on to tell is not known: decides nothing, and leaves it open. */
    unknown: patterns.default([]),
    /** Takes back what was said before. */
    correction: patterns,
    /** Takes back the very sentence before: "scratch that". */
    retraction: patterns.default([]),
    yes: patterns,
    no: patterns,
    /** A question to the adviser. */
    asking: patterns,
  }),
  /** Words for one, two, three …, in order. */
  numbers: z.array(pattern),
  counted: z.array(z.strictObject({ fact: factNameSchema, any: patterns.min(1) })).default([]),
  cues: z.array(cueSchema),
});

export type FactLanguage = Readonly<z.output<typeof languageSchema>>;
export type FactCue = Readonly<z.output<typeof cueSchema>>;

/** `knowledge/fact-kinds.yaml`: one entry per answer. */
export const factKindsSchema = z
  .array(
    z.strictObject({
      kind: z.enum(answers),
      /** What a conversation of the kind implies, though no phrase says it. */
      implies: factNameSchema,
      /** Facts that, when true, are typical of the kind: they bear it. Facts of no kind are left alone. */
      typical: z.array(factNameSchema).min(1),
    }),
  )
  .length(answers.length);

export type FactKinds = Readonly<z.output<typeof factKindsSchema>>;

/** What conversations of each kind are like, learned from our own by `scripts/train-facts.ts`. */
export const leaningsSchema = z.strictObject({
  dials: z.strictObject({
    /** Logits are multiplied by this before they become shares. */
    sharpness: z.number().positive(),
    /** A conversation of fewer features than this tells less than its logits say. */
    enough: z.number().positive(),
    /** The share at which the words speak neither for nor against a kind. */
    even: z.number().positive(),
    /** How much of the share's logarithm a fact's own takes over, and between which bounds. */
    strength: z.number(),
    against: z.number(),
    inFavour: z.number(),
    /** From this confidence on a phrase decides, whatever the rest of the words are like. */
    firm: z.number(),
    /** From this confidence on a phrase speaks plainly, and the open kind's share says nothing against it. */
    plain: z.number(),
    /** The least share, and the least multiple of the open kind's, at which a fact is implied. */
    likely: z.number(),
    overOpen: z.number(),
    /** The least share when no phrase at all speaks for the kind. */
    alone: z.number(),
    /** The implied fact's confidence grows from the base with the share. */
    base: z.number(),
    slope: z.number(),
  }),
  /** The table of features has two to the power of this many places. */
  bits: z.int(),
  /** Per kind how features speak for it: its logit is `bias` + `scale` × the sum of value × byte (base64) per feature. */
  kinds: z
    .array(
      z.strictObject({ kind: z.enum([...answers, 'ask']), bias: z.number(), scale: z.number(), weights: z.string() }),
    )
    .length(5),
});

export type Leanings = Readonly<z.output<typeof leaningsSchema>>;

/** All languages, in the order of their file names, which facts bear which answer, and the learned leanings. */
export type FactLexicon = Readonly<{ languages: readonly FactLanguage[]; kinds: FactKinds; leanings: Leanings }>;
