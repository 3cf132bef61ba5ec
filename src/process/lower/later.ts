import { type Condition, is, type Rule, values } from '../rules.ts';
import { saw, seenAs, stage, status, view } from './names.ts';
import {
  advance,
  ask,
  askAgain,
  askAnew,
  complete,
  coordinatorRule,
  type Decision,
  goesOnWithout,
  isDecidedLater,
  isIrregular,
  merged,
  overViews,
  type Plan,
  running,
  seen,
  settlesTogether,
  undoing,
} from './progress.ts';
import type { Task } from './tasks.ts';
import { isUndoable, retreat, undo } from './undoing.ts';

/** What a coordinator decides by itself, between two messages: branches, joint answers, people, and the end after those. */
export const laterDecisions = (plan: Plan): readonly Rule[] => [
  ...plan.tasks.filter(isDecidedLater).flatMap((task) => branch(plan, task)),
  ...plan.tasks.filter((task) => !isDecidedLater(task)).flatMap((task) => afterFanOut(plan, task)),
  ...plan.tasks.filter(settlesTogether).flatMap((task) => settled(plan, task)),
  ...plan.tasks.flatMap((task) => people(plan, task)),
  ...plan.tasks.flatMap((task) => unwanted(plan, task)),
  ...(plan.tasks.some(isIrregular) ? ending(plan) : []),
];

const decide = (id: string, step: string | null, when: Condition, decision: Decision): Rule =>
  coordinatorRule(id, { kind: 'decide', step }, null, when, decision);

/** All tasks before this one are over. */
const ready = (plan: Plan, task: Task): Condition =>
  task.previous.flatMap((id) => {
    const other = plan.byId.get(id);
    return other ? [seen(id, ...overViews(other))] : [];
  });

const branch = (plan: Plan, task: Task): readonly Rule[] => {
  const begin: Condition = [running, seen(task.id, seenAs.idle), ...ready(plan, task)];
  const skip: Decision = { set: [{ variable: view(task.id), to: seenAs.skipped }], send: [] };
  return [
    ...task.step.when.map((event) =>
      decide(`${task.id}/taken/${event}`, task.id, [...begin, is(saw(event), 1)], ask(plan, task)),
    ),
    decide(
      `${task.id}/skipped`,
      task.id,
      [...begin, ...task.step.when.map((event) => is(saw(event), 0))],
      merged([skip, advance(plan, task)]),
    ),
  ];
};

/** A task after a fan-out that settles together: asked for once the answers allow it. */
const afterFanOut = (plan: Plan, task: Task): readonly Rule[] => {
  const before = task.previous.flatMap((id) => plan.byId.get(id) ?? []);
  const [joint] = before.filter(settlesTogether);
  if (!joint) return [];
  const others = before
    .filter(({ step }) => step.id !== joint.step.id)
    .map((each) => seen(each.id, ...overViews(each)));
  const members = before.filter(({ step }) => step.id === joint.step.id);
  const begin: Condition = [running, seen(task.id, seenAs.idle), ...others];
  if (joint.step.join === 'any')
    return members.map((member) =>
      decide(`${task.id}/after/${member.id}`, task.id, [...begin, seen(member.id, seenAs.done)], ask(plan, task)),
    );
  return [
    decide(
      `${task.id}/after`,
      task.id,
      [...begin, ...members.map((each) => seen(each.id, ...overViews(each)))],
      ask(plan, task),
    ),
  ];
};

/** All answers of a fan-out are in and one of them is a refusal; with `any`, all of them are. */
const settled = (plan: Plan, task: Task): readonly Rule[] => {
  if (task.step.onFailure !== 'compensate') return [];
  const members = plan.tasks.filter(({ step }) => step.id === task.step.id);
  const others = members.filter(({ id }) => id !== task.id);
  const answered = task.step.join === 'any' ? [seenAs.failed] : [seenAs.done, seenAs.failed];
  if (task.step.join === 'any' && members[0] !== task) return [];
  const when = [running, seen(task.id, seenAs.failed), ...others.map(({ id }) => seen(id, ...answered))];
  return [decide(`${task.id}/settled`, task.id, when, retreat(plan, { task, by: 'refusal' }, true))];
};

/**
 * People to whom a silence is handed over wait, and ask again; to whom a refusal is handed over, ask again or give up.
 * They give nothing up that may be in effect, unless it can be undone.
 */
const inProgress = { variable: status, values: values(stage.running, stage.undoing) };

const people = (plan: Plan, task: Task): readonly Rule[] => {
  const { step } = task;
  const silent = step.timeouts.some(({ then }) => then === 'escalate');
  const giveUp = (view: number, decision: Decision) =>
    decide(`${task.id}/people/${view}/give-up`, task.id, [running, seen(task.id, view)], decision);
  const undone = merged([retreat(plan, { task, by: 'silence' }, true), undo(plan, task)]);
  return [
    ...(step.onFailure === 'escalate'
      ? [
          decide(`${task.id}/people/anew`, task.id, [running, seen(task.id, seenAs.failed)], askAnew(plan, task)),
          giveUp(seenAs.failed, retreat(plan, { task, by: 'refusal' }, true)),
        ]
      : []),
    ...(silent
      ? [
          decide(
            `${task.id}/people/again`,
            task.id,
            [inProgress, seen(task.id, seenAs.escalated)],
            askAgain(plan, task),
          ),
        ]
      : []),
    ...(silent && isUndoable(task) ? [giveUp(seenAs.escalated, undone)] : []),
  ];
};

/** What need not be undone because an event was not seen counts as undone. */
const unwanted = (plan: Plan, task: Task): readonly Rule[] => {
  const event = task.step.compensation?.when ?? null;
  if (event === null || !isUndoable(task)) return [];
  const undone: Decision = { set: [{ variable: view(task.id), to: seenAs.undone }], send: [] };
  return [
    decide(
      `${task.id}/stays`,
      task.id,
      [undoing, seen(task.id, seenAs.done), is(saw(event), 0)],
      merged([undone, retreat(plan, { task, by: 'undone' }, false)]),
    ),
  ];
};

/** The end of a process whose last answers do not decide alone. */
const ending = (plan: Plan): readonly Rule[] => {
  const over = plan.tasks.map((task) => seen(task.id, ...overViews(task)));
  const partial = plan.process.outcomes.partial;
  const refusable = plan.tasks.filter(goesOnWithout);
  if (partial === null || refusable.length === 0) return [decide('end', null, [running, ...over], complete(plan, []))];
  const publish: Decision = { set: [{ variable: status, to: stage.partial }], send: [plan.routes.send(partial, null)] };
  return [
    decide(
      'end',
      null,
      [running, ...over, ...refusable.map(({ id }) => seen(id, seenAs.done, seenAs.skipped))],
      complete(plan, []),
    ),
    ...refusable.map((task) =>
      decide(`end/without/${task.id}`, task.id, [running, ...over, seen(task.id, seenAs.failed)], publish),
    ),
  ];
};
