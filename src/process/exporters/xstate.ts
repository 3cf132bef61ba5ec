import { isFinerThanWaves } from '../course/waves.ts';
import { milliseconds } from '../duration.ts';
import type { NormalisedProcess } from '../normalised.ts';
import { type Exported, type Gap, gapsAt, lostIn } from './exported.ts';
import { statesOf } from './xstate/states.ts';

/**
 * The coordinator as an XState v5 machine: a module that runs, and the same configuration as JSON for visualisers. The
 * caller provides `send` (a command to a service) and `publish` (an event to whoever listens). Steps that may run at
 * once are one parallel state.
 */
export const exportXstate = (process: NormalisedProcess): Exported => {
  if (process.coordinator === null) {
    return { files: {}, lost: [{ path: 'pattern', why: 'a choreography has no coordinator, so there is no machine' }] };
  }
  const config = {
    id: process.id,
    ...(process.summary === null ? {} : { description: process.summary }),
    context: { seen: [] },
    initial: 'idle',
    states: statesOf(process),
  };
  const json = JSON.stringify(config, null, 2);
  return {
    files: { [`${process.id}.machine.json`]: `${json}\n`, [`${process.id}.machine.mjs`]: moduleText(json) },
    lost: lostIn(process, GAPS),
  };
};

const moduleText = (config: string): string => `import { assign, setup } from 'xstate';

/** Provide \`send\` ({ message, to }) and \`publish\` ({ event }): machine.provide({ actions: { send, publish } }). */
export const machine = setup({
  actions: {
    send: () => {},
    publish: () => {},
    remember: assign({ seen: ({ context, event }) => [...context.seen, event.type] }),
  },
  guards: {
    seen: ({ context }, { events }) => events.some((event) => context.seen.includes(event)),
  },
}).createMachine(${escapeForScript(config)});
`;

/** JSON is JavaScript except for two line separators. */
const escapeForScript = (json: string): string =>
  json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029').replaceAll('</', '<\\/');

const MACHINE = 'a machine decides; how messages get there and how they are handled is outside it';

const GAPS: readonly Gap[] = [
  { path: 'version', why: 'XState machines have no version of their own' },
  { path: 'pattern', why: 'a machine has state; whether it is kept or derived is outside it' },
  { path: 'delivery', why: MACHINE },
  { path: 'services', why: MACHINE },
  { path: 'coordinator', why: MACHINE },
  { path: 'startedBy', why: MACHINE },
  { path: 'outcomes.partial', why: 'a fan-out is one state here' },
  {
    path: 'compensate',
    why: 'undoing in the order of doing would need to know how far it came; it is one parallel state here',
    when: ({ value }) => value === 'forward',
  },
  {
    path: 'steps.*.after',
    why: 'steps are grouped: a step waits for its whole group',
    evenDefault: true,
    when: ({ path }, process) => isFinerThanWaves(process, path[1] ?? ''),
  },
  ...gapsAt(
    'steps.*',
    ['forEach', 'count', 'join'],
    'a machine has a fixed number of states; spawn one actor per item to fan out',
  ),
  { path: 'steps.*.retry', why: 'counting attempts is left to the code that sends' },
  {
    path: 'steps.*.timeouts',
    why: 'the clock of XState is setTimeout, which ends after 24.8 days and with the process; use a durable timer',
    when: ({ path }, { steps }) =>
      steps.some(({ id, timeouts }) => id === path[1] && timeouts.some(({ after }) => milliseconds(after) > LONGEST)),
  },
  ...gapsAt('steps.*.compensation', ['failure', 'onFailure', 'ifNotApplied', 'retry'], MACHINE),
  ...gapsAt(
    'steps.*',
    ['summary', 'match', 'kind', 'human', 'sync', 'readOnly', 'idempotent', 'resource', 'transaction', 'needs'],
    MACHINE,
  ),
  { path: 'steps.*.on', why: 'what a service listens to by itself, the coordinator does not see' },
  { path: 'events', why: MACHINE },
  { path: 'resources', why: MACHINE },
  { path: 'reactions', why: MACHINE },
  { path: 'observability', why: MACHINE },
  { path: 'instances', why: 'only the fault check uses it' },
  { path: 'variables', why: 'the rules of other actors have no place in this machine' },
  { path: 'rules', why: 'the machine follows the steps; actors written as rules are not in it' },
];

const LONGEST = 2 ** 31 - 1;
