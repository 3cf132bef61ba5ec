import { listed } from '../normalise/steps.ts';
import type { NormalisedProcess, NormalisedStep } from '../normalised.ts';
import { own } from '../own.ts';
import type { Condition, Message, Rule, Send, Slot } from '../rules.ts';
import type { Task } from './tasks.ts';

/** One actor's interest in one message. */
type Handler = Readonly<{
  name: string;
  actor: string;
  task: Task | null;
  /** Only of a message about its own task: commands and answers belong to one task, events do not. */
  addressed: boolean;
  suffix: string;
}>;

/** Who gets what. */
export type Routes = Readonly<{
  /** The copy that an actor gets, of a message about a task if it must tell tasks apart. */
  copy: (name: string, actor: string, task: Task | null, suffix?: string) => string;
  /** Publishes a message about a task: one copy for each that handles it, and one for the outside if it is an outcome. */
  send: (name: string, about: Task | null, when?: Condition) => Send;
  /** The same for a sender that does not tell tasks apart: everybody who handles it gets it. */
  broadcast: (name: string) => Send;
  /** The copies of a message that the rules of an actor get: one, or one per member of the fan-out that sends it. */
  inlets: (name: string, actor: string) => readonly string[];
  messages: (rules: readonly Rule[]) => readonly Message[];
}>;

export const coordinatorId = 'coordinator';

/** What a party says about the moment at which it acknowledges the messages of an actor. */
export const acknowledgesOf = ({ coordinator, services }: NormalisedProcess, actor: string): 'after' | 'before' =>
  (actor === coordinatorId && coordinator !== null ? coordinator : own(services, actor))?.acknowledges ?? 'after';

/** Actors that are written as rules; the short forms say nothing about them. */
export const writtenActors = ({ rules }: NormalisedProcess): ReadonlySet<string> =>
  new Set(rules.map(({ actor }) => actor));

/** The routes of all messages, from the short forms and the rules alike. */
export const routesOf = (process: NormalisedProcess, tasks: readonly Task[]): Routes => {
  const handlers = handlersOf(process, tasks);
  const byName = new Map<string, Handler[]>();
  for (const handler of handlers) byName.set(handler.name, [...(byName.get(handler.name) ?? []), handler]);
  const outcomes = new Set(outcomeNames(process));
  const copies = (name: string, accepts: (handler: Handler) => boolean): readonly string[] => [
    ...new Set([...(byName.get(name) ?? []).filter(accepts).map(idOf), ...(outcomes.has(name) ? [outside(name)] : [])]),
  ];
  return {
    copy: copyId,
    send: (name, about, when) => ({
      name,
      copies: copies(name, ({ addressed, task }) => !addressed || task?.id === about?.id),
      ...(when ? { when } : {}),
    }),
    broadcast: (name) => ({ name, copies: copies(name, () => true) }),
    inlets: (name, actor) => [...new Set((byName.get(name) ?? []).filter((each) => each.actor === actor).map(idOf))],
    messages: (rules) => {
      const senders = sendersOf(rules);
      const repeated = new Set(
        rules.filter(({ act }) => act.kind === 'ask_again').flatMap(({ send }) => send.flatMap(({ copies }) => copies)),
      );
      const inside = handlers.map(({ name, actor, task, suffix }) => {
        const id = copyId(name, actor, task, suffix);
        const first = name === process.starts;
        const called = task?.step.sync === true;
        // A direct call is answered, not acknowledged.
        const early = !called && acknowledgesOf(process, actor) === 'before';
        const lossy = !first && (isLossy(process) || called);
        return {
          id,
          name,
          from: first ? null : (senders.get(id) ?? null),
          to: actor,
          lossy,
          repeats:
            (process.delivery.guarantee === 'at_least_once' && !early && !isCalledOnce(process, task)) ||
            repeated.has(id),
          // What the channel may lose anyway is not lost in two ways.
          acknowledgedFirst: early && !first && !lossy,
          initial: first,
          ...slotOf(task),
        };
      });
      return [...unique(inside), ...[...outcomes].map((name) => published(name, senders.get(outside(name)) ?? null))];
    },
  };
};

