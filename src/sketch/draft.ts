import type { Process } from '../process/schema.ts';
import type { Sketch, SketchedStep } from './steps.ts';
import { kebab } from './words.ts';

type Pattern = Process['pattern'];
type Step = Process['steps'][number];

/**
 * The process document we recommend for a sketch: every step with its undo, outbox and inbox everywhere, retries,
 * deadlines, dead letters. It is a proposal: what the user did not say is in the sketch's `assumed`.
 */
export const draft = (sketch: Sketch, pattern: Pattern): Process => {
  const subject = sketch.start.event.replace(/[A-Z][a-z]+$/, '') || 'Process';
  const owner = kebab(subject) || 'process';
  const key = `${camel(owner)}Id`;
  const steps = pattern === 'choreography' ? reactions(sketch) : coordinated(sketch, pattern);
  const services = new Set(steps.map(({ service }) => service));
  const host = services.has(owner) ? `${owner}-process` : owner;
  const external = new Set(sketch.steps.filter((step) => step.external).map(({ service }) => service));
  const parties = pattern === 'choreography' ? [...services] : [...services, host];
  const inside = { outbox: true, inbox: { key, onDuplicate: 'replay_reply' as const } };
  return {
    process: `${owner}-process`.slice(0, 48),
    pattern,
    delivery: { guarantee: 'at_least_once', ordering: 'none', durable: true, deadLetters: true },
    services: Object.fromEntries(parties.map((name) => [name, external.has(name) ? OUTSIDE : inside])),
    ...(pattern === 'choreography' ? {} : { coordinator: coordinatorAt(host) }),
    starts: sketch.start.event,
    steps,
    compensate: 'reverse',
    outcomes: { completed: `${subject}Completed`, ...(canBeUndone(steps) ? { cancelled: `${subject}Cancelled` } : {}) },
    events: Object.fromEntries(
      eventsOf(sketch.start.event, steps).map((name) => [name, { visibility: 'external' as const, carries: [key] }]),
    ),
    observability: {
      correlationId: key,
      stuckAfter: 'PT1H',
      metrics: ['started', 'completed', 'cancelled', 'stuck', 'dead letters'],
      operator: ['redrive', 'skip', 'compensate by hand', 'replay dead letters'],
    },
  };
};

/** We cannot give an outside party an inbox: a key makes its second call harmless, a look-up tells what became of the first. */
const OUTSIDE = { external: true, idempotencyKey: true, lookup: true };

const RETRY = { attempts: 3, backoff: 'exponential' as const };

const coordinatorAt = (service: string) => ({
  service,
  durable: true,
  outbox: true,
  concurrency: 'version' as const,
});

/** What can be undone first, then the point of no return, then what only has to be repeated until it succeeds. */
const coordinated = ({ steps }: Sketch, pattern: Pattern): Step[] => {
  const rank = { compensatable: 0, pivot: 1, retriable: 2 } as const;
  const ordered = [...steps].sort((a, b) => rank[a.kind] - rank[b.kind]);
  const pivot = ordered.findIndex(({ kind }) => kind === 'pivot');
  return ordered.map((step, index) => coordinatedStep(index > pivot && pivot >= 0 ? certain(step) : step, pattern));
};

/** There is one point of no return: what cannot be undone either and comes after it is repeated until it succeeds. */
const certain = (step: SketchedStep): SketchedStep =>
  step.kind === 'pivot' ? { ...step, kind: 'retriable', failure: null } : step;

const coordinatedStep = (step: SketchedStep, pattern: Pattern): Step => ({
  id: step.id,
  service: step.service,
  command: step.command,
  success: step.success,
  ...(step.failure === null ? {} : { failure: [step.failure] }),
  kind: step.kind,
  ...(step.kind === 'compensatable' && step.undo !== null
    ? { compensation: { command: step.undo.command, success: step.undo.success, ifNotApplied: 'tombstone' as const } }
    : {}),
  retry: RETRY,
  ...deadlineOf(step, pattern),
  ...(step.human ? { human: true } : {}),
  ...(step.readOnly ? { readOnly: true } : {}),
});

/** The deadline that was stated; else one where waiting for ever is worst: outside parties, people, a process manager. */
const deadlineOf = (step: SketchedStep, pattern: Pattern): Pick<Step, 'timeout'> => {
  const waits = step.deadline !== null || step.human || step.external || pattern === 'process_manager';
  if (!waits) return {};
  const after = step.deadline?.after ?? (step.human ? 'P3D' : 'PT15M');
  // What cannot be undone cannot be given up: it is asked for again.
  if (step.kind !== 'compensatable') return { timeout: { after, then: 'retry' } };
  return { timeout: { after, then: step.deadline?.reaction ?? (step.human ? 'escalate' : 'compensate') } };
};

/** Without a coordinator: reactions that nobody refuses and that are repeated until they succeed. */
const reactions = ({ start, steps }: Sketch): Step[] =>
  steps.map((step, index) => ({
    id: step.id,
    service: step.service,
    on: steps[index - 1]?.success ?? start.event,
    success: step.success,
    kind: 'retriable',
    retry: RETRY,
    ...(step.external ? { timeout: { after: 'PT15M', then: 'retry' as const } } : {}),
  }));

const canBeUndone = (steps: readonly Step[]): boolean => steps.some(({ failure }) => failure !== undefined);

const eventsOf = (start: string, steps: readonly Step[]): readonly string[] => [
  ...new Set([
    start,
    ...steps.flatMap(({ success, failure, compensation }) =>
      [success, failure ?? [], compensation?.success ?? []].flat(),
    ),
  ]),
];

const camel = (text: string): string => text.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
