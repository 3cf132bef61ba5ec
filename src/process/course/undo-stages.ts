import type { NormalisedProcess, NormalisedStep } from '../normalised.ts';
import { type FailureCause, mayHideEffect } from './failure.ts';
import { waves } from './waves.ts';

/** A stage of undoing: one step when order matters, all of them when it is done at once. */
export type UndoStage = Readonly<{ id: string; steps: readonly NormalisedStep[] }>;

/** The stages a coordinator goes through when it undoes everything, first to last. Empty: nothing can be undone. */
export const undoStages = (process: NormalisedProcess): readonly UndoStage[] => {
  const undone = waves(process).flat().filter(isUndone);
  if (undone.length === 0) return [];
  return process.compensate === 'reverse'
    ? undone.toReversed().map((step) => ({ id: step.id, steps: [step] }))
    : [{ id: 'all', steps: undone }];
};

/** The stage at which undoing begins when this step fails: what was never reached needs no undoing. */
export const entryStage = (
  process: NormalisedProcess,
  failing: NormalisedStep,
  cause: FailureCause,
): UndoStage | undefined => {
  const groups = waves(process);
  const found = groups.findIndex((group) => group.includes(failing));
  const reached = new Set(groups.slice(0, found < 0 ? groups.length : found + 1).flat());
  if (!mayHideEffect(failing, cause)) reached.delete(failing);
  return undoStages(process).find(({ steps }) => steps.some((step) => reached.has(step)));
};

const isUndone = ({ compensation, readOnly }: NormalisedStep): boolean => compensation !== null && !readOnly;
