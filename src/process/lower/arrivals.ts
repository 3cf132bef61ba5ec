import { type Assignment, type Condition, is, type Rule, type Variable } from '../rules.ts';
import { participantRule } from './participant-rule.ts';
import type { Routes } from './routes.ts';
import type { Task } from './tasks.ts';

/** The rules that do a step on one message, under a further condition and with further writes. */
export type Doing = (on: string, name: string, also: Condition, clear: readonly Assignment[]) => readonly Rule[];

/** A step that waits for all of its events: it notes each, and begins with the last. */
export const matched = (task: Task, routes: Routes, does: Doing): readonly Rule[] => {
  const { on, service } = task.step;
  return on.flatMap((name) => {
    const copy = routes.copy(name, service, task);
    const others = on.filter((other) => other !== name).map((other) => arrived(task, other));
    return [
      ...does(
        copy,
        name,
        others.map((variable) => is(variable, 1)),
        [{ variable: arrived(task, name), to: 1 }],
      ),
      ...others.map((variable) =>
        participantRule(task, 'await_rest', `${name}/wait/${variable}`, copy, {
          when: [is(variable, 0)],
          set: [{ variable: arrived(task, name), to: 1 }],
        }),
      ),
    ];
  });
};

/** Whether a step that waits for several events has got this one. */
const arrived = (task: Task, event: string): string => `${task.id} got ${event}`;

/** The memory of a step that waits for several events. */
export const arrivals = (task: Task): readonly Variable[] =>
  task.step.match === 'all' && task.step.on.length > 1
    ? task.step.on.map((event) => ({ id: arrived(task, event), actor: task.step.service, size: 2, initial: 0 }))
    : [];
