import type { NormalisedProcess } from '../normalised.ts';
import { type Act, except, is, type Rule, type Variable } from '../rules.ts';
import type { Fragment } from './fragment.ts';
import { laterDecisions } from './later.ts';
import { saw, seenAs, stage, stageWords, status, view, viewWords } from './names.ts';
import {
  advance,
  ask,
  awaitedViews,
  becomes,
  branchEvents,
  type Decision,
  isDecidedLater,
  merged,
  nothing,
  notSeen,
  type Plan,
  remember,
  coordinatorRule as rule,
  running,
  seen,
  undoing,
} from './progress.ts';
import { reaction, refusedUndo } from './reaction.ts';
import { coordinatorId, type Routes } from './routes.ts';
import type { Task } from './tasks.ts';
import { askingAgain, onTimeout } from './time.ts';
import { blockersOf, isUndoable, retreat, undo } from './undoing.ts';

/** The coordinator of the short forms: its memory and its rules. */
export const coordinatorOf = (process: NormalisedProcess, tasks: readonly Task[], routes: Routes): Fragment => {
  const plan: Plan = {
    process,
    tasks,
    routes,
    byId: new Map(tasks.map((task) => [task.id, task])),
    blockers: new Map(tasks.map((task) => [task.id, blockersOf(process, tasks, task)])),
  };
  return {
    variables: [
      { id: status, actor: coordinatorId, size: stageWords.length, initial: stage.new, words: stageWords },
      ...tasks.map(viewOf),
      ...[...branchEvents(plan)].map((event) => ({ id: saw(event), actor: coordinatorId, size: 2, initial: 0 })),
    ],
    rules: [...starting(plan), ...tasks.flatMap((task) => taskRules(plan, task)), ...laterDecisions(plan)],
    requirements: [],
  };
};

const viewOf = (task: Task): Variable => ({
  id: view(task.id),
  actor: coordinatorId,
  ...viewsOf(task),
  initial: seenAs.idle,
  ...(task.slot ? { slot: task.slot } : {}),
});

/** The last view is only one of tasks whose undo can be refused. */
const viewsOf = ({ step }: Task): Pick<Variable, 'size' | 'words'> => {
  const words = (step.compensation?.failure ?? []).length > 0 ? viewWords : viewWords.slice(0, seenAs.kept);
  return { size: words.length, words };
};

const starting = (plan: Plan): readonly Rule[] => {
  const { starts } = plan.process;
  const on = plan.routes.copy(starts, coordinatorId, null);
  const first = plan.tasks.filter((task) => task.previous.length === 0 && !isDecidedLater(task));
  const begin: Decision = { set: [{ variable: status, to: stage.running }], send: [] };
  return [
    rule(
      'start',
      { kind: 'start', step: null },
      on,
      [is(status, stage.new)],
      merged([begin, ...first.map((task) => ask(plan, task)), remember(plan, starts)]),
    ),
    rule(
      'start/again',
      { kind: 'ignore', step: null },
      on,
      [{ variable: status, values: except(stageWords.length, stage.new) }],
      nothing,
    ),
  ];
};

const taskRules = (plan: Plan, task: Task): readonly Rule[] => [
  ...task.step.success.flatMap((event) => onSuccess(plan, task, event)),
  ...task.step.failure.flatMap((event) => onFailure(plan, task, event)),
  ...onUndone(plan, task),
  ...onUndoRefused(plan, task),
  ...task.step.timeouts.flatMap((timeout, index) => onTimeout(plan, task, timeout, index)),
  ...askingAgain(plan, task),
];

/** While these are what the coordinator knows of a task, an answer is news to it. */
const awaited = (task: Task) => seen(task.id, ...awaitedViews(task));

const ignored = (task: Task, event: string, on: string): readonly Rule[] => [
  rule(
    `${task.id}/${event}/old`,
    { kind: 'ignore', step: task.id },
    on,
    [notSeen(task.id, ...awaitedViews(task))],
    nothing,
  ),
  rule(
    `${task.id}/${event}/over`,
    { kind: 'ignore', step: task.id },
    on,
    [awaited(task), { variable: status, values: except(stageWords.length, stage.running, stage.undoing) }],
    nothing,
  ),
];

const onSuccess = (plan: Plan, task: Task, event: string): readonly Rule[] => {
  const on = plan.routes.copy(event, coordinatorId, task);
  const done = merged([becomes(task, seenAs.done), remember(plan, event)]);
  const late = isUndoable(task)
    ? merged([done, plan.process.compensate === 'forward' ? nothing : undo(plan, task)])
    : merged([done, retreat(plan, { task, by: 'refusal' }, false)]);
  return [
    rule(
      `${task.id}/${event}`,
      { kind: 'record_success', step: task.id },
      on,
      [running, awaited(task)],
      merged([done, advance(plan, task)]),
    ),
    rule(`${task.id}/${event}/late`, { kind: 'record_late', step: task.id }, on, [undoing, awaited(task)], late),
    ...ignored(task, event, on),
  ];
};

const onFailure = (plan: Plan, task: Task, event: string): readonly Rule[] => {
  const on = plan.routes.copy(event, coordinatorId, task);
  const refused = merged([becomes(task, seenAs.failed), remember(plan, event)]);
  const act: Act = { kind: 'record_failure', step: task.id };
  return [
    rule(`${task.id}/${event}`, act, on, [running, awaited(task)], merged([refused, reaction(plan, task)])),
    rule(
      `${task.id}/${event}/undoing`,
      act,
      on,
      [undoing, awaited(task)],
      merged([refused, retreat(plan, { task, by: 'refusal' }, false)]),
    ),
    ...ignored(task, event, on),
  ];
};

const onUndone = (plan: Plan, task: Task): readonly Rule[] => {
  if (!isUndoable(task)) return [];
  const act: Act = { kind: 'record_undone', step: task.id };
  const undone = merged([becomes(task, seenAs.undone), retreat(plan, { task, by: 'undone' }, false)]);
  const event = task.step.compensation?.success ?? null;
  if (event === null) return [rule(`${task.id}/undone`, act, null, [undoing, seen(task.id, seenAs.undoing)], undone)];
  const on = plan.routes.copy(event, coordinatorId, task);
  return [
    rule(`${task.id}/${event}`, act, on, [undoing, seen(task.id, seenAs.undoing)], undone),
    rule(`${task.id}/${event}/old`, { kind: 'ignore', step: task.id }, on, [notSeen(task.id, seenAs.undoing)], nothing),
  ];
};

/** What is refused to be undone stays in effect, unless it is asked for until it succeeds. */
const onUndoRefused = (plan: Plan, task: Task): readonly Rule[] => {
  const { compensation } = task.step;
  if (!isUndoable(task) || compensation === null) return [];
  const act: Act = { kind: 'record_undo_refused', step: task.id };
  return compensation.failure.flatMap((event) => {
    const on = plan.routes.copy(event, coordinatorId, task);
    return [
      rule(
        `${task.id}/${event}`,
        act,
        on,
        [undoing, seen(task.id, seenAs.undoing)],
        refusedUndo(plan, task, compensation.onFailure),
      ),
      rule(
        `${task.id}/${event}/old`,
        { kind: 'ignore', step: task.id },
        on,
        [notSeen(task.id, seenAs.undoing)],
        nothing,
      ),
      rule(
        `${task.id}/${event}/over`,
        { kind: 'ignore', step: task.id },
        on,
        [seen(task.id, seenAs.undoing), { variable: status, values: except(stageWords.length, stage.undoing) }],
        nothing,
      ),
    ];
  });
};
