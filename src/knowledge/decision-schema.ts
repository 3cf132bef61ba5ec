import * as z from 'zod/v4';

const yesOrNo = z.boolean().optional();
const howMany = z.int().min(0).max(100_000).optional();

/**
 * The vocabulary of facts, and what a caller may give: any of the names, nothing else. What each means, and which
 * are additions to the first vocabulary, is in `knowledge/decision-table.yaml`. `framework` is a word of `knowledge/terms.yaml`.
 */
export const givenFactsSchema = z.strictObject({
  audit: yesOrNo,
  boundariesChangeable: yesOrNo,
  centralOwner: yesOrNo,
  centralVisibility: yesOrNo,
  chatty: yesOrNo,
  compensation: yesOrNo,
  conditionalCompensation: yesOrNo,
  counts: yesOrNo,
  crossContext: yesOrNo,
  cyclicDependencies: yesOrNo,
  eventualConsistencyOk: yesOrNo,
  externalParty: yesOrNo,
  fallback: yesOrNo,
  fanIn: yesOrNo,
  fanOut: yesOrNo,
  genericTimeout: yesOrNo,
  humanSteps: yesOrNo,
  idempotentSteps: yesOrNo,
  independentReactions: yesOrNo,
  irreversibleStep: yesOrNo,
  isolationNeeded: yesOrNo,
  longRunning: yesOrNo,
  loops: yesOrNo,
  midFlightCancel: yesOrNo,
  needsState: yesOrNo,
  newConsumersExpected: yesOrNo,
  orchestratorBottleneck: yesOrNo,
  partialFailure: yesOrNo,
  passiveParticipants: yesOrNo,
  responseNeeded: yesOrNo,
  retriableTail: yesOrNo,
  sharedDeployment: yesOrNo,
  singleDatabase: yesOrNo,
  smallTeam: yesOrNo,
  strongConsistency: yesOrNo,
  timeouts: yesOrNo,
  userWaiting: yesOrNo,
  decisionPoints: howMany,
  services: howMany,
  steps: howMany,
  teams: howMany,
  ordering: z.enum(['sequential', 'none']).optional(),
  changeFrequency: z.enum(['low', 'high']).optional(),
  framework: z.string().max(60).optional(),
});

export const factNameSchema = z.keyof(givenFactsSchema);
export type FactName = z.output<typeof factNameSchema>;
export type FactValue = boolean | number | string;

export const answers = ['local_transaction', 'process_manager', 'saga', 'choreography'] as const;
const answerSchema = z.enum(answers);
/** What a process can be coordinated by; `local_transaction` means: by nothing, one commit does it. */
export type Answer = z.output<typeof answerSchema>;

const id = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'kebab-case');
const line = z.string().min(8).max(320);

/** Holds when the fact is known and has the value (`is`), lies in the bounds, or is known at all. */
const conditionSchema = z.strictObject({
  fact: factNameSchema,
  is: z.union([z.boolean(), z.number(), z.string()]).optional(),
  atLeast: z.int().optional(),
  atMost: z.int().optional(),
  /** Any value will do. */
  known: z.literal(true).optional(),
});

const factSchema = z.strictObject({
  name: factNameSchema,
  meaning: line,
  addition: z.boolean().default(false),
  /** Present on facts worth asking for; the position in the list is the order of asking. */
  ask: z
    .strictObject({ question: line, why: line, recommended: z.union([z.boolean(), z.number(), z.string()]) })
    .optional(),
});

const factorSchema = z.strictObject({
  id,
  /** The row of the literature table the factor stands for; several factors may refine one row. */
  row: z.int().min(1).max(35),
  name: z.string().min(4).max(120),
  strength: z.enum(['decisive', 'strong', 'weak']),
  /** All must hold. */
  when: z.array(conditionSchema).min(1),
  pushes: z.partialRecord(answerSchema, z.number()),
  /** Counts only when the conditions hold at least this surely, 0 to 1. */
  leastSure: z.number().default(0),
  /** Why the fact matters, as the answer says it. */
  reason: line,
  threshold: z.string().optional(),
  sources: z.array(id).min(1),
});

const gateSchema = z.strictObject({
  id,
  pattern: answerSchema,
  question: line,
  /** Points the pattern needs to pass. */
  threshold: z.number(),
  /** A factor that passes the gate alone when it is certain, whatever else is known. */
  veto: z.array(id).default([]),
  /** Factors that hold the gate shut while they are active. */
  shut: z.array(id).default([]),
  /** Confidence from which they do; without it, certainty. */
  shutFrom: z.number().gt(0).max(1).optional(),
  /** Passing by points alone, it yields to a pattern that has this many times its points. */
  yields: z.strictObject({ to: answerSchema, times: z.number().gt(1) }).optional(),
});

const conflictSchema = z.strictObject({
  id,
  about: z.string().min(4),
  positions: line,
  resolution: line,
  /** Said when the answer is one of `answers` and one of `when` holds. */
  answers: z.array(answerSchema).min(1),
  when: z.array(conditionSchema),
});

/** `knowledge/decision-table.yaml`: the three rows everybody is shown, and everything the decision procedure weighs. */
export const decisionTableSchema = z.strictObject({
  rows: z.array(
    z.strictObject({
      pattern: z.string(),
      bestFor: z.string(),
      complexity: z.string(),
      stateManagement: z.string(),
    }),
  ),
  facts: z.array(factSchema),
  factors: z.array(factorSchema),
  gates: z.array(gateSchema).length(4),
  /** Confidence from which a stated fact counts as certain. */
  certain: z.number(),
  /** One change of one fact that may turn an answer over, most natural first. */
  flips: z.array(z.strictObject({ fact: factNameSchema, value: z.union([z.boolean(), z.number(), z.string()]) })),
  warnings: z.array(
    z.strictObject({ id, answers: z.array(answerSchema).min(1), when: z.array(conditionSchema), text: line }),
  ),
  conflicts: z.array(conflictSchema).length(11),
  howMany: z.array(z.strictObject({ author: z.string(), choreography: z.string(), orchestrate: z.string() })),
  sources: z.array(z.strictObject({ id, title: z.string(), url: z.url() })),
});

export type DecisionTable = Readonly<z.output<typeof decisionTableSchema>>;
export type Condition = Readonly<z.output<typeof conditionSchema>>;
export type Factor = Readonly<z.output<typeof factorSchema>>;
export type Gate = Readonly<z.output<typeof gateSchema>>;
