import { isRecord } from '../record.ts';
import { furtherListeners } from './listeners.ts';
import type { NormalisedProcess, NormalisedStep } from './normalised.ts';

/** One value of a document and the way to it; steps by id, lists of words as one value. */
export type Leaf = Readonly<{ path: readonly string[]; value: unknown }>;

/** Everything a normalised document says, as single values. What is derived from the rest is left out. */
export const leavesOf = (process: NormalisedProcess): readonly Leaf[] => {
  const { assumptions: _assumptions, steps, events, services, ...rest } = process;
  return [
    ...below([], rest),
    ...Object.values(services).flatMap(({ name, ...service }) => [
      { path: ['services', name], value: true },
      ...below(['services', name], service),
    ]),
    ...steps.flatMap(({ id, index: _index, ...step }) => below(['steps', id], step)),
    // Who publishes and who listens follows from the steps; only a declared event says more.
    ...Object.values(events).flatMap((event) => {
      const { name, summary, visibility, carries } = event;
      const consumers = furtherListeners(process, event);
      return event.declared ? below(['events', name], { summary, visibility, carries, consumers }) : [];
    }),
  ];
};

/** A path as answers show it: `steps.payment.retry`. */
export const pathText = (path: readonly string[]): string => path.join('.');

/** Whether the document would say the same without this value. */
export const isDefault = ({ path, value }: Leaf, process: NormalisedProcess): boolean => {
  const last = path.at(-1) ?? '';
  if (path.length === 3 && path[0] === 'steps' && last === 'after')
    return sameWords(value, naturalOrder(process, path[1]));
  if (value === null || value === false || (Array.isArray(value) && value.length === 0)) return true;
  if (path.length === 1 && last === 'instances') return value === (takesResource(process) ? 2 : 1);
  if (last === 'onFailure' && path.at(-2) === 'compensation') return value === 'fail';
  if (last === 'count') return value === (fansOut(process, path[1]) ? 3 : 1);
  return DEFAULT[last] === value;
};

const DEFAULT: Readonly<Record<string, unknown>> = {
  guarantee: 'at_least_once',
  ordering: 'none',
  acknowledges: 'after',
  concurrency: 'none',
  match: 'any',
  onFailure: 'compensate',
  kind: 'compensatable',
  join: 'all',
  ifNotApplied: 'ignore',
  backoff: 'none',
  compensate: 'reverse',
  visibility: 'internal',
  units: 1,
  lock: 'none',
};

const takesResource = ({ steps }: NormalisedProcess): boolean => steps.some(({ resource }) => resource !== null);

const fansOut = ({ steps }: NormalisedProcess, id: string | undefined): boolean =>
  steps.some((step) => step.id === id && step.forEach !== null);

/** What comes before a step when the document does not say: the step above, or those whose events it listens to. */
const naturalOrder = ({ steps }: NormalisedProcess, id: string | undefined): readonly string[] => {
  const at = steps.findIndex((step) => step.id === id);
  const on = steps[at]?.on ?? [];
  const above = steps[at - 1];
  if (on.length === 0) return above === undefined ? [] : [above.id];
  const publishes = (step: NormalisedStep) => [...step.success, ...step.failure].some((event) => on.includes(event));
  return steps.filter((step) => step.id !== id && publishes(step)).map((step) => step.id);
};

const sameWords = (value: unknown, words: readonly string[]): boolean =>
  Array.isArray(value) && value.length === words.length && words.every((word, at) => value[at] === word);

const below = (path: readonly string[], value: unknown): readonly Leaf[] =>
  isRecord(value) ? Object.entries(value).flatMap(([key, inner]) => below([...path, key], inner)) : [{ path, value }];
