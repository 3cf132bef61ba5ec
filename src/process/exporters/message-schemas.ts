import type { NormalisedProcess } from '../normalised.ts';
import { type Exported, type Gap, gapsAt, howAStepRuns, lostIn, whatAServiceIs } from './exported.ts';
import { payloadSchema } from './payload.ts';

/**
 * A JSON Schema (2020-12) per message: the CloudEvents 1.0 envelope with the message's own type and data, and the
 * extension attributes that correlation needs.
 */
export const exportMessageSchemas = (process: NormalisedProcess): Exported => ({
  files: Object.fromEntries(
    messagesOf(process).map((message) => [
      `schemas/${message.name}.schema.json`,
      `${JSON.stringify(schemaOf(process, message), null, 2)}\n`,
    ]),
  ),
  lost: lostIn(process, GAPS),
});

type Message = Readonly<{
  name: string;
  kind: 'command' | 'event';
  source: string | null;
  carries: readonly string[] | null;
  summary: string | null;
}>;

const ONLY_MESSAGES = 'a message schema says what a message looks like, not what happens with it';

const GAPS: readonly Gap[] = [
  ...[
    'pattern',
    'delivery',
    'coordinator',
    'startedBy',
    'compensate',
    'resources',
    'reactions',
    'instances',
    'variables',
    'rules',
    'version',
    'summary',
  ].map((path) => ({ path, why: ONLY_MESSAGES })),
  ...gapsAt('observability', ['stuckAfter', 'metrics', 'operator'], ONLY_MESSAGES),
  ...gapsAt('services.*', whatAServiceIs, ONLY_MESSAGES),
  ...gapsAt('steps.*', ['summary', 'match', 'after', ...howAStepRuns], ONLY_MESSAGES),
  ...gapsAt('steps.*.compensation', ['failure', 'onFailure', 'ifNotApplied', 'when', 'retry'], ONLY_MESSAGES),
  { path: 'events.*.consumers', why: ONLY_MESSAGES },
  { path: 'events.*.visibility', why: ONLY_MESSAGES },
];

const schemaOf = ({ id, observability }: NormalisedProcess, message: Message): unknown => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:process:${id}:${message.name}`,
  title: message.name,
  ...(message.summary === null ? {} : { description: message.summary }),
  type: 'object',
  required: [
    'specversion',
    'id',
    'source',
    'type',
    'data',
    ...(observability.correlationId === null ? [] : ['correlationid']),
  ],
  properties: {
    specversion: { const: '1.0' },
    id: { type: 'string', minLength: 1, description: 'Unique per source; the key of an inbox.' },
    source: {
      type: 'string',
      format: 'uri-reference',
      minLength: 1,
      ...(message.source === null ? {} : { examples: [`/${message.source}`] }),
    },
    type: { const: message.name },
    time: { type: 'string', format: 'date-time' },
    subject: { type: 'string', minLength: 1 },
    datacontenttype: { const: 'application/json' },
    correlationid: {
      type: 'string',
      minLength: 1,
      description:
        observability.correlationId === null
          ? 'What tells the messages of one instance from those of another.'
          : `The value of ${observability.correlationId}.`,
    },
    causationid: { type: 'string', minLength: 1, description: 'The id of the message this one follows from.' },
    data: message.carries === null ? { type: 'object' } : payloadSchema(message.carries),
  },
});

/** Every command and event of the process, in the order of the steps. */
const messagesOf = (process: NormalisedProcess): readonly Message[] => {
  const commands = process.steps.flatMap(({ command, compensation, needs }) => [
    ...(command === null ? [] : [{ name: command, carries: needs }]),
    ...(compensation?.command ? [{ name: compensation.command, carries: null }] : []),
  ]);
  const source = process.coordinator?.service ?? null;
  return [
    ...new Map(
      [
        ...commands.map(({ name, carries }): Message => ({ name, kind: 'command', source, carries, summary: null })),
        ...Object.values(process.events).map(
          ({ name, carries, producers, summary }): Message => ({
            name,
            kind: 'event',
            source: producers[0] ?? null,
            carries,
            summary,
          }),
        ),
      ].map((message) => [message.name, message] as const),
    ).values(),
  ];
};
