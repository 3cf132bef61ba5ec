import type { Machine, State } from './machine.ts';

/** What the handlers of a machine say: which state undoes which step, and what an error of a step leads to. */
export type Undoing = Readonly<{
  /** By step: the state that undoes it. */
  undoOf: ReadonlyMap<string, State>;
  /** By step: what its error leads to; absent where nothing catches it, or a choice decides. */
  onError: ReadonlyMap<string, 'compensate' | 'continue' | 'fail'>;
}>;

/**
 * A step whose error is caught leads through states that nothing else leads to, one after the other. Such a state undoes
 * a step with which it shares a word, if it also runs after an error of another step, at which that one may be done.
 * Any other is left to be asked about.
 * @param steps the states that are steps, in their order
 */
export const undoingOf = (machine: Machine, steps: readonly State[]): Undoing => {
  const chains = new Map(steps.flatMap((step) => chainOf(machine, step)));
  const undoOf = new Map<string, State>();
  for (const handler of new Set([...chains.values()].flatMap(({ tasks }) => tasks))) {
    const failing = steps.filter(({ name }) => chains.get(name)?.tasks.includes(handler));
    // It stands for the step whose own error enters there, or for the one before that.
    const first = steps.findIndex((step) => failing.includes(step));
    const nearest = [...steps.slice(0, first + 1).toReversed(), ...steps.slice(first + 1)];
    const undone = closest(
      handler,
      nearest.filter((step) => failing.some((other) => mayBeDoneAt(steps, step, other))),
    );
    if (undone !== undefined && !undoOf.has(undone.name)) undoOf.set(undone.name, handler);
  }
  const undoers = new Set(undoOf.values());
  const onError = new Map(
    [...chains].map(([name, { tasks, leads }]) => {
      const undoes = tasks.some((each) => undoers.has(each));
      return [name, leads === 'continue' ? leads : undoes ? 'compensate' : 'fail'] as const;
    }),
  );
  return { undoOf, onError };
};

const mayBeDoneAt = (steps: readonly State[], step: State, failing: State): boolean =>
  step !== failing &&
  (steps.indexOf(step) < steps.indexOf(failing) || (step.parent !== undefined && step.parent === failing.parent));

type Chain = Readonly<{ tasks: readonly State[]; leads: 'continue' | 'end' }>;

const chainOf = ({ states, onPath }: Machine, step: State): readonly (readonly [string, Chain])[] => {
  const entry = caughtBy(states, step);
  if (entry === undefined) return [];
  const tasks: State[] = [];
  const seen = new Set<string>();
  for (let state = states.get(entry); state !== undefined; state = states.get(state.next[0] ?? '')) {
    if (onPath.has(state.name)) return [[step.name, { tasks: [], leads: 'continue' }]];
    if (seen.has(state.name) || state.next.length > 1) return [];
    seen.add(state.name);
    if (state.type === 'Task') tasks.push(state);
  }
  return [[step.name, { tasks, leads: 'end' }]];
};

/** The state that an error of the step leads to; an error inside a parallel or map state is one of that state. */
const caughtBy = (states: ReadonlyMap<string, State>, step: State): string | undefined => {
  const seen = new Set<string>();
  for (let state: State | undefined = step; state !== undefined; state = states.get(state.parent ?? '')) {
    if (seen.has(state.name)) return undefined;
    seen.add(state.name);
    const entry = state.caught.find(({ next }) => next !== undefined)?.next;
    if (entry !== undefined) return entry;
  }
  return undefined;
};

/** The step that shares most words with a handler; of several the first. That both begin alike tells nothing: notify, notify. */
const closest = (handler: State, candidates: readonly State[]): State | undefined => {
  const words = wordsOf(handler.name);
  const [first] = words;
  const shared = ({ name }: State): number =>
    [...wordsOf(name)].filter((word, at) => words.has(word) && !(at === 0 && word === first)).length;
  return candidates.reduce<State | undefined>(
    (best, each) => (shared(each) > (best === undefined ? 0 : shared(best)) ? each : best),
    undefined,
  );
};

const wordsOf = (name: string): ReadonlySet<string> =>
  new Set(
    name
      .slice(0, 200)
      .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z\d]+/)
      .filter((word) => word.length > 2),
  );
