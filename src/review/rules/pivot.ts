import type { NormalisedProcess, NormalisedStep } from '../../process/normalised.ts';
import { flowOf, turnsBack } from '../flow.ts';
import { atStep, observed } from '../observe.ts';
import type { Rule } from '../types.ts';
import { turningPoints } from './compensation.ts';

/** A step that can be neither undone nor counted on is the point of no return, and must be called that. */
export const unnamedPivot: Rule = (process) => {
  const unnamed = process.steps.filter((step) => isUnnamed(process, step));
  return unnamed.length > 0
    ? unnamed.map((step) => atStep('unnamed-pivot', false, step, 'kind'))
    : [observed('unnamed-pivot', true, pivotPath(process))];
};

const isUnnamed = (process: NormalisedProcess, step: NormalisedStep): boolean =>
  step.kind === 'compensatable' &&
  !step.readOnly &&
  step.compensation === null &&
  turningPoints(process, step).length === 0;

const pivotPath = ({ steps }: NormalisedProcess): string => {
  const pivot = steps.find(({ kind }) => kind === 'pivot');
  return pivot ? `steps.${pivot.id}.kind` : 'steps';
};

/** Once there is no way back, every further step must succeed in the end. */
export const afterPivot: Rule = (process) => {
  const flow = flowOf(process);
  return process.steps
    .filter((step) => flow.afterPivot(step))
    .map((step) => atStep('after-pivot', step.kind === 'retriable' && !turnsBack(step), step, 'kind'));
};

/** A step that is said to succeed in the end cannot make the process turn back. */
export const retriableRefused: Rule = (process) => {
  const flow = flowOf(process);
  return process.steps
    .filter((step) => step.kind === 'retriable' && turnsBack(step) && !flow.afterPivot(step))
    .map((step) => atStep('retriable-refused', false, step, 'failure'));
};

/** Of two points of no return the second may be refused after the first has happened. */
export const severalPivots: Rule = (process) => {
  const flow = flowOf(process);
  const pivots = process.steps.filter(({ kind }) => kind === 'pivot');
  return pivots
    .filter((step, index) => pivots.slice(0, index).some((other) => flow.mayHaveHappened(other, step)))
    .map((step) => atStep('several-pivots', false, step, 'kind'));
};
