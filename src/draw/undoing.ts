import { type FailureCause, mayHideEffect } from '../process/course/failure.ts';
import type { NormalisedProcess, NormalisedStep } from '../process/normalised.ts';
import { framed } from './happy-path.ts';
import { COORDINATOR, OUTSIDE, publisherOf, service } from './party.ts';
import { block, type Line, message, note } from './sequence-text.ts';

/** How what was done is undone after `failing`, in the order the document gives; what nothing undoes is said. */
export const undoing = (
  process: NormalisedProcess,
  failing: NormalisedStep,
  cause: FailureCause,
  done: readonly NormalisedStep[],
): readonly Line[] => {
  // Silence does not mean that nothing happened: the step itself may have to be undone as well.
  const touched = (mayHideEffect(failing, cause) ? [...done, failing] : done).filter(({ readOnly }) => !readOnly);
  if (process.coordinator === null) return byThemselves(process, failing, cause, touched);
  const undo = (step: NormalisedStep) => onCommand(process, step, step === failing);
  switch (process.compensate) {
    case 'reverse':
      return touched.toReversed().flatMap(undo);
    case 'forward':
      return touched.flatMap(undo);
    case 'parallel':
      return touched.length < 2
        ? touched.flatMap(undo)
        : [block('par', ...touched.map((step) => ({ title: step.id, lines: undo(step) })))];
    default:
      return process.compensate satisfies never;
  }
};

const onCommand = (process: NormalisedProcess, step: NormalisedStep, uncertain: boolean): readonly Line[] => {
  const party = service(step.service);
  const { compensation } = step;
  if (compensation === null) return [note(party, `⚠ nothing undoes ${step.id}`)];
  const asked =
    compensation.command === null
      ? compensation.on.map((event) => message('event', publisherOf(process, event), party, event))
      : [message('command', COORDINATOR, party, compensation.command)];
  const doubt = uncertain ? [note(party, `if it never took effect → ${compensation.ifNotApplied}`)] : [];
  const told = compensation.success === null ? [] : [message('event', party, COORDINATOR, compensation.success)];
  return framed({ ...step, when: compensation.when === null ? step.when : [compensation.when] }, [
    ...asked,
    ...doubt,
    ...told,
  ]);
};

/** In a choreography each service undoes on the event it listens to, and what it publishes may set off the next. */
const byThemselves = (
  process: NormalisedProcess,
  failing: NormalisedStep,
  cause: FailureCause,
  touched: readonly NormalisedStep[],
): readonly Line[] => {
  const sent = failing.timeouts.flatMap(({ send }) => (send === null ? [] : [send]));
  const published = new Set(cause === 'timeout' ? sent : [cause.refusal]);
  const lines: Line[] = [];
  let left = touched.toReversed();
  for (let progress = true; progress; ) {
    const heard = left.filter(({ compensation }) => compensation?.on.some((event) => published.has(event)));
    for (const step of heard) {
      lines.push(...onEvent(process, step, published));
      if (step.compensation?.success) published.add(step.compensation.success);
    }
    left = left.filter((step) => !heard.includes(step));
    progress = heard.length > 0;
  }
  return [
    ...lines,
    ...left.map(({ id, service: name }) => note(service(name), `⚠ nothing undoes ${id}`)),
    ...followers(process, published),
  ];
};

const onEvent = (process: NormalisedProcess, step: NormalisedStep, published: ReadonlySet<string>): readonly Line[] => {
  const party = service(step.service);
  const { compensation } = step;
  if (compensation === null) return [];
  const heard = process.steps.flatMap((other) => other.compensation?.on ?? []);
  const told = compensation.success;
  return [
    ...compensation.on
      .filter((event) => published.has(event))
      .map((event) => message('event', publisherOf(process, event), party, event)),
    note(party, `undoes ${step.id}`),
    ...(told === null || heard.includes(told) ? [] : [message('event', party, OUTSIDE, told)]),
  ];
};

/** Steps that begin only because of what went wrong, and reactions that listen to it. */
const followers = (process: NormalisedProcess, published: ReadonlySet<string>): readonly Line[] => [
  ...process.steps
    .flatMap((step) => step.on.filter((event) => published.has(event)).map((event) => ({ step, event })))
    .map(({ step, event }) => message('event', publisherOf(process, event), service(step.service), event)),
  ...process.reactions
    .filter(({ on }) => published.has(on))
    .map(({ on, service: name }) => message('event', publisherOf(process, on), service(name), on)),
];
