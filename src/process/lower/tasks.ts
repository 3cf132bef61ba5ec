import type { NormalisedProcess, NormalisedStep } from '../normalised.ts';
import type { Slot } from '../rules.ts';

/** One piece of work: a step, or one member of a step that is done for each of several things. */
export type Task = Readonly<{
  id: string;
  step: NormalisedStep;
  /** Among the members of its fan-out. */
  slot: Slot | null;
  /** Ids of the tasks that are over when this one begins. */
  ancestors: ReadonlySet<string>;
  descendants: ReadonlySet<string>;
  /** Its direct successors. */
  next: readonly string[];
  /** Its direct predecessors. */
  previous: readonly string[];
}>;

/** Members of a fan-out that are looked at, at most: the known bugs of fan-outs show with two, three leave a margin. */
export const fanOutLimit = 3;

/** How many members of a step are looked at. */
export const membersOf = (step: NormalisedStep, limit = fanOutLimit): number =>
  step.forEach === null ? 1 : Math.min(step.count, limit);

/**
 * The tasks of a process with their dependencies, in document order.
 * @param limit members of a fan-out at most
 */
export const tasksOf = ({ steps }: NormalisedProcess, limit = fanOutLimit): readonly Task[] => {
  const members = new Map(steps.map((step) => [step.id, memberIds(step, limit)]));
  const before = new Map(steps.map((step) => [step.id, closure(step.id, steps)]));
  const ids = (names: Iterable<string>): readonly string[] => [...names].flatMap((name) => members.get(name) ?? []);
  return steps.flatMap((step) => {
    const after = steps.filter((other) => before.get(other.id)?.has(step.id));
    const next = steps.filter((other) => other.after.includes(step.id));
    return memberIds(step, limit).map((id, index) => ({
      id,
      step,
      slot: step.forEach === null ? null : { group: step.id, index },
      ancestors: new Set(ids(before.get(step.id) ?? [])),
      descendants: new Set(ids(after.map((other) => other.id))),
      next: ids(next.map((other) => other.id)),
      previous: ids(step.after),
    }));
  });
};

const memberIds = (step: NormalisedStep, limit: number): readonly string[] =>
  step.forEach === null
    ? [step.id]
    : Array.from({ length: membersOf(step, limit) }, (_, index) => `${step.id}-${index + 1}`);

/** All steps before this one. A cycle ends where it began. */
const closure = (id: string, steps: readonly NormalisedStep[]): ReadonlySet<string> => {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const found = new Set<string>();
  const visit = (name: string): void => {
    for (const earlier of byId.get(name)?.after ?? []) {
      if (found.has(earlier)) continue;
      found.add(earlier);
      visit(earlier);
    }
  };
  visit(id);
  return found;
};
