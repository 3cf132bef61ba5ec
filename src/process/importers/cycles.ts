import type { SketchStep } from './sketch.ts';

/**
 * The steps without the arrows that lead back: a loop in the source means "again", which a document says with retries.
 * Each dropped arrow is returned, so that it can be asked about.
 */
export const withoutCycles = (
  steps: readonly SketchStep[],
): Readonly<{ steps: readonly SketchStep[]; dropped: readonly Readonly<{ step: string; after: string }>[] }> => {
  const at = new Map(steps.map(({ id }, index) => [id, index]));
  const wanted = steps.map((step, index) => beforeOf(steps, step, index).filter((id) => at.has(id)));
  const kept = new Map<string, readonly string[]>();
  // Arrows down the page can make no circle; of those that lead up, only the ones that close one are dropped.
  for (const [index, { id }] of steps.entries()) {
    kept.set(id, wanted[index]?.filter((before) => (at.get(before) ?? index) < index) ?? []);
  }
  const dropped: Readonly<{ step: string; after: string }>[] = [];
  for (const [index, { id }] of steps.entries()) {
    for (const before of wanted[index]?.filter((one) => (at.get(one) ?? -1) >= index) ?? []) {
      if (before === id || reaches(kept, before, id)) dropped.push({ step: id, after: before });
      else kept.set(id, [...(kept.get(id) ?? []), before]);
    }
  }
  const straight = steps.map((step, index) => {
    const left = new Set(kept.get(step.id));
    const after = [...new Set(wanted[index])].filter((id) => left.has(id));
    return step.after === undefined && after.length === new Set(wanted[index]).size ? step : { ...step, after };
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
