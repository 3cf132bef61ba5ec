import type { NormalisedProcess } from '../normalised.ts';
import type { Actor, Model } from '../rules.ts';
import { arrivals } from './arrivals.ts';
import { competing } from './competing.ts';
import { coordinatorOf } from './coordinator.ts';
import { type Fragment, joined } from './fragment.ts';
import { participantRules, participantVariables } from './participant.ts';
import { requirementsOf } from './requirements.ts';
import { coordinatorId, routesOf, writtenActors } from './routes.ts';
import { tasksOf } from './tasks.ts';
import { writtenOf } from './written.ts';

/**
 * The rules that a process document stands for. This is what its short forms mean; `knowledge/checker-semantics.md`
 * says the same for people.
 *
 * **Participants.** A service that gets a step's command (in a choreography: one of its `on` events) either takes
 * effect and publishes one of its `success` events, or refuses and publishes one of its `failure` events. Asked again
 * it does so again, unless an inbox recognises the message or the step is `idempotent`. The undo command undoes what
 * is in effect; where nothing is, `ignore` answers, `tombstone` answers and bars the step from then on, `error` lets
 * the command wait. External parties have no outbox; an idempotency key, or being asked first whether they acted, is their inbox.
 *
 * **Coordinator.** It asks for a step when all steps before it are over, records answers it waits for and ignores all
 * others. A refusal, or a silence whose timeout says so, turns the process round: what is done is undone in the stated
 * order, what is still asked for is waited for, and undone if it answers late. With everything out of the way it
 * publishes `cancelled`; with everything over, `completed`. A saga keeps no memory of its own: unless the document says
 * otherwise its knowledge is the durable stream of events, which no restart loses and no handler overwrites.
 *
 * **Time.** A timeout may fire at any moment while its step is waited for. Retries may happen any number of times.
 *
 * In a choreography it may as long as the event that asks for the step is not dealt with.
 *
 * **Not looked at**: data in messages, real time, more than three members of a fan-out, that steps joined by
 * `transaction` commit together, reactions that nothing waits for. What of it a document has is said with the verdict.
 * @param fanOut members of a fan-out looked at, at most; three unless given
 */
export const lower = (process: NormalisedProcess, fanOut?: number): Model => {
  const tasks = tasksOf(process, fanOut);
  const routes = routesOf(process, tasks);
  const written = writtenActors(process);
  const participants = tasks.map(
    (task): Fragment => ({
      variables: [
        ...participantVariables(task, process, written.has(task.step.service)),
        ...(written.has(task.step.service) ? [] : arrivals(task)),
      ],
      rules: written.has(task.step.service) ? [] : participantRules(task, process, routes),
      requirements: [],
    }),
  );
  const coordinated = process.coordinator !== null && !written.has(coordinatorId);
  const { variables, rules } = joined([
    ...(coordinated ? [coordinatorOf(process, tasks, routes)] : []),
    ...participants,
    writtenOf(process, tasks, routes),
  ]);
  const messages = routes.messages(rules);
  return {
    id: process.id,
    actors: actorsOf(process),
    variables,
    messages,
    rules,
    requirements: requirementsOf(process, tasks, rules, messages),
    ordering: ({ none: 'none', per_key: 'per_sender', global: 'per_receiver' } as const)[process.delivery.ordering],
  };
};

const actorsOf = (process: NormalisedProcess): readonly Actor[] => [
  ...coordinatorActor(process),
  ...Object.values(process.services).map(
    (service): Actor => ({
      id: service.name,
      role: 'participant',
      outbox: service.outbox && !service.external,
      inbox: service.external
        ? service.idempotencyKey || service.lookup
          ? 'replay_reply'
          : 'none'
        : (service.inbox?.onDuplicate ?? 'none'),
      durable: true,
      overwrites: false,
    }),
  ),
];

const coordinatorActor = (process: NormalisedProcess): readonly Actor[] => {
  const { coordinator, pattern, assumptions } = process;
  if (coordinator === null) return [];
  const isAssumed = (path: string) => assumptions.some((each) => each.path === path && each.source === 'assumed');
  const stateless = (path: string) => pattern === 'saga' && isAssumed(path);
  return [
    {
      id: coordinatorId,
      role: 'coordinator',
      outbox: coordinator.outbox,
      // The coordinator of the short forms recognises what it is not waiting for; only rules may need an inbox.
      inbox: writtenActors(process).has(coordinatorId) ? (coordinator.inbox?.onDuplicate ?? 'none') : 'none',
      durable: coordinator.durable || stateless('coordinator.durable'),
      overwrites: coordinator.concurrency === 'none' && !stateless('coordinator.concurrency'),
    },
  ];
};

/**
 * What several instances that compete for resources stand for; null when no step takes one.
 * @param faults whether anything fails in them
 */
export const lowerCompeting = (process: NormalisedProcess, faults: boolean): Model | null =>
  process.steps.some(({ resource }) => resource !== null && process.resources[resource] !== undefined)
    ? competing(process, lower(process), faults)
    : null;
