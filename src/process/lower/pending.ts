import type { NormalisedProcess, NormalisedTimeout } from '../normalised.ts';
import { type Act, type Assignment, type Condition, is, type Rule, type Send, values } from '../rules.ts';
import { effects, state, work } from './names.ts';
import type { Routes } from './routes.ts';
import type { Task } from './tasks.ts';

/**
 * In a choreography a step with a deadline takes its time: its service begins with it on its event, and ends it later by
 * itself, or gives it up. Elsewhere the coordinator keeps the deadline, and a step is one transaction.
 */
export const takesTime = ({ coordinator }: NormalisedProcess, { step }: Task): boolean =>
  coordinator === null && step.timeouts.length > 0;

/** On the message `on`: begin. A second one begins a second time, unless something keeps the service from that. */
export const beginning = (
  task: Task,
  routes: Routes,
  on: string,
  name: string,
  also: Condition,
  clear: readonly Assignment[],
): readonly Rule[] => {
  const { step } = task;
  const held = (...of: readonly number[]): Condition => [...also, { variable: state(task.id), values: values(...of) }];
  const once: readonly Assignment[] = step.readOnly ? [] : [{ variable: effects(task.id), add: 1 }];
  return [
    rule(task, 'begin', `${name}/begin`, on, held(work.none, work.undone), [
      { variable: state(task.id), to: work.asked },
      ...clear,
    ]),
    ...(step.idempotent
      ? [rule(task, 'duplicate', `${name}/again`, on, held(work.asked, work.applied), clear)]
      : step.success.map((event) =>
          rule(
            task,
            'apply',
            `${name}/${event}/again`,
            on,
            held(work.asked, work.applied),
            [...once, ...clear],
            [routes.send(event, task)],
          ),
        )),
    rule(task, 'refuse_late', `${name}/barred`, on, held(work.refused), clear),
  ];
};

/** How a step that was begun ends: done, refused, or out of time. */
export const endings = (task: Task, routes: Routes): readonly Rule[] => {
  const { step } = task;
  const pending: Condition = [is(state(task.id), work.asked)];
  const done: readonly Assignment[] = [
    { variable: state(task.id), to: work.applied },
    ...(step.readOnly ? [] : [{ variable: effects(task.id), add: 1 }]),
  ];
  return [
    ...step.success.map((event) =>
      rule(task, 'apply', `${event}/done`, null, pending, done, [routes.send(event, task)]),
    ),
    ...step.failure.map((event) =>
      rule(
        task,
        'refuse',
        `${event}/refused`,
        null,
        pending,
        [{ variable: state(task.id), to: work.none }],
        [routes.send(event, task)],
      ),
    ),
    ...step.timeouts.flatMap((timeout, index) => outOfTime(task, routes, timeout, index, pending)),
  ];
};

/** Who gives a step up bars it; who reminds or hands over goes on waiting. */
const outOfTime = (
  task: Task,
  routes: Routes,
  { then, send }: NormalisedTimeout,
  index: number,
  pending: Condition,
): readonly Rule[] => {
  const told = send === null ? [] : heard(routes.send(send, task));
  const fires = (set: readonly Assignment[]) =>
    rule(task, 'time_out', `timeout-${index + 1}`, null, pending, set, told);
  switch (then) {
    case 'compensate':
    case 'fail':
    case 'continue':
      return [fires([{ variable: state(task.id), to: work.refused }])];
    case 'escalate':
    case 'remind':
    case 'retry':
      return told.length === 0 ? [] : [fires([])];
    default:
      return then satisfies never;
  }
};

/** What nobody hears need not be sent. */
export const heard = (send: Send): readonly Send[] => (send.copies.length === 0 ? [] : [send]);

const rule = (
  task: Task,
  kind: Act['kind'],
  id: string,
  on: string | null,
  when: Condition,
  set: readonly Assignment[],
  send: readonly Send[] = [],
): Rule => ({
  id: `${task.id}/${id}`,
  actor: task.step.service,
  on,
  when,
  set,
  send,
  act: { kind, step: task.id },
});
