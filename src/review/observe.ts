import type { NormalisedStep } from '../process/normalised.ts';
import type { Observation } from './types.ts';

/** An observation: the rule, whether it holds, where, and the names its words are filled with. */
export const observed = (
  rule: string,
  holds: boolean,
  path: string,
  values: Observation['values'] = {},
): Observation => ({ rule, holds, path, values });

/** An observation about a step. */
export const atStep = (rule: string, holds: boolean, step: NormalisedStep, key = 'id'): Observation =>
  observed(rule, holds, `steps.${step.id}.${key}`, { step: step.id, service: step.service });
