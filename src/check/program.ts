import type { Assignment, Condition, Formula, Requirement, Slot } from '../process/rules.ts';

/** What goes wrong in a step of a story; null in an action means that nothing does. */
export type Fault = 'redelivery' | 'crash' | 'loss' | 'dropped' | 'restart';

/**
 * A guarded command: the flat form that both engines and both formal exports read. It refers to rules by index, so that
 * a trace can be told in the words of the process.
 */
export type Action = Readonly<{
  id: number;
  fault: Fault | null;
  /** Index of the rule that runs; null when a message is lost or dropped, or an actor restarts. */
  rule: number | null;
  /** The rule whose commit is overwritten by this one. */
  overwritten: number | null;
  /** How many publications of the rule get out. */
  sent: number;
  /** The message lost or dropped, the actor restarted. */
  subject: string | null;
  guard: Condition;
  effects: readonly Assignment[];
}>;

export type ProgramVariable = Readonly<{
  id: string;
  size: number;
  initial: number;
  kind: 'local' | 'message' | 'seen' | 'order' | 'ghost';
  slot: Slot | null;
}>;

/** Interchangeable slots: per index, their variables in the same order. */
export type Group = Readonly<{ name: string; slots: readonly (readonly string[])[] }>;

/** Clears a message (and what hangs on it) that can never matter again. */
export type Elimination = Readonly<{ message: string; clears: readonly string[]; when: Formula }>;

export type Program = Readonly<{
  variables: readonly ProgramVariable[];
  actions: readonly Action[];
  eliminations: readonly Elimination[];
  requirements: readonly Requirement[];
  groups: readonly Group[];
}>;

/** What the search may leave out because it cannot change a verdict. All on by default, all off in cross-checks. */
export type Reductions = Readonly<{
  /** Drop messages that can never matter again. */
  stale: boolean;
  /** Identify states that differ in the order of interchangeable parts only. */
  symmetry: boolean;
  /** Do not look past a broken promise. */
  stop: boolean;
}>;

export const allReductions: Reductions = { stale: true, symmetry: true, stop: true };
export const noReductions: Reductions = { stale: false, symmetry: false, stop: false };
