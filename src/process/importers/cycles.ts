import type { SketchStep } from './sketch.ts';

/**
 * The steps without the arrows that lead back: a loop in the source means "again", which a document says with retries.
 * Each dropped arrow is returned, so that it can be asked about.
 */
export const withoutCycles = (
  steps: readonly SketchStep[],
): Readonly<{ steps: readonly SketchStep[]; dropped: readonly Readonly<{ step: string; after: string }>[] }> => {
  const kept = new Map<string, string[]>();
  const dropped: Readonly<{ step: string; after: string }>[] = [];
  const ids = new Set(steps.map(({ id }) => id));
  const straight = steps.map((step, at) => {
    const wanted = beforeOf(steps, step, at).filter((id) => ids.has(id));
    const after = wanted.filter((id) => {
      if (id !== step.id && !reaches(kept, id, step.id)) {
        kept.set(step.id, [...(kept.get(step.id) ?? []), id]);
        return true;
      }
      dropped.push({ step: step.id, after: id });
      return false;
    });
    return step.after === undefined && after.length === wanted.length ? step : { ...step, after: [...new Set(after)] };
  });
  return { steps: straight, dropped };
};

/** What comes right before a step: as said, else whatever publishes its events, else the step above. */
export const beforeOf = (
  steps: readonly SketchStep[],
  { after, on, id }: SketchStep,
  at: number,
): readonly string[] => {
  if (after !== undefined) return after;
  const above = steps[at - 1];
  if (on === undefined || on.length === 0) return above === undefined ? [] : [above.id];
  return steps
    .filter((other) => other.id !== id)
    .filter(({ success = [], failure = [] }) => [...success, ...failure].some((event) => on.includes(event)))
    .map((other) => other.id);
};

/** Whether `from` comes after `to`, directly or not. */
const reaches = (after: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean => {
  const seen = new Set<string>();
  const left = [from];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    left.push(...(after.get(next) ?? []));
  }
  return false;
};
