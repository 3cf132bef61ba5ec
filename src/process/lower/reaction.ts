import type { NormalisedCompensation } from '../normalised.ts';
import { seenAs } from './names.ts';
import {
  advance,
  askAnew,
  becomes,
  type Decision,
  giveUp,
  merged,
  nothing,
  type Plan,
  settlesTogether,
} from './progress.ts';
import { coordinatorId } from './routes.ts';
import type { Task } from './tasks.ts';
import { retreat, undo } from './undoing.ts';

/** What a coordinator does about a refusal. */
export const reaction = (plan: Plan, task: Task): Decision => {
  const { onFailure: consequence, kind } = task.step;
  if (kind === 'retriable' && consequence === 'compensate' && task.step.retry) return askAnew(plan, task);
  switch (consequence) {
    case 'compensate':
      return settlesTogether(task) ? nothing : retreat(plan, { task, by: 'refusal' }, true);
    case 'retry':
      return askAnew(plan, task);
    case 'continue':
      return advance(plan, task);
    case 'escalate':
      return nothing;
    case 'fail':
      return giveUp(plan);
    default:
      return consequence satisfies never;
  }
};

/** What it does when an undo is refused; people ask again until it succeeds. */
export const refusedUndo = (plan: Plan, task: Task, consequence: NormalisedCompensation['onFailure']): Decision => {
  switch (consequence) {
    case 'retry':
    case 'escalate':
      return undoAnew(plan, task);
    case 'continue':
      return merged([becomes(task, seenAs.kept), retreat(plan, { task, by: 'undone' }, false)]);
    case 'fail':
      return merged([becomes(task, seenAs.kept), giveUp(plan)]);
    default:
      return consequence satisfies never;
  }
};

/** Another attempt: its inbox does not take the command for the one before, and the old refusal is dropped. */
const undoAnew = (plan: Plan, task: Task): Decision => {
  const { send } = undo(plan, task);
  const answers = (task.step.compensation?.failure ?? []).map((event) => plan.routes.copy(event, coordinatorId, task));
  return {
    set: answers.map((variable) => ({ variable, to: 0 })),
    send,
    renews: send.flatMap(({ copies }) => copies),
  };
};
