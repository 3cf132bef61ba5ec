import type { FactName } from '../knowledge/decision-schema.ts';
import type { Evidence } from './cues.ts';

/** Facts that "the map may be down for two hours, nobody minds" only seems to state. */
const SEEMING: readonly FactName[] = ['timeouts', 'longRunning', 'needsState', 'counts'];

/** Support from which a phrase is sure; a vaguer "when it fails" gives way to it, too. */
const SURE = 0.7;

/**
 * Leaves out what lies in a phrase that tells how little a late or failing receiver matters: a time there is no
 * deadline, a failure no reason to undo.
 */
export const withoutHarmless = (all: readonly Evidence[]): readonly Evidence[] => {
  const reactions = all.filter((one) => isYes(one, 'independentReactions') && one.weight >= SURE);
  if (reactions.length === 0) return all;
  return all.filter((one) => !seems(one) || !reactions.some(({ phrase }) => overlap(phrase, one.phrase)));
};

const seems = (one: Evidence): boolean =>
  (SEEMING.includes(one.fact) && one.value === true) || (isYes(one, 'compensation') && one.weight < SURE);

const isYes = ({ fact, value }: Evidence, name: FactName): boolean => fact === name && value === true;

const overlap = (one: Evidence['phrase'], other: Evidence['phrase']): boolean =>
  one.start < other.end && other.start < one.end;
