import type { ReviewWords } from '../../knowledge/review-schema.ts';
import type { NormalisedEvent, NormalisedProcess, NormalisedStep } from '../../process/normalised.ts';
import { own } from '../../process/own.ts';
import { flowOf } from '../flow.ts';
import { observed } from '../observe.ts';
import type { Observation, Rule } from '../types.ts';

type Naming = ReviewWords['limits']['naming'];

/** What crosses a boundary is a contract and says so. Sees nothing in a document that describes no events. */
export const leakingEvent: Rule = (process): readonly Observation[] => {
  if (!described(process)) return [];
  const crossing = Object.values(process.events).filter(crosses);
  if (crossing.length === 0) return [observed('nothing-crosses', true, 'events')];
  return crossing.map((event) =>
    observed('leaking-event', event.visibility === 'external', `events.${event.name}.visibility`, {
      event: event.name,
      consumers: event.consumers.filter((name) => !event.producers.includes(name)).join(', '),
    }),
  );
};

const described = ({ events }: NormalisedProcess): boolean => Object.values(events).some(({ declared }) => declared);

const crosses = ({ producers, consumers }: NormalisedEvent): boolean =>
  producers.some((producer) => consumers.some((consumer) => consumer !== producer));

/** What a step needs has come with the events before it. Sees nothing where no step says what it needs. */
export const missingContext: Rule = (process) =>
  process.steps.flatMap((step): readonly Observation[] => {
    if (step.needs === null || step.needs.length === 0) return [];
    const available = dataFor(process, step);
    if (available === null) return [];
    const missing = step.needs.filter((field) => !available.has(field));
    return [
      observed('missing-context', missing.length === 0, `steps.${step.id}.needs`, {
        step: step.id,
        fields: missing.join(', '),
      }),
    ];
  });

/** The data at hand when a step starts; null when nothing at all is known about what the events carry. */
const dataFor = (process: NormalisedProcess, step: NormalisedStep): ReadonlySet<string> | null => {
  if (Object.values(process.events).every(({ carries }) => carries === null)) return null;
  const events = process.coordinator === null ? heardBy(process, step) : knownToCoordinator(process, step);
  const remembered = process.coordinator?.state ?? [];
  return new Set([...remembered, ...events.flatMap((event) => own(process.events, event)?.carries ?? [])]);
};

/** A process manager has every answer so far at its disposal, a saga only what has just come. */
const knownToCoordinator = (process: NormalisedProcess, step: NormalisedStep): readonly string[] => {
  if (step.on.length > 0) return heardBy(process, step);
  const earlier = process.pattern === 'saga' ? step.after : [...flowOf(process).before(step.id)];
  const answers = process.steps
    .filter(({ id }) => earlier.includes(id))
    .flatMap(({ success, failure }) => [...success, ...failure]);
  return process.pattern === 'saga' && step.after.length > 0 ? answers : [process.starts, ...answers];
};

/** A service has kept what the events that it acted on, now or earlier, carried, and what it published itself. */
const heardBy = (process: NormalisedProcess, step: NormalisedStep): readonly string[] => {
  const before = flowOf(process).before(step.id);
  const earlier = process.steps.filter(({ id, service }) => service === step.service && before.has(id));
  return [...step.on, ...earlier.flatMap(({ on, success }) => [...on, ...success])];
};

/** A service that has to ask another before it can act depends on that one being up. */
export const callsForData: Rule = ({ services }) =>
  Object.values(services)
    .filter(({ calls }) => calls.length > 0)
    .map(({ name, calls }) =>
      observed('calls-for-data', false, `services.${name}.calls`, { service: name, others: calls.join(', ') }),
    );

/** Events are facts, commands are orders, and neither is named after its envelope. */
export const namesOfMessages: Rule = (process, { naming }) => {
  const events = Object.values(process.events);
  const wrong = [
    ...events.flatMap((event) => wrongEventName(process, event, naming)),
    ...process.steps.flatMap((step) => wrongCommandName(step, naming)),
  ];
  const vague = events
    .filter(({ name }) => naming.vague.includes(wordsOf(name).at(-1) ?? ''))
    .map(({ name }) => observed('vague-event', false, placeOf(process, name), { event: name }));
  return [...(wrong.length > 0 ? wrong : [observed('names-of-messages', true, 'steps')]), ...vague];
};

const wrongEventName = (
  process: NormalisedProcess,
  { name, consumers, producers }: NormalisedEvent,
  naming: Naming,
): readonly Observation[] => {
  const path = placeOf(process, name);
  const words = wordsOf(name);
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  const values = { event: name, consumers: consumers.join(', ') };
  if (naming.technical.includes(last)) return [observed('technical-name', false, path, { event: name, word: last })];
  if (name !== process.starts && naming.asking.includes(last) && producers.length > 0 && consumers.length === 1)
    return [observed('passive-aggressive-event', false, path, values)];
  // What starts the process and what a deadline sends may well be a command.
  const mayBeCommand = name === process.starts || process.steps.some((step) => sends(step, name));
  return !mayBeCommand && words.length > 1 && naming.imperative.includes(first) && !isParticiple(last, naming)
    ? [observed('event-like-command', false, path, values)]
    : [];
};

const sends = ({ timeouts }: NormalisedStep, name: string): boolean => timeouts.some(({ send }) => send === name);

const wrongCommandName = ({ id, command, compensation }: NormalisedStep, naming: Naming) =>
  [
    { name: command, path: `steps.${id}.command` },
    { name: compensation?.command ?? null, path: `steps.${id}.compensation.command` },
  ].flatMap(({ name, path }): readonly Observation[] => {
    if (name === null) return [];
    const words = wordsOf(name);
    const last = words.at(-1) ?? '';
    if (naming.technical.includes(last)) return [observed('technical-name', false, path, { event: name, word: last })];
    return words.length > 1 && isParticiple(last, naming) && !naming.imperative.includes(words[0] ?? '')
      ? [observed('command-like-event', false, path, { command: name })]
      : [];
  });

const isParticiple = (word: string, { participles }: Naming): boolean =>
  (word.length > 4 && word.endsWith('ed') && !word.endsWith('eed')) || participles.includes(word);

/** `OrderPlaced`, `order.placed` and `order_placed` alike. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[ ._-]/)
    .filter((word) => word.length > 0)
    .map((word) => word.toLowerCase());

const placeOf = (process: NormalisedProcess, event: string): string => {
  const step = process.steps.find(({ success }) => success.includes(event));
  if (step) return `steps.${step.id}.success`;
  const refused = process.steps.find(({ failure }) => failure.includes(event));
  if (refused) return `steps.${refused.id}.failure`;
  return event === process.starts ? 'starts' : `events.${event}`;
};
