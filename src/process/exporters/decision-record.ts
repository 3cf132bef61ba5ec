import type { Assumption, NormalisedProcess, NormalisedStep } from '../normalised.ts';
import type { Exported } from './exported.ts';
import { markdownText } from './markdown-text.ts';

/** Renders one of the templates of `prompts/` with its view; handed in, because the document knows no templates. */
export type RenderTemplate = (template: 'decision-record' | 'runbook', view: object) => string;

/** An architecture decision record in Markdown: what was decided, what it rests on, what is still assumed. */
export const exportDecisionRecord = (process: NormalisedProcess, render: RenderTemplate): Exported => ({
  files: { [`decisions/${process.id}.md`]: render('decision-record', viewOf(process)) },
  lost: [{ path: '', why: 'a record is for people: it is not read back' }],
});

const viewOf = (process: NormalisedProcess) => {
  const { assumptions, coordinator, outcomes, pattern } = process;
  return {
    id: process.id,
    summary: process.summary === null ? null : markdownText(process.summary),
    pattern: PATTERN[pattern],
    coordinator: coordinator?.service ?? null,
    starts: process.starts,
    startedBy: process.startedBy,
    completed: outcomes.completed,
    cancelled: outcomes.cancelled,
    services: Object.values(process.services).map(({ name, owner, external }) => ({
      name,
      owner: owner === null ? 'not named' : markdownText(owner),
      place: external ? 'outside the organisation' : 'ours',
    })),
    steps: process.steps.map(stepView),
    undoOrder: UNDO[process.compensate],
    undoes: process.steps.some(({ compensation }) => compensation !== null),
    stated: assumptions.filter(isGuarantee('stated')).map(premise),
    assumed: assumptions.filter(isGuarantee('assumed')).map(premise),
  };
};

const PATTERN = { saga: 'saga', process_manager: 'process manager', choreography: 'choreography' } as const;

const UNDO = { reverse: 'in reverse order', forward: 'in the order they were done', parallel: 'all at once' } as const;

const stepView = ({ id, service, command, on, success, failure, compensation, kind }: NormalisedStep) => ({
  id,
  service,
  trigger: command ?? `on ${on.join(', ')}`,
  success: success.join(' or '),
  failure: failure.length === 0 ? '·' : failure.join(', '),
  undo: compensation === null ? NO_UNDO[kind] : (compensation.command ?? `on ${compensation.on.join(', ')}`),
});

const NO_UNDO = {
  compensatable: '**nothing**',
  pivot: 'point of no return',
  retriable: 'succeeds in the end',
} as const;

/** The premises an operator or a reviewer would be surprised by; the shape of the flow is in the table of steps. */
const isGuarantee =
  (source: Assumption['source']) =>
  (assumption: Assumption): boolean =>
    assumption.source === source &&
    /(?:outbox|inbox|acknowledges|guarantee|ordering|durable|deadLetters|concurrency|retry|timeout|idempotencyKey)$/.test(
      assumption.path,
    );

const premise = ({ path, value }: Assumption) => ({
  path,
  value: value === null ? 'none' : markdownText(String(value)),
});
