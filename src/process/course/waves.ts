import type { NormalisedProcess, NormalisedStep } from '../normalised.ts';

/** The steps of the happy path, in groups: each group may start once the groups before it are over. */
export const waves = (process: NormalisedProcess): readonly (readonly NormalisedStep[])[] => {
  const steps = process.steps.filter((step) => !startsOnlyOnFailure(process, step));
  const drawn = new Set(steps.map(({ id }) => id));
  const over = new Set<string>();
  const groups: (readonly NormalisedStep[])[] = [];
  let left = steps;
  while (left.length > 0) {
    const ready = left.filter(({ after }) => after.every((id) => over.has(id) || !drawn.has(id)));
    // A cycle has no first step; drawing what is left as one group shows it instead of hiding it.
    const group = ready.length > 0 ? ready : left;
    groups.push(group);
    for (const { id } of group) over.add(id);
    left = left.filter(({ id }) => !over.has(id));
  }
  return groups;
};

/** Steps taken only because another one was refused: a failure path shows them, the happy path does not. */
export const startsOnlyOnFailure = (process: NormalisedProcess, step: NormalisedStep): boolean => {
  const good = new Set([process.starts, ...process.steps.flatMap(({ success }) => success)]);
  const bad = new Set(process.steps.flatMap(({ failure }) => failure));
  const onlyBad = (events: readonly string[]) =>
    events.length > 0 && events.every((event) => bad.has(event) && !good.has(event));
  return onlyBad(step.on) || onlyBad(step.when);
};

/** Whether a refusal of this step can only be answered by going on: the point of no return lies before it. */
export const isPastPivot = (process: NormalisedProcess, step: NormalisedStep): boolean => {
  if (step.kind === 'retriable') return true;
  const groups = waves(process);
  const at = (wanted: (step: NormalisedStep) => boolean) => groups.findIndex((group) => group.some(wanted));
  const pivot = at(({ kind }) => kind === 'pivot');
  return pivot >= 0 && at(({ id }) => id === step.id) > pivot;
};

/** Whether a step waits for less, or for more, than all of the group before its own. */
export const isFinerThanWaves = (process: NormalisedProcess, id: string): boolean => {
  const groups = waves(process);
  const at = groups.findIndex((group) => group.some((step) => step.id === id));
  const group: readonly NormalisedStep[] = groups[at - 1] ?? [];
  const step = process.steps.find((one) => one.id === id);
  return (
    step !== undefined && (step.after.length !== group.length || group.some((one) => !step.after.includes(one.id)))
  );
};
