import type { Process } from '../process/schema.ts';
import type { Sketch, SketchedStep } from './steps.ts';
import { kebab } from './words.ts';

/**
 * The process document we recommend for a sketch: every step with its undo, outbox and inbox everywhere, retries,
 * deadlines, dead letters. It is a proposal: what the user did not say is in the sketch's `assumed`.
 */
export const draft = (sketch: Sketch, pattern: Process['pattern']): Process => {
  const subject = sketch.start.event.replace(/[A-Z][a-z]+$/, '') || 'Process';
  const owner = kebab(subject) || 'process';
  const services = [...new Set(sketch.steps.map((step) => step.service))];
  const coordinator = services.includes(owner) ? `${owner}-process` : owner;
  const external = new Set(sketch.steps.filter((step) => step.external).map((step) => step.service));
  return {
    process: `${owner}-process`.slice(0, 48),
    pattern,
    delivery: { guarantee: 'at_least_once', ordering: 'none', durable: true, deadLetters: true },
    services: Object.fromEntries(
      [...services, ...(pattern === 'choreography' ? [] : [coordinator])].map((name) => [
        name,
        { outbox: true, inbox: { key: `${owner}Id`, onDuplicate: 'replay_reply' }, external: external.has(name) },
      ]),
    ),
    ...(pattern === 'choreography'
      ? {}
      : { coordinator: { service: coordinator, durable: true, outbox: true, concurrency: 'version' } }),
    starts: sketch.start.event,
    steps: ordered(sketch.steps).map((step, index, steps) => stepOf(step, pattern, sketch, steps[index - 1])),
    compensate: 'reverse',
    outcomes: { completed: `${subject}Completed`, cancelled: `${subject}Cancelled` },
    observability: { correlationId: `${owner}Id`, stuckAfter: 'PT1H', operator: ['redrive', 'compensate by hand'] },
  };
};

/** What can be undone first, then the point of no return, then what only has to be repeated until it succeeds. */
const ordered = (steps: readonly SketchedStep[]): readonly SketchedStep[] => {
  const rank = { compensatable: 0, pivot: 1, retriable: 2 } as const;
  return [...steps].sort((a, b) => rank[a.kind] - rank[b.kind]);
};

const stepOf = (
  step: SketchedStep,
  pattern: Process['pattern'],
  sketch: Sketch,
  before: SketchedStep | undefined,
): Process['steps'][number] => ({
  id: step.id,
  service: step.service,
  ...(pattern === 'choreography' ? { on: before?.success ?? sketch.start.event } : { command: step.command }),
  success: step.success,
  ...(step.failure === null ? {} : { failure: [step.failure] }),
  kind: step.kind,
  ...(step.kind === 'compensatable' && step.undo !== null
    ? { compensation: { command: step.undo.command, success: step.undo.success, ifNotApplied: 'tombstone' as const } }
    : {}),
  retry: { attempts: 3, backoff: 'exponential' },
  ...(step.deadline === null ? {} : { timeout: { after: step.deadline.after, then: step.deadline.reaction } }),
  ...(step.human ? { human: true } : {}),
  ...(step.readOnly ? { readOnly: true } : {}),
});
