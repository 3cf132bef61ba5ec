import type { NormalisedProcess } from '../process/normalised.ts';
import { type Change, changed } from './changes.ts';
import type { Judge } from './fixes.ts';
import type { Reliance } from './result.ts';
import { weakenings } from './weakenings.ts';

/**
 * For a process that holds: a minimal set of guarantees that it holds with, and what breaks first without each of them. The
 * guarantees that are not in it may all be missing at once.
 */
export const relianceOf = (process: NormalisedProcess, judge: Judge): readonly Reliance[] => {
  const all = weakenings(process);
  const dropped: Change[] = [];
  for (const change of all) {
    dropped.push(change);
    if (judge(changed(process, dropped), true).verdict !== 'holds') dropped.pop();
  }
  return (
    all
      .filter((change) => !dropped.includes(change))
      .map((change) => ({
        path: change.edit.path,
        source: process.assumptions.find(({ path }) => path === change.edit.path)?.source ?? 'stated',
        breaks: [...judge(changed(process, [...dropped, change]), true).broken],
      }))
      // Where the check without it came to no end nothing is known.
      .filter(({ breaks }) => breaks.length > 0)
  );
};
