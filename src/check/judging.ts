import type { NormalisedProcess } from '../process/normalised.ts';
import type { Judge } from './fixes.ts';
import type { Limits, Tick } from './search.ts';

/** States spent on explanations: a variant may take so many times those of the process, and all together so many. */
const variantFactor = 3;
const variantStates = { least: 30_000, most: 100_000 };
const variantBytes = 100_000_000;
const explanationFactor = 50;
const explanationStates = { least: 300_000, most: 1_000_000 };

/** Something that checks variants, and whether it had to give up on some for lack of states or time. */
export type BoundedJudge = Readonly<{ judge: Judge; isCutShort: () => boolean }>;

type Tried = ReturnType<Judge> & Readonly<{ states: number }>;

/**
 * Checks variants of a process until so many states are spent or `tick` says stop; what comes after is inconclusive.
 * @param states those of the process itself
 */
export const judgeWithin = (
  states: number,
  attempt: (variant: NormalisedProcess, limits: Limits, tick: Tick) => Tried,
  tick: Tick | undefined,
): BoundedJudge => {
  const most = clamped(states * variantFactor, variantStates);
  let left = clamped(states * explanationFactor, explanationStates);
  let isCutShort = false;
  const explaining: Tick = (progress) => tick?.({ ...progress, phase: 'explanation' }) === true;
  const judge: Judge = (variant, first) => {
    if (left <= 0 || explaining({ phase: 'explanation', states: 0, faults: 0 })) {
      isCutShort = true;
      return { verdict: 'inconclusive', broken: new Set(), isWhole: false };
    }
    const tried = attempt(variant, { states: most, bytes: variantBytes, first }, explaining);
    left -= tried.states;
    if (tried.verdict === 'inconclusive' || (!first && !tried.isWhole)) isCutShort = true;
    return tried;
  };
  return { judge, isCutShort: () => isCutShort };
};

const clamped = (wanted: number, { least, most }: Readonly<{ least: number; most: number }>): number =>
  Math.min(Math.max(wanted, least), most);
