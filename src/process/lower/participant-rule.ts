import type { Act, Rule } from '../rules.ts';
import type { Task } from './tasks.ts';

/** A rule of the service that does a task, on a message; what it tests, writes and sends is in the rest. */
export const participantRule = (task: Task, kind: Act['kind'], id: string, on: string, rest: Partial<Rule>): Rule => ({
  id: `${task.id}/${id}`,
  actor: task.step.service,
  on,
  when: [],
  set: [],
  send: [],
  act: { kind, step: task.id },
  ...rest,
});
