import { afterSilence } from '../process/course/failure.ts';
import type { NormalisedProcess, NormalisedStep, NormalisedTimeout } from '../process/normalised.ts';

/** Questions about the order of a process that several rules ask. */
export type Flow = Readonly<{
  /** The steps that are certainly over when this one starts. */
  before: (id: string) => ReadonlySet<string>;
  /** Whether `step` may have taken effect at the moment `other` is given up. */
  mayHaveHappened: (step: NormalisedStep, other: NormalisedStep) => boolean;
  /** Whether a pivot has certainly happened when the step starts. */
  afterPivot: (step: NormalisedStep) => boolean;
}>;

/** Reads the order of the steps once. */
export const flowOf = ({ steps }: NormalisedProcess): Flow => {
  const ancestors = new Map(steps.map(({ id }) => [id, ancestorsOf(steps, id)]));
  const before = (id: string): ReadonlySet<string> => ancestors.get(id) ?? new Set();
  const pivots = steps.filter(({ kind }) => kind === 'pivot');
  return {
    before,
    mayHaveHappened: (step, other) =>
      step.id !== other.id && !before(step.id).has(other.id) && !exclusive(steps, step, other),
    afterPivot: (step) => pivots.some(({ id }) => before(step.id).has(id)),
  };
};

/** Whether a refusal of the step makes the process turn back. */
export const refusalTurnsBack = ({ failure, onFailure }: NormalisedStep): boolean =>
  failure.length > 0 && (onFailure === 'compensate' || onFailure === 'fail');

/** Whether a deadline of the step makes the process turn back, though the step may still succeed. */
export const silenceTurnsBack = (step: NormalisedStep): boolean =>
  step.timeouts.some(({ then }) => leadsBack(step, then));

const leadsBack = (step: NormalisedStep, then: NormalisedTimeout['then']): boolean => {
  const consequence = then === 'remind' ? then : afterSilence(step, then);
  return consequence === 'compensate' || consequence === 'fail';
};

/** Whether the process can turn back at the step. */
export const turnsBack = (step: NormalisedStep): boolean => refusalTurnsBack(step) || silenceTurnsBack(step);

/** The events that tell the others that a step of a choreography has failed. */
export const failureEvents = (step: NormalisedStep): readonly string[] => [
  ...(refusalTurnsBack(step) ? step.failure : []),
  ...step.timeouts.flatMap(({ then, send }) => (leadsBack(step, then) && send !== null ? [send] : [])),
];

const ancestorsOf = (steps: readonly NormalisedStep[], id: string): ReadonlySet<string> => {
  const seen = new Set<string>();
  const queue = [id];
  for (let next = queue.pop(); next !== undefined; next = queue.pop())
    for (const earlier of steps.find((step) => step.id === next)?.after ?? [])
      if (!seen.has(earlier)) {
        seen.add(earlier);
        queue.push(earlier);
      }
  return seen;
};

/** Two branches on different answers of the same step are never both taken. */
const exclusive = (steps: readonly NormalisedStep[], one: NormalisedStep, other: NormalisedStep): boolean =>
  one.when.length > 0 &&
  other.when.length > 0 &&
  !one.when.some((event) => other.when.includes(event)) &&
  steps.some(({ success, failure, forEach }) => {
    const answers = [...success, ...failure];
    return forEach === null && [...one.when, ...other.when].every((event) => answers.includes(event));
  });
