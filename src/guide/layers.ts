import type { Process, Step } from '../process/schema.ts';

/** One layer of the lasagne: an event in, the command it leads to, the event that comes out of the local transaction. */
export type Layer = Readonly<{
  step: string;
  on: string;
  command: string | null;
  service: string;
  success: string;
  failure: readonly string[];
  kind: 'compensatable' | 'pivot' | 'retriable';
  each: string | null;
}>;

/** What happens when a step refuses: the undos of the steps before it, last first. */
export type Undo = Readonly<{
  step: string;
  refusals: readonly string[];
  undoes: readonly string[];
}>;

/** The layers in order; what a step waits for is the outcome of the steps before it, or the start. */
export const layersOf = (process: Process): readonly Layer[] =>
  process.steps.map((step, index) => ({
    step: step.id,
    on: triggerOf(process, step, index),
    command: step.command ?? null,
    service: step.service,
    success: list(step.success).join(' | '),
    failure: list(step.failure),
    kind: step.kind ?? 'compensatable',
    each: step.forEach ?? null,
  }));

/** For each step that may refuse, the undo commands to send, in the order of sending. */
export const undosOf = (process: Process): readonly Undo[] =>
  process.steps.flatMap((step, index) => {
    const refusals = list(step.failure);
    if (refusals.length === 0) return [];
    const before = process.steps.slice(0, index).filter((other) => other.compensation !== undefined);
    const ordered = process.compensate === 'forward' ? before : before.reverse();
    return [{ step: step.id, refusals, undoes: ordered.map((other) => undoOf(other)) }];
  });

const undoOf = (step: Step): string => step.compensation?.command ?? step.compensation?.success ?? `undo ${step.id}`;

const triggerOf = (process: Process, step: Step, index: number): string => {
  if (step.on !== undefined) return list(step.on).join(step.match === 'all' ? ' & ' : ' | ');
  const before = step.after ?? process.steps.slice(Math.max(0, index - 1), index).map(({ id }) => id);
  const events = process.steps.filter(({ id }) => before.includes(id)).map(({ success }) => list(success).join(' | '));
  return events.length === 0 ? process.starts : events.join(' & ');
};

const list = (names: string | readonly string[] | undefined): readonly string[] =>
  names === undefined ? [] : typeof names === 'string' ? [names] : names;
