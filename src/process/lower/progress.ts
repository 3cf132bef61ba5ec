import type { NormalisedProcess } from '../normalised.ts';
import {
  type Act,
  type Assignment,
  type Condition,
  except,
  is,
  type Rule,
  type Send,
  type Test,
  values,
} from '../rules.ts';
import { saw, seenAs, stage, status, view, viewWords } from './names.ts';
import { coordinatorId, type Routes } from './routes.ts';
import type { Task } from './tasks.ts';

/** What a coordinator writes and sends in one transaction. */
export type Decision = Readonly<{
  set: readonly Assignment[];
  send: readonly Send[];
  /** Messages among them that count as new ones. */
  renews?: readonly string[];
}>;

/** Everything the coordinator's rules are made from. */
export type Plan = Readonly<{
  process: NormalisedProcess;
  routes: Routes;
  tasks: readonly Task[];
  byId: ReadonlyMap<string, Task>;
  /** Per task, those that must be out of the way before it is undone. */
  blockers: ReadonlyMap<string, readonly Task[]>;
}>;

/** The coordinator holds the task for one of these. */
export const seen = (task: string, ...of: readonly number[]): Test => ({ variable: view(task), values: values(...of) });

/** The coordinator holds the task for none of these. */
export const notSeen = (task: string, ...of: readonly number[]): Test => ({
  variable: view(task),
  values: except(viewWords.length, ...of),
});

/** The views in which an answer is news: it is waited for, where a silence can be handed over also by people. */
export const awaitedViews = ({ step }: Task): readonly number[] =>
  step.timeouts.some(({ then }) => then === 'escalate') ? [seenAs.waiting, seenAs.escalated] : [seenAs.waiting];

/** Taken only when an event was seen, or joined in a way that the last answer alone does not decide. */
export const isDecidedLater = (task: Task): boolean => task.step.when.length > 0;

/** Members of these fan-outs do not decide alone how the process goes on. */
export const settlesTogether = ({ step }: Task): boolean => step.forEach !== null && step.join !== 'all';

/** A refusal of the task does not end the process. */
export const goesOnWithout = ({ step }: Task): boolean => step.onFailure === 'continue';

/** The views with which a task is over for those that come after it. */
export const overViews = (task: Task): readonly number[] => [
  seenAs.done,
  seenAs.skipped,
  ...(goesOnWithout(task) || task.step.join === 'any' ? [seenAs.failed] : []),
];

/** Everything else is over. What is over in any case because of the task's place in the order needs no test. */
const othersOver = (plan: Plan, task: Task, among: readonly string[]): Condition =>
  among
    .filter((id) => id !== task.id && !task.ancestors.has(id))
    .flatMap((id) => {
      const other = plan.byId.get(id);
      return other ? [seen(id, ...overViews(other))] : [];
    });

/** Asks for a task that was not asked for yet. */
export const ask = (plan: Plan, task: Task, when: Condition = []): Decision => {
  const fresh = [seen(task.id, seenAs.idle), ...when];
  return {
    set: [{ variable: view(task.id), to: seenAs.waiting, when: fresh }],
    send: commands(plan, task, fresh),
  };
};

/**
 * Asks for a refused task anew, as another attempt. Commands and answers carry their attempt: an inbox does not take
 * the command for the one before, and late answers to that one are told apart and dropped.
 */
export const askAnew = (plan: Plan, task: Task): Decision => {
  const again = askAgain(plan, task);
  const answers = task.step.failure.map((event) => plan.routes.copy(event, coordinatorId, task));
  return {
    set: [...again.set, ...answers.map((variable) => ({ variable, to: 0 }))],
    send: again.send,
    renews: again.send.flatMap(({ copies }) => copies),
  };
};

/** Asks for a task once more; duplicates of the command are the same command. */
export const askAgain = (plan: Plan, task: Task): Decision => ({
  set: [{ variable: view(task.id), to: seenAs.waiting }],
  send: commands(plan, task),
});

const commands = ({ routes }: Plan, task: Task, when?: Condition): readonly Send[] =>
  task.step.command === null ? [] : [routes.send(task.step.command, task, when)];

/**
 * What follows from a task being over: the tasks that waited for it last are asked for, and when nothing is left the
 * process is completed. Branches and joint answers are decided by rules of their own.
 */
export const advance = (plan: Plan, task: Task): Decision => {
  if (settlesTogether(task)) return nothing;
  const next = task.next.flatMap((id) => plan.byId.get(id) ?? []).filter((each) => !isDecidedLater(each));
  const asked = next.map((each) => ask(plan, each, othersOver(plan, task, each.previous)));
  return merged([
    ...asked,
    ...(hasOpenEnd(plan, task) ? [] : [complete(plan, othersOver(plan, task, [...plan.byId.keys()]))]),
  ]);
};

/** Something comes after the task, or the end is decided by a rule of its own. */
const hasOpenEnd = (plan: Plan, task: Task): boolean => task.descendants.size > 0 || plan.tasks.some(isIrregular);

/** Processes with such tasks end by a rule of their own. */
export const isIrregular = (task: Task): boolean =>
  isDecidedLater(task) || settlesTogether(task) || goesOnWithout(task);

/** Completes the process. */
export const complete = ({ process, routes }: Plan, when: Condition): Decision => ({
  set: [{ variable: status, to: stage.completed, when }],
  send: [routes.send(process.outcomes.completed, null, when)],
});

/** The coordinator's view of a task changes. */
export const becomes = (task: Task, to: number): Decision => ({ set: [{ variable: view(task.id), to }], send: [] });

/** Ends the process as it is, without undoing anything. */
export const giveUp = ({ process, routes }: Plan): Decision => ({
  set: [{ variable: status, to: stage.cancelled }],
  send: process.outcomes.cancelled === null ? [] : [routes.send(process.outcomes.cancelled, null)],
});

export const nothing: Decision = { set: [], send: [] };

/** One decision that does what all of these do. */
export const merged = (decisions: readonly Decision[]): Decision => ({
  set: decisions.flatMap(({ set }) => set),
  send: decisions.flatMap(({ send }) => send),
  renews: decisions.flatMap(({ renews }) => renews ?? []),
});

/** A rule of the coordinator. */
export const coordinatorRule = (
  id: string,
  act: Act,
  on: string | null,
  when: Condition,
  decision: Decision,
): Rule => ({ id, actor: coordinatorId, on, when, act, ...decision });

/** The events that branches depend on. */
export const branchEvents = ({ tasks }: Pick<Plan, 'tasks'>): ReadonlySet<string> =>
  new Set(tasks.flatMap(({ step }) => [...step.when, ...(step.compensation?.when ? [step.compensation.when] : [])]));

/** Remembers an event if a branch depends on it. */
export const remember = (plan: Plan, event: string): Decision => ({
  set: branchEvents(plan).has(event) ? [{ variable: saw(event), to: 1 }] : [],
  send: [],
});

export const running = is(status, stage.running);
export const undoing = is(status, stage.undoing);
