import type { NormalisedProcess, NormalisedStep } from '../process/normalised.ts';
import { type Change, change } from './changes.ts';

/** The point of no return after every step that can still turn the process back, where the order allows that. */
export const reordering = (process: NormalisedProcess): readonly Change[] => {
  const pivots = process.steps.filter(({ kind }) => kind === 'pivot');
  const [pivot] = pivots;
  if (process.coordinator === null || pivot === undefined || pivots.length > 1) return [];
  const before = predecessors(process.steps);
  const isBefore = (earlier: string, later: string): boolean => before.get(later)?.has(earlier) === true;
  const turning = process.steps.filter((step) => step !== pivot && turnsBack(step) && !isBefore(step.id, pivot.id));
  if (turning.length === 0 || [pivot, ...turning].some(({ when }) => when.length > 0)) return [];
  const isTurning = (id: string): boolean => turning.some((step) => step.id === id);
  const isLate = (id: string): boolean => id === pivot.id || (isBefore(pivot.id, id) && !isTurning(id));
  const afterOf = (step: NormalisedStep): readonly string[] => {
    if (step === pivot) return latest([...pivot.after, ...turning.map(({ id }) => id)], isBefore);
    if (isTurning(step.id))
      return latest(
        [...(before.get(step.id) ?? [])].filter((id) => !isLate(id)),
        isBefore,
      );
    return step.after.some(isTurning)
      ? [...new Set([...step.after.filter((id) => !isTurning(id)), pivot.id])]
      : step.after;
  };
  const steps = process.steps.map((step) => ({ ...step, after: afterOf(step) }));
  const moved = steps.filter(({ id, index, after }) => id === pivot.id || !same(after, process.steps[index]?.after));
  if (steps.some(({ id }) => predecessors(steps).get(id)?.has(id))) return [];
  const [edit, ...also] = moved
    .toSorted((a, b) => Number(b.id === pivot.id) - Number(a.id === pivot.id))
    .map(({ id, after }) => ({ path: `steps.${id}.after`, value: after }));
  if (edit === undefined) return [];
  const apply: Change['apply'] = (whole) => ({
    ...whole,
    steps: whole.steps.map((step) => ({ ...step, after: steps[step.index]?.after ?? step.after })),
  });
  return [{ ...change('order', pivot.id, edit.path, edit.value, apply), also }];
};

/** A refusal of the step, or its silence, has the process undone. */
const turnsBack = ({ kind, failure, onFailure, timeouts }: NormalisedStep): boolean =>
  kind !== 'retriable' &&
  ((failure.length > 0 && onFailure === 'compensate') ||
    timeouts.some(({ then }) => then === 'compensate' || then === 'assume_refused'));

/** Per step all those that come before it; a step in a circle comes before itself. */
const predecessors = (steps: readonly NormalisedStep[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const all = (id: string): ReadonlySet<string> => {
    const found = new Set<string>();
    const open = [...(byId.get(id)?.after ?? [])];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (found.has(name)) continue;
      found.add(name);
      open.push(...(byId.get(name)?.after ?? []));
    }
    return found;
  };
  return new Map(steps.map(({ id }) => [id, all(id)]));
};

/** Without those that another one comes after anyway. */
const latest = (ids: readonly string[], isBefore: (earlier: string, later: string) => boolean): readonly string[] =>
  [...new Set(ids)].filter((id) => !ids.some((other) => isBefore(id, other)));

const same = (left: readonly string[], right: readonly string[] = []): boolean =>
  left.length === right.length && left.every((id) => right.includes(id));
