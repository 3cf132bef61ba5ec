import { waves } from '../process/course/waves.ts';
import type { NormalisedProcess, NormalisedStep } from '../process/normalised.ts';
import { COORDINATOR, OUTSIDE, type Party, publisherOf, service, starter } from './party.ts';
import { block, type Line, message, note } from './sequence-text.ts';

/** The run in which nothing is refused and nothing is late. */
export const happyPath = (process: NormalisedProcess): readonly Line[] => [
  ...opening(process),
  ...waves(process).flatMap((group) => together(group, (step) => stepLines(process, step))),
  ...closing(process, process.outcomes.completed),
];

/** The message that starts the instance. In a choreography the first step draws it, because it listens to it. */
export const opening = (process: NormalisedProcess): readonly Line[] =>
  process.coordinator === null ? [] : [message('event', starter(process), COORDINATOR, process.starts)];

/** The verdict, and who reacts to it without the process waiting. */
export const closing = (process: NormalisedProcess, outcome: string): readonly Line[] => {
  const seen = process.reactions.filter(({ on }) => on === outcome);
  if (process.coordinator === null) {
    const last = publisherOf(process, outcome);
    const known = process.steps.some(({ success }) => success.includes(outcome));
    return known || last.kind !== 'outside'
      ? reactionLines(last, seen)
      : [note(service(process.steps.at(-1)?.service ?? ''), `an observer calls this ${outcome}`)];
  }
  return [message('event', COORDINATOR, OUTSIDE, outcome), ...reactionLines(COORDINATOR, seen)];
};

/** Independent steps side by side, a single one as it is. */
export const together = (
  steps: readonly NormalisedStep[],
  lines: (step: NormalisedStep) => readonly Line[],
): readonly Line[] => {
  const [only] = steps;
  if (only === undefined) return [];
  return steps.length === 1
    ? lines(only)
    : [block('par', ...steps.map((step) => ({ title: step.id, lines: lines(step) })))];
};

/** One step that succeeds: asked for, done, reported; in the frame of its branch or its fan-out. */
export const stepLines = (process: NormalisedProcess, step: NormalisedStep): readonly Line[] => {
  const done = [...request(process, step), ...premises(step), ...answer(process, step)];
  const turned = step.kind === 'pivot' ? [note(service(step.service), 'point of no return')] : [];
  const reactions = process.reactions.filter(({ on }) => step.success.includes(on));
  return framed(step, [...done, ...turned, ...reactionLines(service(step.service), reactions)]);
};

/** What a step is started by: the coordinator's command, or the events it listens to. */
export const request = (process: NormalisedProcess, step: NormalisedStep): readonly Line[] => {
  const to = service(step.service);
  if (step.command !== null) {
    const from = process.coordinator === null ? OUTSIDE : COORDINATOR;
    return [message(step.sync ? 'call' : 'command', from, to, step.command)];
  }
  const refusals = new Set(process.steps.flatMap(({ failure }) => failure));
  const wanted = step.on.filter((event) => !refusals.has(event));
  return (wanted.length > 0 ? wanted : step.on).map((event) =>
    message('event', publisherOf(process, event), to, event),
  );
};

/** The step inside `opt` when it is a branch and inside `loop` when it is a fan-out. */
export const framed = (step: NormalisedStep, lines: readonly Line[]): readonly Line[] => {
  const repeated =
    step.forEach === null
      ? lines
      : [block('loop', { title: `for each ${step.forEach}, in parallel · ${JOIN[step.join]}`, lines })];
  return step.when.length === 0
    ? repeated
    : [block('opt', { title: `only if ${step.when.join(' or ')}`, lines: repeated })];
};

/** Who reacts to an event by itself, outside the process. */
export const reactionLines = (from: Party, reactions: NormalisedProcess['reactions']): readonly Line[] =>
  reactions.flatMap(({ on, service: name, does }) => [
    message('event', from, service(name), on),
    note(service(name), `${does} · may fail alone`),
  ]);

const JOIN: Readonly<Record<NormalisedStep['join'], string>> = {
  all: 'all must succeed',
  all_settled: 'wait for every answer',
  any: 'the first success is enough',
};

const premises = (step: NormalisedStep): readonly Line[] => {
  const words = [
    ...(step.match === 'all' ? [`waits for all of ${step.on.join(', ')}`] : []),
    ...(step.human ? ['a person does it'] : []),
    ...(step.retry === null ? [] : [`up to ${step.retry.attempts} attempts`]),
    ...step.timeouts.map(({ after, then }) => `${after} → ${then}`),
  ];
  return words.length === 0 ? [] : [note(service(step.service), words.join(' · '))];
};

/** In a choreography a listener draws the arrow, so only an event that no step listens to is drawn here. */
const answer = (process: NormalisedProcess, step: NormalisedStep): readonly Line[] => {
  const from = service(step.service);
  const text = step.success.join(' or ');
  if (process.coordinator !== null) return [message(step.sync ? 'reply' : 'event', from, COORDINATOR, text)];
  const heard = new Set(process.steps.flatMap(({ on }) => on));
  return step.success.some((event) => heard.has(event)) ? [] : [message('event', from, OUTSIDE, text)];
};
