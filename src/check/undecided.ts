import type { NormalisedProcess } from '../process/normalised.ts';
import { propertyIds } from '../process/rules.ts';
import type { CheckResult } from './result.ts';

/**
 * What can be said of a check that ended without an answer, out of memory or out of time.
 * @param states looked at
 * @param covered up to how many faults all stories were looked at; -1: not even all those without a fault
 */
export const undecided = (
  process: NormalisedProcess,
  limit: 'bytes' | 'asked',
  { states, covered }: Readonly<{ states: number; covered: number }>,
): CheckResult => ({
  process: process.id,
  verdict: 'inconclusive',
  limit,
  coverage: {
    faults: { atMost: covered },
    forEach: {},
    ordering: process.delivery.ordering,
    instances: 1,
    leftOut: [],
    randomStories: null,
  },
  assumptions: process.assumptions,
  properties: propertyIds.map((id) => ({ id, result: 'undecided' })),
  findings: [],
  repair: null,
  reliesOn: [],
  explanation: 'left_out',
  deadRules: [],
  stats: { states, transitions: 0, bitsPerState: 0 },
});
