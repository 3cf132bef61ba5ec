import * as z from 'zod/v4';

const word = z.string().min(1).max(60);
const pascal = z.string().regex(/^[A-Z][A-Za-z]*$/, 'PascalCase');

/** A business verb: how people write it, and the command, event and undo that follow from it. */
export const businessVerb = z.strictObject({
  command: pascal,
  event: pascal,
  forms: z.array(word).min(1),
  undo: z.strictObject({ command: pascal, event: pascal, forms: z.array(word) }).optional(),
  /** What the refusal is called: Declined, Unavailable. */
  refused: pascal.default('Refused'),
  kind: z.enum(['compensatable', 'pivot', 'retriable']).default('compensatable'),
  /** The thing it is done to when the text says "it", and the service that usually does it. */
  object: pascal,
  service: z.string().regex(/^[a-z][a-z-]*$/),
  human: z.boolean().default(false),
  /** The command of the verb that stands for it when a person outside does it: a customer's paying is our taking. */
  byPersons: pascal.optional(),
  /** Without an object it is done to its subject: "the search index updates". */
  ofSubject: z.boolean().default(false),
  /** It changes nothing, so there is nothing to undo. */
  readOnly: z.boolean().default(false),
});

/** `knowledge/sketch.yaml`: how a process is read out of prose. */
export const sketchSchema = z.strictObject({
  verbs: z.array(businessVerb).min(1),
  /** What starts a process. `intransitive`: the thing stands before the verb ("a claim comes in"). */
  starts: z
    .array(z.strictObject({ event: pascal, forms: z.array(word).min(1), intransitive: z.boolean().default(false) }))
    .min(1),
  /** Words that open a condition, and words after which the sentence is past it. */
  conditions: z.array(word),
  resumes: z.array(word),
  /** Conditions that may tell what starts a process; the others tell of what goes wrong. */
  openers: z.array(word),
  /** People outside, whose doing starts a process. */
  persons: z.array(word),
  deadlines: z.strictObject({
    leads: z.array(word).min(1),
    numbers: z.record(word, z.int().positive()),
    /** `iso`: the ISO 8601 duration with `n` for the number. */
    units: z.array(z.strictObject({ iso: z.string().regex(/^P(?:T?n[A-Z])$/), forms: z.array(word).min(1) })).min(1),
    /** What the sentence says happens then; compensate when it says nothing. */
    reactions: z.array(
      z.strictObject({ reaction: z.enum(['escalate', 'remind', 'continue', 'retry']), forms: z.array(word) }),
    ),
  }),
  determiners: z.array(word),
  /** Words that end the thing a verb is done to. */
  boundaries: z.array(word),
  pronouns: z.array(word),
  /** Words that describe a thing and are no part of its name. */
  fillers: z.array(word),
  negations: z.array(word),
  /** Words before which a clause tells of undoing or refusing, not of the way forward. */
  failures: z.array(word),
  parties: z.array(word),
  /** Things of the machine room: starting the consumers or sending an event is no step of a business. */
  technical: z.array(word),
  /** Parties that belong to somebody else, by the last word of their name. */
  outsiders: z.array(word),
  /** Words between the one who acts and the verb. */
  auxiliaries: z.array(word),
  /** Words before the name of a party: "a flight with Amadeus". */
  viaParty: z.array(word),
  /** Words before an outsider who has no proper name: "to the bank". */
  towards: z.array(word),
});

export type SketchLexicon = Readonly<z.output<typeof sketchSchema>>;
export type BusinessVerb = SketchLexicon['verbs'][number];
