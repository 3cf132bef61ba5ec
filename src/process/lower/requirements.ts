import type { NormalisedProcess } from '../normalised.ts';
import { is, type Message, type Requirement, type Rule } from '../rules.ts';
import { always } from './always.ts';
import { atTheEnd } from './at-the-end.ts';
import { outcomeNames, outside, writtenActors } from './routes.ts';
import type { Task } from './tasks.ts';

/** Everything that a process promises, stated over its variables. */
export const requirementsOf = (
  process: NormalisedProcess,
  tasks: readonly Task[],
  rules: readonly Rule[],
  messages: readonly Message[],
): readonly Requirement[] => [
  ...always(process, tasks),
  ...atTheEnd(process, tasks),
  ...(process.delivery.deadLetters === false ? messages.filter(({ to }) => to !== null).map(unhandled) : []),
  ...happenings(process, tasks, rules),
];

const unhandled = ({ id }: Message): Requirement => ({
  property: 'no-unhandled-message',
  subject: id,
  must: 'not_at_rest',
  bad: is(id, 1),
});

/** In a choreography an outcome may be the name that an observer gives it, or an event of a step. */
const isPublished = ({ steps }: NormalisedProcess, name: string): boolean =>
  steps.some(({ success, failure, compensation, timeouts }) =>
    [...success, ...failure, compensation?.success, ...timeouts.map(({ send }) => send)].includes(name),
  );

const refusedUndos = ({ step }: Task): readonly string[] => (step.readOnly ? [] : (step.compensation?.failure ?? []));

/** No step, refusal, undo or outcome is there for show. */
const happenings = (
  process: NormalisedProcess,
  tasks: readonly Task[],
  rules: readonly Rule[],
): readonly Requirement[] => {
  const of = (kind: Rule['act']['kind'], step: string, sends?: string) =>
    rules
      .filter(
        ({ act, send }) =>
          act.kind === kind && act.step === step && (sends === undefined || send.some(({ name }) => name === sends)),
      )
      .map(({ id }) => id);
  const happen = (subject: string, fired: readonly string[]): readonly Requirement[] => [
    { property: 'everything-reachable', subject, must: 'happen', rules: fired },
  ];
  const written = writtenActors(process);
  return [
    ...tasks.flatMap((task) => [
      ...happen(task.id, of('apply', task.id)),
      ...(written.has(task.step.service)
        ? []
        : [
            ...task.step.failure.flatMap((event) => happen(event, of('refuse', task.id, event))),
            ...refusedUndos(task).flatMap((event) => happen(event, of('refuse_undo', task.id, event))),
          ]),
    ]),
    ...outcomeNames(process)
      .filter((name) => process.coordinator !== null || isPublished(process, name))
      .map(
        (name): Requirement => ({
          property: 'everything-reachable',
          subject: name,
          must: 'occur',
          goal: is(outside(name), 1),
        }),
      ),
  ];
};
