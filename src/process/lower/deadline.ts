import type { NormalisedProcess, NormalisedTimeout } from '../normalised.ts';
import { type Assignment, type Condition, is, type Rule, type Send, values } from '../rules.ts';
import { state, work } from './names.ts';
import type { Routes } from './routes.ts';
import type { Task } from './tasks.ts';

/** Without a coordinator the services keep the deadlines of their steps themselves. */
export const keepsDeadline = ({ coordinator }: NormalisedProcess, { step }: Task): boolean =>
  coordinator === null && step.timeouts.length > 0;

/**
 * A deadline in a choreography: as long as the event that asks for a step has come and is not dealt with, its time may run
 * out. Who gives the step up bars it in the same commit; who reminds or hands over leaves it open. A party outside cannot
 * be told to keep our deadline: whoever asked it does, and cannot bar what it does late.
 */
export const deadlines = (task: Task, process: NormalisedProcess, routes: Routes): readonly Rule[] => {
  const { step } = task;
  return step.on.flatMap((name) => {
    const waiting: Condition = [
      is(routes.copy(name, step.service, task), 1),
      { variable: state(task.id), values: values(work.none, work.undone) },
    ];
    const keeper = process.services[step.service]?.external ? askerOf(process, name) : step.service;
    return step.timeouts.flatMap((timeout, index) => {
      const bars = keeper === step.service && givesUp(timeout.then);
      const set: readonly Assignment[] = bars ? [{ variable: state(task.id), to: work.refused }] : [];
      const send = timeout.send === null ? [] : heard(routes.send(timeout.send, task));
      return set.length + send.length === 0
        ? []
        : [outOfTime(task, `${name}/timeout-${index + 1}`, keeper, waiting, set, send)];
    });
  });
};

const givesUp = (then: NormalisedTimeout['then']): boolean =>
  then === 'compensate' || then === 'fail' || then === 'continue';

/** Who publishes an event that a party outside acts on; the party itself where nobody in the process does. */
const askerOf = ({ steps, services }: NormalisedProcess, event: string): string => {
  const asker = steps.find(({ success, failure }) => [...success, ...failure].includes(event))?.service;
  const acting = steps.find(({ on }) => on.includes(event))?.service ?? '';
  return asker !== undefined && services[asker]?.external === false ? asker : acting;
};

/** What nobody hears need not be sent. */
export const heard = (send: Send): readonly Send[] => (send.copies.length === 0 ? [] : [send]);

const outOfTime = (
  task: Task,
  id: string,
  actor: string,
  when: Condition,
  set: readonly Assignment[],
  send: readonly Send[],
): Rule => ({ id: `${task.id}/${id}`, actor, on: null, when, set, send, act: { kind: 'time_out', step: task.id } });
