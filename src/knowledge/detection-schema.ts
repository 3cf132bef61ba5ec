import * as z from 'zod/v4';

const conceptId = z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'kebab-case');
const phrase = z.string().min(1).max(80);

/** The seven reasons to offer guidance, in the order they are listed to users. */
export const triggerIds = [
  'distributed_process_design',
  'event_sourcing',
  'pattern_choice',
  'cross_service_transaction',
  'messaging_infrastructure',
  'compensation',
  'failure_recovery',
] as const;

const triggerId = z.enum(triggerIds);
const conceptKind = z.enum(['party', 'need', 'craft', 'veto', 'context']);
const phrasesByLanguage = z.record(z.string().regex(/^[a-z]{2}$/), z.array(phrase).min(1));

/**
 * `knowledge/detection/concepts/*.yaml`. A phrase is words in any case and without accents that matter; `word*`
 * matches every word beginning so, `~` stands for up to three words of any kind.
 */
export const lexiconSchema = z.record(
  conceptId,
  z.strictObject({
    about: z.string().min(10),
    kind: conceptKind,
    /** The triggers this concept is evidence for, the closest first. */
    triggers: z.array(triggerId).default([]),
    phrases: phrasesByLanguage,
  }),
);

/** `knowledge/detection/triggers.yaml`: the reasons to offer, the offer word for word, and how people turn it down. */
export const triggersSchema = z.strictObject({
  offer: z.string().min(10),
  triggers: z.record(triggerId, z.string().min(10)),
  /** Answers to the offer that mean no. */
  declines: phrasesByLanguage,
  /** Answers to the offer that mean yes, whatever else stands in them. */
  accepts: phrasesByLanguage,
  /** What stops an offer before it is made. */
  refusals: phrasesByLanguage,
});

/** What stands before or after a message and changes nothing. */
export const harmlessSchema = z.strictObject({ before: z.array(z.string()), after: z.array(z.string()) });

/**
 * A linear model over features numbered below 2^bits (a longer number is cut): signed bytes in base64, `scale` turns
 * one into a weight.
 */
const linear = z.strictObject({
  bits: z.int().min(8).max(20),
  bias: z.number(),
  scale: z.number(),
  weights: z.base64(),
});

/**
 * `knowledge/detection/model.json`, written by `npm run train` from the lexicon, the triggers and the labelled
 * conversations. Numbers are quantised, so that the file is the same on every machine.
 */
export const detectionModelSchema = z.strictObject({
  /** SHA-256 of the conversations and the lexicon that it was learned from. */
  from: z.string(),
  offer: z.string(),
  concepts: z.array(
    z.strictObject({ id: conceptId, kind: conceptKind, triggers: z.array(triggerId), phrases: z.array(phrase) }),
  ),
  triggers: z.array(linear.extend({ id: triggerId, about: z.string() })),
  declines: z.array(phrase),
  accepts: z.array(phrase),
  refusals: z.array(phrase),
  need: linear,
});

export type TriggerId = z.output<typeof triggerId>;
export type ConceptKind = z.output<typeof conceptKind>;
export type Lexicon = Readonly<z.output<typeof lexiconSchema>>;
export type DetectionModel = Readonly<z.output<typeof detectionModelSchema>>;
export type LinearModel = Readonly<z.output<typeof linear>>;
