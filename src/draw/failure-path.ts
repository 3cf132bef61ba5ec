import { afterSilence, endingDeadline, type FailureCause, type FailurePath } from '../process/course/failure.ts';
import { isPastPivot, waves } from '../process/course/waves.ts';
import type { Consequence, NormalisedProcess, NormalisedStep } from '../process/normalised.ts';
import { closing, framed, opening, request, stepLines, together } from './happy-path.ts';
import { COORDINATOR, OUTSIDE, service } from './party.ts';
import { block, type Line, message, note } from './sequence-text.ts';
import { undoing } from './undoing.ts';

/**
 * The run in which one step is refused or not heard of in time, all before and beside it having succeeded.
 * @throws when the document has no such step: a bug of the caller, who has the paths from `failurePaths`
 */
export const failurePath = (process: NormalisedProcess, { step: id, cause }: FailurePath): readonly Line[] => {
  const failing = process.steps.find((step) => step.id === id);
  if (failing === undefined) throw new Error(`no step ${id} in ${process.id}`);
  const groups = waves(process);
  const at = groups.findIndex((group) => group.includes(failing));
  const before = groups.slice(0, at < 0 ? groups.length : at);
  const beside = at < 0 ? [failing] : (groups[at] ?? []);
  const done = [...before.flat(), ...beside.filter((step) => step !== failing)];
  return [
    ...opening(process),
    ...before.flatMap((group) => together(group, (step) => stepLines(process, step))),
    ...together(beside, (step) => (step === failing ? refused(process, step, cause) : stepLines(process, step))),
    ...aftermath(process, failing, cause, done),
    ...(consequenceOf(failing, cause) === 'continue'
      ? [
          ...groups.slice(at + 1).flatMap((group) => together(group, (step) => stepLines(process, step))),
          ...end(process, cause),
        ]
      : []),
  ];
};

const refused = (process: NormalisedProcess, step: NormalisedStep, cause: FailureCause): readonly Line[] => {
  const asked = request(process, step);
  const from = service(step.service);
  const boss = process.coordinator === null ? from : COORDINATOR;
  if (cause === 'timeout') return framed(step, [...asked, ...silence(process, step)]);
  const heard = process.coordinator === null ? OUTSIDE : COORDINATOR;
  const listened = process.coordinator === null && listens(process, cause.refusal);
  const told = listened ? [] : [message(step.sync ? 'reply' : 'event', from, heard, cause.refusal)];
  return framed(step, [...asked, ...told, note(boss, `✗ ${cause.refusal} → ${consequenceOf(step, cause)}`)]);
};

const silence = (process: NormalisedProcess, step: NormalisedStep): readonly Line[] => {
  const boss = process.coordinator === null ? service(step.service) : COORDINATOR;
  return step.timeouts.flatMap(({ after, then, send }) => [
    note(boss, `⚠ nothing heard after ${after} → ${then}`),
    ...(send === null || (process.coordinator === null && listens(process, send))
      ? []
      : [message('event', boss, OUTSIDE, send)]),
  ]);
};

const listens = (process: NormalisedProcess, event: string): boolean =>
  process.steps.some(({ on, compensation }) => on.includes(event) || compensation?.on.includes(event));

const aftermath = (
  process: NormalisedProcess,
  step: NormalisedStep,
  cause: FailureCause,
  done: readonly NormalisedStep[],
): readonly Line[] => {
  const boss = process.coordinator === null ? service(step.service) : COORDINATOR;
  const consequence = consequenceOf(step, cause);
  switch (consequence) {
    case 'compensate':
      return [
        ...(isPastPivot(process, step) ? [note(boss, '⚠ past the point of no return')] : []),
        ...undoing(process, step, cause, done),
        ...cancelled(process),
      ];
    case 'retry':
      return [
        block('loop', { title: 'until it succeeds', lines: stepLines(process, { ...step, forEach: null, when: [] }) }),
        note(boss, 'then on as if nothing had happened'),
      ];
    case 'continue':
      return [note(boss, `goes on without ${step.id}`)];
    case 'escalate':
      return [note(boss, 'handed over to people, who decide')];
    case 'fail':
      return [note(boss, '⛔ stops here, nothing is undone'), ...cancelled(process)];
    default:
      return consequence satisfies never;
  }
};

/** What went on without a refused step ends in part, if the document has a word for that. */
const end = (process: NormalisedProcess, cause: FailureCause): readonly Line[] => {
  const { completed, partial } = process.outcomes;
  return closing(process, cause === 'timeout' ? completed : (partial ?? completed));
};

const consequenceOf = (step: NormalisedStep, cause: FailureCause): Consequence => {
  if (cause !== 'timeout') {
    const succeedsInTheEnd = step.kind === 'retriable' && step.onFailure === 'compensate' && step.retry !== null;
    return succeedsInTheEnd ? 'retry' : step.onFailure;
  }
  const then = endingDeadline(step)?.then ?? 'escalate';
  return then === 'remind' ? 'escalate' : afterSilence(step, then);
};

const cancelled = (process: NormalisedProcess): readonly Line[] => {
  if (process.outcomes.cancelled !== null) {
    return process.coordinator === null ? [] : closing(process, process.outcomes.cancelled);
  }
  return process.coordinator === null ? [] : [note(COORDINATOR, '⚠ no cancelled outcome is declared')];
};
