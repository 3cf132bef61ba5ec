import type { NormalisedTimeout } from '../normalised.ts';
import { type Act, type Condition, type Rule, values } from '../rules.ts';
import { heard } from './deadline.ts';
import { seenAs, stage, status } from './names.ts';
import {
  advance,
  askAgain,
  becomes,
  type Decision,
  giveUp,
  merged,
  nothing,
  type Plan,
  coordinatorRule as rule,
  running,
  seen,
  undoing,
} from './progress.ts';
import { reaction } from './reaction.ts';
import type { Task } from './tasks.ts';
import { isUndoable, retreat, undo } from './undoing.ts';

/** What a coordinator does when an answer does not come. A timeout may fire at any moment while its task is waited for. */
export const onTimeout = (
  plan: Plan,
  task: Task,
  { then, send }: NormalisedTimeout,
  index: number,
): readonly Rule[] => {
  const act: Act = { kind: 'time_out', step: task.id };
  const waiting = seen(task.id, seenAs.waiting);
  const told: Decision = { set: [], send: send === null ? [] : heard(plan.routes.send(send, task)) };
  const fires = (id: string, when: Condition, decision: Decision) =>
    rule(`${task.id}/timeout-${index + 1}${id}`, act, null, [...when, waiting], merged([decision, told]));
  switch (then) {
    case 'compensate':
      return [
        fires('', [running], silence(plan, task, true)),
        fires('/undoing', [undoing], silence(plan, task, false)),
      ];
    case 'retry':
      return [
        {
          ...fires('', [{ variable: status, values: values(stage.running, stage.undoing) }], askAgain(plan, task)),
          act: { kind: 'ask_again', step: task.id },
        },
      ];
    case 'assume_refused':
      return [
        fires('', [running], merged([becomes(task, seenAs.failed), reaction(plan, task)])),
        fires(
          '/undoing',
          [undoing],
          merged([becomes(task, seenAs.failed), retreat(plan, { task, by: 'refusal' }, false)]),
        ),
      ];
    case 'continue':
      return [
        fires(
          '',
          [running],
          merged([becomes(task, isUndoable(task) ? seenAs.done : seenAs.skipped), advance(plan, task)]),
        ),
      ];
    case 'escalate':
      return [fires('', [running], becomes(task, seenAs.escalated))];
    case 'fail':
      return [fires('', [running], merged([becomes(task, seenAs.failed), giveUp(plan)]))];
    case 'remind':
      return told.send.length === 0 ? [] : [fires('', [running], nothing)];
    default:
      return then satisfies never;
  }
};

/** No answer came: what may have taken effect is undone first. */
const silence = (plan: Plan, task: Task, first: boolean): Decision =>
  isUndoable(task)
    ? merged([retreat(plan, { task, by: 'silence' }, first), undo(plan, task)])
    : merged([retreat(plan, { task, by: 'refusal' }, first), becomes(task, seenAs.failed)]);

/** Commands are sent again while their answer is awaited; how often does not matter, so it may be any number. */
export const askingAgain = (plan: Plan, task: Task): readonly Rule[] => {
  const { retry, compensation } = task.step;
  const act: Act = { kind: 'ask_again', step: task.id };
  const inProgress = { variable: status, values: values(stage.running, stage.undoing) };
  return [
    ...(retry && retry.attempts > 1
      ? [rule(`${task.id}/retry`, act, null, [inProgress, seen(task.id, seenAs.waiting)], askAgain(plan, task))]
      : []),
    ...(compensation?.retry && compensation.retry.attempts > 1 && isUndoable(task)
      ? [
          rule(`${task.id}/retry-undo`, act, null, [undoing, seen(task.id, seenAs.undoing)], {
            set: [],
            send: undo(plan, task).send,
          }),
        ]
      : []),
  ];
};
