import type { NormalisedProcess } from '../normalised.ts';
import { flowSteps } from './eventcatalog/flow.ts';
import { type Exported, type Gap, gapsAt, howAStepRuns, lostIn } from './exported.ts';
import { yamlText } from './yaml-text.ts';

/**
 * A catalog folder for EventCatalog: the services with what they send and receive, the commands, the events, and the
 * process as a flow. Text of the document stands in front matter only, never in the MDX body.
 */
export const exportEventcatalog = (process: NormalisedProcess): Exported => {
  const version = process.version ?? NO_VERSION;
  const flow = {
    id: process.id,
    name: process.id,
    version,
    ...(process.summary === null ? {} : { summary: process.summary }),
    steps: flowSteps(process),
  };
  return {
    files: {
      [flowPath(process)]: page(flow),
      ...Object.fromEntries(services(process, version)),
      ...Object.fromEntries(messages(process, version)),
    },
    lost: lostIn(process, GAPS),
  };
};

/** Where the flow stands among the files. */
export const flowPath = ({ id }: NormalisedProcess): string => `flows/${id}/index.mdx`;

/** `version` is required; this one stands for a document that has none. */
const NO_VERSION = '0.0.0';

const RUNNING = 'EventCatalog documents what exists, not how it behaves under faults';
const ELSEWHERE = 'it stands in the page of the service or message; a flow alone does not carry it';

const GAPS: readonly Gap[] = [
  { path: 'pattern', why: 'a flow shows what follows what, not who decides' },
  { path: 'delivery', why: RUNNING },
  { path: 'coordinator', why: 'a flow shows what follows what, not who decides' },
  { path: 'compensate', why: 'compensation is drawn, its order is not' },
  {
    path: 'services.*',
    why: 'no step of the flow shows this service; it has a page of its own',
    when: ({ path }, { steps }) => !steps.some(({ service }) => service === path[1]),
  },
  { path: 'services.*.summary', why: ELSEWHERE },
  { path: 'services.*.owner', why: 'owners are pages of their own in EventCatalog, by id' },
  ...gapsAt(
    'services.*',
    ['database', 'outbox', 'inbox', 'acknowledges', 'idempotencyKey', 'lookup', 'calls'],
    RUNNING,
  ),
  { path: 'steps.*.match', why: 'a flow does not tell "any of" from "all of"' },
  {
    path: 'steps.*.after',
    why: 'in a flow a reaction comes after whatever publishes its event',
    when: ({ path }, { steps }) => steps.some(({ id, on }) => id === path[1] && on.length > 0),
  },
  ...gapsAt('steps.*', howAStepRuns, RUNNING),
  ...gapsAt('steps.*.compensation', ['failure', 'onFailure', 'ifNotApplied', 'when', 'retry'], RUNNING),
  { path: 'outcomes.partial', why: 'a flow ends once' },
  { path: 'events', why: ELSEWHERE },
  { path: 'resources', why: RUNNING },
  { path: 'reactions', why: 'they stand in the pages of the services, not in the flow' },
  { path: 'observability', why: RUNNING },
  { path: 'instances', why: 'only the fault check uses it' },
  { path: 'variables', why: RUNNING },
  { path: 'rules', why: RUNNING },
];

const page = (frontMatter: unknown): string => `---\n${yamlText(frontMatter)}---\n\n<NodeGraph />\n`;

type File = readonly [path: string, text: string];

const services = (process: NormalisedProcess, version: string): readonly File[] =>
  Object.values(process.services).map(({ name, summary }) => {
    const steps = process.steps.filter(({ service }) => service === name);
    const receives = [
      ...steps.flatMap(({ command, compensation }) =>
        [command, compensation?.command ?? null].flatMap((one) => one ?? []),
      ),
      ...Object.values(process.events).flatMap((event) => (event.consumers.includes(name) ? [event.name] : [])),
    ];
    const sends = [
      ...(process.coordinator?.service === name ? commandNames(process) : []),
      ...Object.values(process.events).flatMap((event) => (event.producers.includes(name) ? [event.name] : [])),
    ];
    const about = { id: name, name, version, ...(summary === null ? {} : { summary }) };
    return [`services/${name}/index.mdx`, page({ ...about, receives: pointers(receives), sends: pointers(sends) })];
  });

const pointers = (names: readonly string[]) => [...new Set(names)].map((id) => ({ id }));

const messages = (process: NormalisedProcess, version: string): readonly File[] => [
  ...commandNames(process).map((id): File => [`commands/${id}/index.mdx`, page({ id, name: id, version })]),
  ...Object.values(process.events).map(
    ({ name, summary }): File => [
      `events/${name}/index.mdx`,
      page({ id: name, name, version, ...(summary === null ? {} : { summary }) }),
    ],
  ),
];

const commandNames = ({ steps }: NormalisedProcess): readonly string[] => [
  ...new Set(
    steps.flatMap(({ command, compensation }) => [command, compensation?.command ?? null].flatMap((one) => one ?? [])),
  ),
];
