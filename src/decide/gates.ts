import type { Answer, DecisionTable, Factor, Gate } from '../knowledge/decision-schema.ts';
import { activation, type Known } from './known.ts';

/** A factor whose conditions hold, and how surely. */
export type ActiveFactor = Readonly<{ factor: Factor; sure: number }>;

export type Scores = Readonly<Record<Answer, number>>;

/** What the gates say: the first that opens, or none. */
export type Verdict = Readonly<{ gate: Gate | null; active: readonly ActiveFactor[]; scores: Scores }>;

/** Adds up the factors and tries the gates in their order. */
export const tryGates = (known: Known, table: DecisionTable): Verdict => {
  const active = table.factors
    .map((factor) => ({ factor, sure: activation(factor.when, known) }))
    .filter(({ factor, sure }) => sure > 0 && sure >= factor.leastSure);
  const scores = scoresOf(active);
  const gate = table.gates.find((candidate) => opens(candidate, active, scores, table.certain)) ?? null;
  return { gate, active, scores };
};

const scoresOf = (active: readonly ActiveFactor[]): Scores => {
  const points = (answer: Answer) =>
    Math.round(active.reduce((sum, { factor, sure }) => sum + (factor.pushes[answer] ?? 0) * sure, 0) * 100) / 100;
  return {
    local_transaction: points('local_transaction'),
    process_manager: points('process_manager'),
    saga: points('saga'),
    choreography: points('choreography'),
  };
};

const opens = (gate: Gate, active: readonly ActiveFactor[], scores: Scores, certain: number): boolean => {
  const hasOne = (ids: readonly string[], least: number) =>
    active.some(({ factor, sure }) => sure >= least && ids.includes(factor.id));
  if (hasOne(gate.shut, gate.shutFrom ?? certain)) return false;
  return hasOne(gate.veto, certain) || (scores[gate.pattern] >= gate.threshold && !outscored(gate, scores));
};

/** One doubtful sign does not hold out against many for a pattern that comes later. */
const outscored = ({ pattern, yields }: Gate, scores: Scores): boolean =>
  yields !== undefined && scores[yields.to] >= scores[pattern] * yields.times;
