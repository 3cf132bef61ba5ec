import { undoStages } from '../course/undo-stages.ts';
import { isPastPivot } from '../course/waves.ts';
import type { NormalisedProcess, NormalisedStep } from '../normalised.ts';
import type { RenderTemplate } from './decision-record.ts';
import type { Exported } from './exported.ts';
import { markdownText } from './markdown-text.ts';

/** An operator's runbook in Markdown: see stuck instances, re-drive, compensate by hand, replay dead letters, change version. */
export const exportRunbook = (process: NormalisedProcess, render: RenderTemplate): Exported => ({
  files: { [`runbooks/${process.id}.md`]: render('runbook', viewOf(process)) },
  lost: [{ path: '', why: 'a runbook is for people: it is not read back' }],
});

const viewOf = (process: NormalisedProcess) => {
  const { observability, delivery, coordinator, outcomes, steps, services } = process;
  return {
    id: process.id,
    summary: process.summary === null ? null : markdownText(process.summary),
    coordinator: coordinator?.service ?? null,
    durable: coordinator?.durable ?? null,
    correlationId: observability.correlationId,
    stuckAfter: observability.stuckAfter,
    metrics: observability.metrics.map(markdownText),
    operator: observability.operator.map(markdownText),
    owners: Object.values(services).map(({ name, owner }) => ({
      name,
      owner: owner === null ? '**nobody named**' : markdownText(owner),
    })),
    starts: process.starts,
    ends: [outcomes.completed, outcomes.cancelled, outcomes.partial].filter((name) => name !== null),
    steps: steps.map((step) => stepView(process, step)),
    undo: undoStages(process)
      .flatMap((stage) => stage.steps)
      .map(undoView),
    undoAtOnce: process.compensate === 'parallel',
    noUndo: steps
      .filter(({ compensation, readOnly }) => compensation === null && !readOnly)
      .map(({ id, kind }) => ({ id, why: NO_UNDO[kind] })),
    deadLetters: typeof delivery.deadLetters === 'string' ? delivery.deadLetters : null,
    hasDeadLetters: delivery.deadLetters !== false,
    consumers: Object.keys(services),
    version: process.version === null ? null : markdownText(process.version),
    longest: longestWait(steps),
    escalations: steps.filter(escalates).map(({ id, service }) => ({ id, service })),
  };
};

const NO_UNDO = {
  compensatable: 'nothing is defined; agree on a correction with its owner before you need it',
  pivot: 'it is the point of no return: go forward only',
  retriable: 'it succeeds in the end: re-drive it',
} as const;

const stepView = (process: NormalisedProcess, step: NormalisedStep) => ({
  id: step.id,
  service: step.service,
  ask: step.command ?? step.on.join(' or '),
  waitsFor: [...step.success, ...step.failure].join(', '),
  deadline:
    step.timeouts.length === 0
      ? '**none**'
      : step.timeouts.map(({ after, then }) => `${after}, then ${then}`).join('; '),
  again: againOf(process, step),
  forwardOnly: isPastPivot(process, step),
});

/** Whether asking a second time is safe, and why. */
const againOf = ({ services }: NormalisedProcess, step: NormalisedStep): string => {
  const service = Object.hasOwn(services, step.service) ? services[step.service] : undefined;
  if (step.readOnly) return 'safe: it changes nothing';
  if (step.idempotent) return 'safe: doing it twice equals doing it once';
  if (service?.inbox) {
    const key = markdownText(service.inbox.key);
    return service.inbox.key === 'messageId'
      ? `safe with the **same** message id (inbox key ${key}); a new id does it a second time`
      : `safe: the inbox knows it by ${key}`;
  }
  if (service?.idempotencyKey) return 'safe with the same idempotency key';
  return '**not safe**: look in the service first whether it was done';
};

const undoView = ({ id, service, compensation }: NormalisedStep) => ({
  id,
  service,
  ask: compensation?.command ?? compensation?.on.join(' or ') ?? '',
  waitsFor: compensation?.success ?? '**no answer is defined**: check in the service',
  ifNotApplied: IF_NOT_APPLIED[compensation?.ifNotApplied ?? 'ignore'],
});

const IF_NOT_APPLIED = {
  ignore: 'ignored, so a late step would still take effect: check again later',
  tombstone: 'remembered, so a late step is refused',
  error: 'an error: send it only where the step was done',
} as const;

const escalates = ({ failure, onFailure, timeouts }: NormalisedStep): boolean =>
  (failure.length > 0 && onFailure === 'escalate') || timeouts.some(({ then }) => then === 'escalate');

const longestWait = (steps: readonly NormalisedStep[]): readonly string[] =>
  steps.flatMap(({ id, timeouts }) => timeouts.slice(-1).map(({ after }) => `${id} ${after}`));
