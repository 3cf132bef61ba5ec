import type { NormalisedProcess, NormalisedStep } from '../normalised.ts';
import { ASYNCAPI_GAPS } from './asyncapi/gaps.ts';
import { type Exported, lostIn } from './exported.ts';
import { payloadSchema } from './payload.ts';
import { yamlText } from './yaml-text.ts';

/**
 * One AsyncAPI 3.0 document for all participants: an operation per step, seen from the service that does it, tagged with
 * the service, the step it does or undoes. A command has its answers as `reply`; a reaction is a receive and a send.
 */
export const exportAsyncapi = (process: NormalisedProcess): Exported => {
  const channels = channelsOf(process);
  const document = {
    asyncapi: '3.0.0',
    info: {
      title: process.id,
      version: process.version ?? NO_VERSION,
      ...(process.summary === null ? {} : { description: process.summary }),
      tags: Object.values(process.services).map(({ name, summary }) => ({
        name,
        ...(summary === null ? {} : { description: summary }),
      })),
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(
      [...channels].map(([name, messages]) => [
        name,
        {
          address: name,
          messages: Object.fromEntries(
            [...messages].map((message) => [message, ref('components', 'messages', message)]),
          ),
        },
      ]),
    ),
    operations: Object.fromEntries(process.steps.flatMap((step) => operationsOf(process, step))),
    components: { messages: messagesOf(process, channels) },
  };
  return { files: { 'asyncapi.yaml': yamlText(document) }, lost: lostIn(process, ASYNCAPI_GAPS) };
};

/** `info.version` is required; this one stands for a document that has none. */
const NO_VERSION = '0.0.0';

const ref = (...path: readonly string[]) => ({ $ref: `#/${path.join('/')}` });

const commandChannel = (service: string): string => `${service}.commands`;
const eventChannel = (service: string): string => `${service}.events`;

/** What a service answers to the command that undoes a step. */
const undoAnswers = (compensation: NormalisedStep['compensation']): readonly string[] =>
  compensation === null ? [] : [compensation.success ?? [], compensation.failure].flat();

/** The channels and what goes over them: one for the commands and one for the events of each service. */
const channelsOf = (process: NormalisedProcess): ReadonlyMap<string, ReadonlySet<string>> => {
  const channels = new Map<string, Set<string>>();
  const put = (channel: string, messages: readonly string[]) => {
    if (messages.length > 0) channels.set(channel, new Set([...(channels.get(channel) ?? []), ...messages]));
  };
  for (const { service, command, success, failure, compensation } of process.steps) {
    put(
      commandChannel(service),
      [command, compensation?.command ?? null].flatMap((name) => name ?? []),
    );
    put(eventChannel(service), [...success, ...failure, ...undoAnswers(compensation)]);
  }
  for (const { on, compensation } of process.steps) {
    for (const event of [...on, ...(compensation?.on ?? [])]) put(publishedOn(process, event), [event]);
  }
  return channels;
};

const publishedOn = (process: NormalisedProcess, event: string): string => {
  const step = process.steps.find(({ success, failure, compensation }) =>
    [...success, ...failure, ...undoAnswers(compensation)].includes(event),
  );
  return step === undefined ? 'outside.events' : eventChannel(step.service);
};

type Operation = readonly [name: string, operation: Readonly<Record<string, unknown>>];

const operationsOf = (process: NormalisedProcess, step: NormalisedStep): readonly Operation[] => {
  const { id, service, command, on, success, failure, compensation } = step;
  const summary = step.summary === null ? {} : { summary: step.summary };
  const done = handling(
    process,
    service,
    id,
    `step ${id}`,
    { command, on, answers: [...success, ...failure] },
    summary,
  );
  if (compensation === null) return done;
  const answers = undoAnswers(compensation);
  const { command: undo, on: causes } = compensation;
  return [
    ...done,
    ...handling(process, service, `${id}.undo`, `undoes ${id}`, { command: undo, on: causes, answers }, {}),
  ];
};

type Handled = Readonly<{ command: string | null; on: readonly string[]; answers: readonly string[] }>;

const handling = (
  process: NormalisedProcess,
  service: string,
  name: string,
  tag: string,
  { command, on, answers }: Handled,
  words: Readonly<Record<string, string>>,
): readonly Operation[] => {
  const common = { ...words, tags: [{ name: service }, { name: tag }] };
  const told = answers.map((event) => ref('channels', eventChannel(service), 'messages', event));
  if (command !== null) {
    const channel = commandChannel(service);
    const reply =
      told.length === 0 ? {} : { reply: { channel: ref('channels', eventChannel(service)), messages: told } };
    const asked = {
      action: 'receive',
      channel: ref('channels', channel),
      messages: [ref('channels', channel, 'messages', command)],
    };
    return [[name, { ...common, ...asked, ...reply }]];
  }
  const channels = [...new Set(on.map((event) => publishedOn(process, event)))];
  const heard = channels.map((channel, at): Operation => {
    const events = on.filter((event) => publishedOn(process, event) === channel);
    const messages = events.map((event) => ref('channels', channel, 'messages', event));
    return [
      at === 0 ? name : `${name}.${at + 1}`,
      { ...common, action: 'receive', channel: ref('channels', channel), messages },
    ];
  });
  const sends = { ...common, action: 'send', channel: ref('channels', eventChannel(service)), messages: told };
  return told.length === 0 ? heard : [...heard, [`${name}.answers`, sends]];
};

const messagesOf = (
  process: NormalisedProcess,
  channels: ReadonlyMap<string, ReadonlySet<string>>,
): Readonly<Record<string, unknown>> => {
  const refusals = new Set(process.steps.flatMap(({ failure }) => failure));
  const commands = new Set(process.steps.flatMap(({ command, compensation }) => [command, compensation?.command]));
  const tags = (name: string) =>
    commands.has(name) ? ['command'] : refusals.has(name) ? ['event', 'refusal'] : ['event'];
  const declared = Object.values(process.events).filter((event) => event.declared);
  const names = new Set([
    ...[...channels.values()].flatMap((messages) => [...messages]),
    ...declared.map(({ name }) => name),
  ]);
  const { correlationId } = process.observability;
  const correlated = correlationId === null ? {} : { correlationId: { location: pointer(correlationId) } };
  return Object.fromEntries(
    [...names].map((name) => {
      const event = declared.find((one) => one.name === name);
      return [
        name,
        {
          name,
          ...(event?.summary ? { summary: event.summary } : {}),
          tags: tags(name).map((tag) => ({ name: tag })),
          ...correlated,
          payload: event?.carries && event.carries.length > 0 ? payloadSchema(event.carries) : { type: 'object' },
        },
      ];
    }),
  );
};

const pointer = (field: string): string => `$message.payload#/${field.split('.').join('/')}`;