/** The copy of an outcome that the world sees. */
export const outside = (name: string): string => `${name}@outside`;

/** The events that tell the world how the process ended. */
export const outcomeNames = ({ outcomes }: NormalisedProcess): readonly string[] =>
  [outcomes.completed, outcomes.cancelled, outcomes.partial].filter((name) => name !== null);

const copyId = (name: string, actor: string, task: Task | null, suffix = ''): string =>
  `${name}@${task === null ? actor : actor === coordinatorId ? `${actor}/${task.id}` : task.id}${suffix}`;

const idOf = ({ name, actor, task, suffix }: Handler): string => copyId(name, actor, task, suffix);

const slotOf = (task: Task | null): { slot?: Slot } => (task?.slot ? { slot: task.slot } : {});

/** No broker brings a direct call again; a caller that remembers does when it finds no answer noted, one that forgets does not. */
const isCalledOnce = ({ coordinator, pattern }: NormalisedProcess, task: Task | null): boolean =>
  task?.step.sync === true && pattern !== 'saga' && coordinator !== null && !coordinator.durable;

const isLossy = ({ delivery }: NormalisedProcess): boolean =>
  delivery.guarantee === 'at_most_once' || !delivery.durable;

const published = (name: string, from: string | null): Message => ({
  id: outside(name),
  name,
  from,
  to: null,
  lossy: false,
  repeats: false,
  acknowledgedFirst: false,
  initial: false,
});

const handlersOf = (process: NormalisedProcess, tasks: readonly Task[]): readonly Handler[] => {
  const written = writtenActors(process);
  const coordinated = process.coordinator !== null && !written.has(coordinatorId);
  return [
    ...(coordinated ? [{ name: process.starts, actor: coordinatorId, task: null, addressed: false, suffix: '' }] : []),
    ...tasks.flatMap((task) => [
      ...(written.has(task.step.service) ? [] : ofParticipant(task, process)),
      ...(coordinated ? answersTo(task) : []),
    ]),
    ...process.rules.flatMap(({ actor, on }) => (typeof on === 'string' ? ofRule(on, actor, tasks) : [])),
  ];
};

/** Answers of the members of a fan-out are as many messages, not one. */
const ofRule = (name: string, actor: string, tasks: readonly Task[]): readonly Handler[] => {
  const members = tasks.filter(({ step, slot }) => slot !== null && answersOf(step).includes(name));
  if (members.length === 0) return [{ name, actor, task: null, addressed: false, suffix: '' }];
  return members.map((task) => ({ name, actor, task, addressed: true, suffix: '' }));
};

const answersOf = ({ success, failure, compensation }: NormalisedStep): readonly string[] => [
  ...success,
  ...failure,
  ...listed(compensation?.success ?? []),
  ...(compensation?.failure ?? []),
];

const ofParticipant = (task: Task, process: NormalisedProcess): readonly Handler[] => {
  const { service, command, on, compensation } = task.step;
  const handler = (name: string, addressed: boolean, suffix = ''): Handler => ({
    name,
    actor: service,
    task,
    addressed,
    suffix,
  });
  if (process.coordinator !== null)
    return [command, compensation?.command ?? null].flatMap((name) => (name === null ? [] : [handler(name, true)]));
  return [
    ...on.map((name) => handler(name, false)),
    ...(compensation?.on ?? []).map((name) => handler(name, false, '.undo')),
  ];
};

const answersTo = (task: Task): readonly Handler[] =>
  answersOf(task.step).map((name) => ({
    name,
    actor: coordinatorId,
    task,
    addressed: true,
    suffix: '',
  }));

/** The one actor that sends a copy; null when several do. */
const sendersOf = (rules: readonly Rule[]): ReadonlyMap<string, string | null> => {
  const senders = new Map<string, string | null>();
  for (const { actor, send } of rules)
    for (const id of send.flatMap(({ copies }) => copies)) {
      const known = senders.get(id);
      senders.set(id, known === undefined || known === actor ? actor : null);
    }
  return senders;
};

const unique = (messages: readonly Message[]): readonly Message[] => [
  ...new Map(messages.map((each) => [each.id, each])).values(),
];
