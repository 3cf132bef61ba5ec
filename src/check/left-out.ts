import type { CheckerWords } from '../knowledge/checker-words-schema.ts';
import { membersOf } from '../process/lower/tasks.ts';
import { largestSize } from '../process/lower/written.ts';
import type { NormalisedProcess } from '../process/normalised.ts';
import { fill } from './fill.ts';
import { grouped } from './grouped.ts';

/**
 * What a document says and its check does not look at, in words.
 * @param isBroken a promise is broken: competing instances that fail wait until it is mended
 * @param areInstancesCalm competing instances were looked at on parts that never fail only
 */
export const leftOut = (
  process: NormalisedProcess,
  areInstancesCalm: boolean,
  isBroken: boolean,
  { leftOut: words }: CheckerWords,
): readonly string[] => [
  ...process.steps
    .filter((step) => step.forEach !== null && membersOf(step) < step.count)
    .map((step) => fill(words.members, { target: step.id, count: `${membersOf(step)}`, all: `${step.count}` })),
  ...[...grouped(process.steps, ({ transaction }) => transaction)].flatMap(([transaction, steps]) =>
    transaction === null || steps.length < 2
      ? []
      : [fill(words.transaction, { target: listed(steps.map(({ id }) => id)) })],
  ),
  ...Object.entries(process.variables).flatMap(([actor, own]) =>
    Object.entries(own).flatMap(([name, variable]) =>
      'max' in variable && variable.max >= largestSize
        ? [fill(words.variable, { target: `${actor}.${name}`, count: `${largestSize - 1}` })]
        : [],
    ),
  ),
  ...(process.reactions.length === 0
    ? []
    : [fill(words.reactions, { target: listed([...new Set(process.reactions.map(({ on }) => on))]) })]),
  ...(areInstancesCalm
    ? [
        fill(isBroken ? words.calmWhileBroken : words.calmInstances, {
          count: `${Math.max(2, process.instances)}`,
          target: listed([...new Set(process.steps.flatMap(({ resource }) => resource ?? []))]),
        }),
      ]
    : []),
  ...waitedForInVain(process).map(([party, steps]) =>
    fill(words.silence, { target: party, steps: listed(steps.map(({ id }) => id)) }),
  ),
];

/** Parties outside and people, who may never answer, and the steps that would wait for them for ever. */
const waitedForInVain = ({ steps, services, coordinator }: NormalisedProcess) =>
  coordinator === null
    ? []
    : [
        ...grouped(
          steps.filter(({ timeouts }) => timeouts.length === 0),
          ({ human, service }) => (human ? `the people in ${service}` : services[service]?.external ? service : null),
        ),
      ].flatMap(([party, waiting]) => (party === null ? [] : [[party, waiting] as const]));

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
