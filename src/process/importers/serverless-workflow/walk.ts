import { at, field, itemsOf, textOf } from '../foreign.ts';
import type { Question, SketchStep } from '../sketch.ts';
import { emitted, inside, listened, named } from './events.ts';
import { deadlineOf, exchangeOf, onlyInside, retryOf } from './exchange.ts';

/** What a workflow does, as steps in order, and what it ends with. */
export type Walked = Readonly<{
  steps: readonly SketchStep[];
  questions: readonly Question[];
  ends: Readonly<{ completed: string | undefined; cancelled: string | undefined; sources: readonly string[] }>;
}>;

type Frame = Readonly<{ when?: unknown; forEach?: string | undefined; depth: number }>;
type State = {
  steps: SketchStep[];
  questions: Question[];
  completed: string | undefined;
  cancelled: string | undefined;
  sources: Set<string>;
};

const MAX_DEPTH = 24;

/** Walks the tasks in order; each step comes after the steps before it, branches of a fork after what is before the fork. */
export const walk = (tasks: readonly unknown[]): Walked => {
  const state: State = { steps: [], questions: [], completed: undefined, cancelled: undefined, sources: new Set() };
  sequence(tasks, [], { depth: 0 }, state, true);
  const { steps, questions, completed, cancelled, sources } = state;
  return { steps, questions, ends: { completed, cancelled, sources: [...sources] } };
};

/** Returns the ids of the steps that are last when all tasks are through. */
const sequence = (
  tasks: readonly unknown[],
  before: readonly string[],
  frame: Frame,
  state: State,
  outermost: boolean,
): readonly string[] => {
  let last = before;
  for (const [at, entry] of tasks.entries()) {
    const [name, task] = named(entry);
    const final = outermost && at === tasks.length - 1;
    last = visit(name, task, last, frame, state, final);
  }
  return last;
};

const visit = (
  name: string,
  task: unknown,
  before: readonly string[],
  frame: Frame,
  state: State,
  final: boolean,
): readonly string[] => {
  if (frame.depth > MAX_DEPTH) return before;
  const event = emitted(task);
  if (event !== undefined && final) {
    state.completed = event.type;
    if (event.service !== undefined) state.sources.add(event.service);
    return before;
  }
  const each = textOf(at(task, 'for', 'each'));
  const inner: Frame = {
    when: field(task, 'if') ?? frame.when,
    forEach: each ?? frame.forEach,
    depth: frame.depth + 1,
  };
  const step = stepOf(name, task);
  if (step !== undefined) return add({ ...step, ...framed(name, inner, state) }, before, state);
  const branches = itemsOf(at(task, 'fork', 'branches')).map(named);
  if (branches.length > 0) {
    return branches.flatMap(([branch, one]) => visit(branch, one, before, inner, state, false));
  }
  if (final) cancelledBy(task, state);
  if (itemsOf(field(task, 'switch')).length > 0) {
    state.questions.push({ path: 'steps', question: `"${name}" decides by data: which events stand for its cases?` });
  }
  return sequence(inside(task), before, inner, state, final);
};

const add = (step: SketchStep, before: readonly string[], state: State): readonly string[] => {
  state.steps.push(step.on === undefined ? { ...step, after: before } : step);
  return [step.id];
};

/** A call, a run, an exchange, a single emit or listen; through a loop and through the tries around it. */
const stepOf = (name: string, task: unknown): SketchStep | undefined => {
  const called = textOf(field(task, 'call'));
  const ran = field(task, 'run') !== undefined;
  const summary = textOf(at(task, 'metadata', 'summary'));
  if (called !== undefined || ran) return { id: name, summary, command: name, sync: called !== undefined };
  const looped = at(task, 'for') !== undefined ? named(itemsOf(field(task, 'do'))[0])[1] : task;
  const wrapped = onlyInside(looped);
  for (const [work, around] of [
    [looped, undefined],
    [wrapped, looped],
  ] as const) {
    const exchange = exchangeOf(inside(work));
    if (exchange !== undefined) {
      return { id: name, summary, ...exchange, retry: retryOf(work), timeouts: deadlineOf(work, around) };
    }
  }
  const event = emitted(task);
  if (event !== undefined) return { id: name, summary, command: event.type, service: event.service };
  const heard = listened(task);
  return heard && { id: name, summary, on: heard.events.map(({ type }) => type), match: heard.match };
};

/** A branch by the events it names; any other condition is asked about. */
const framed = (name: string, { when, forEach }: Frame, state: State): Partial<SketchStep> => {
  const condition = textOf(when);
  if (condition === undefined) return { forEach };
  const seen = /^\$\{ any\(\.seen\[\]; (.{1,4000})\) \}$/.exec(condition)?.[1];
  if (seen !== undefined)
    return { forEach, when: [...seen.matchAll(/== "([^"]{1,64})"/g)].map(([, type]) => type ?? '') };
  state.questions.push({
    path: `steps.${name}.when`,
    question: `It is taken only if ${condition.slice(0, 120)}: which event decides that?`,
  });
  return { forEach };
};

/** What the catch around everything ends with. */
const cancelledBy = (task: unknown, state: State): void => {
  const [, last] = named(itemsOf(at(task, 'catch', 'do')).at(-1));
  state.cancelled = emitted(last)?.type ?? state.cancelled;
};
