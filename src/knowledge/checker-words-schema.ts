import * as z from 'zod/v4';

const text = z.string().min(3).max(400);
const fault = z.enum(['redelivery', 'crash', 'loss', 'dropped', 'restart']);
const checklistId = z.string().regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/, 'group.item');
const kebab = z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'kebab-case');

const lines = z.string().min(1).max(1200);

/** A story as a test in one programming language, line by line. */
const storyTest = z.strictObject({
  head: lines,
  deliver: lines,
  redelivery: lines,
  crash: lines,
  loss: lines,
  dropped: lines,
  restart: lines,
  timer: lines,
  timerCrash: lines,
  foot: lines,
});

/**
 * `knowledge/checker.yaml`: what the fault checker says. `{…}` stands for a name out of the process document: step,
 * service, message, actor, lost, outcomes, count, target, steps.
 */
export const checkerWordsSchema = z.strictObject({
  /** What a rule does, by kind. */
  acts: z.record(z.string(), text),
  faults: z.record(fault, text),
  /** Marks in a story. */
  marks: z.strictObject({
    overwrites: text,
    becomes: text,
    unhandled: text,
    noReturn: text,
    end: text,
    broken: text,
    late: text,
    noFault: text,
    oneFault: text,
    manyFaults: text,
    notSimplest: text,
  }),
  /** What a document says and the check leaves out. */
  leftOut: z.strictObject({
    members: text,
    transaction: text,
    variable: text,
    reactions: text,
    calmInstances: text,
    calmWhileBroken: text,
    silence: text,
  }),
  /** What is promised, by property. */
  promises: z.record(kebab, text),
  /** How a promise is broken: the first entry of the property whose `after` has the last fault of the story. */
  stories: z
    .array(
      z.strictObject({
        property: kebab,
        /** The last fault; `none` when nothing fails; absent: whatever it is. */
        after: z.array(z.union([fault, z.literal('none')])).optional(),
        /** Only for promises of this kind: kept in every state, or in the end. */
        must: z.enum(['never', 'not_at_rest']).optional(),
        /** Only where messages are left that nobody handles. */
        waiting: z.literal(true).optional(),
        /** Only where the step never took effect. */
        untouched: z.literal(true).optional(),
        /** Only where whoever failed acted by itself: nothing will make it act again. */
        unprompted: z.literal(true).optional(),
        /** Only where the step is called directly. */
        direct: z.literal(true).optional(),
        /** Only where somebody did this in the story, by kind of act. */
        did: z.string().min(3).optional(),
        /** Only where the process said that it was completed. */
        ended: z.literal('completed').optional(),
        title: text,
        sentence: text,
        checklist: z.array(checklistId).min(1),
        antiPattern: kebab.nullable(),
      }),
    )
    .min(1),
  /** What to do where none of the changes helps, by property. */
  unrepaired: z.object({ other: text }).catchall(text),
  /** What to change, by kind of change. */
  changes: z.record(z.string(), text),
  /** Tests that a team can keep. */
  tests: z.strictObject({ typescript: storyTest, go: storyTest }),
});

export type CheckerWords = Readonly<z.output<typeof checkerWordsSchema>>;
