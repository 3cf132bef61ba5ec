/**
 * The rules form of a process: actors that react to messages with guarded, atomic local transactions. It is what every
 * process document lowers to and what the fault checker and the formal exports read. It knows nothing of faults: those
 * follow mechanically from what an actor and its channel guarantee.
 *
 * Everything is a variable over 0 … size-1 (at most 32 values). A message in flight is one too: 1 while it is there.
 */
export type Model = Readonly<{
  id: string;
  actors: readonly Actor[];
  variables: readonly Variable[];
  messages: readonly Message[];
  rules: readonly Rule[];
  requirements: readonly Requirement[];
  /** none: any order. per_sender: first in, first out per sender and receiver. per_receiver: one queue per receiver. */
  ordering: 'none' | 'per_sender' | 'per_receiver';
}>;

export type Actor = Readonly<{
  id: string;
  role: 'coordinator' | 'participant';
  /** What a rule sends is stored in its commit. Without it a crash after the commit loses what was not sent yet. */
  outbox: boolean;
  /** A duplicate is recognised in the commit; `replay_reply` answers it as the first time. */
  inbox: 'none' | 'ignore' | 'replay_reply';
  /** false: a restart forgets its variables. */
  durable: boolean;
  /** Two of its transactions may overlap; the later write wins over the whole state. */
  overwrites: boolean;
}>;

export type Variable = Readonly<{
  id: string;
  /** null: a bookkeeping variable of the check itself, which no crash touches. */
  actor: string | null;
  size: number;
  initial: number;
  /** One word per value, for people. */
  words?: readonly string[];
  slot?: Slot;
}>;

/** One copy of a message on its way to one receiver. */
export type Message = Readonly<{
  id: string;
  name: string;
  /** null: from outside. */
  from: string | null;
  /** null: to the outside, where it stays visible. */
  to: string | null;
  /** The channel may lose it. */
  lossy: boolean;
  /** It may be delivered more than once: it is acknowledged after the work, or may be sent again. */
  repeats: boolean;
  /** Its receiver acknowledges it before the commit: a crash in between, or an error, and nobody delivers it again. */
  acknowledgedFirst: boolean;
  /** In flight at the beginning. */
  initial: boolean;
  slot?: Slot;
}>;

/** Variables and messages of interchangeable parts: permuting the indices of a group changes nothing. */
export type Slot = Readonly<{ group: string; index: number }>;

/** The variable holds a value whose bit is set in `values`. */
export type Test = Readonly<{ variable: string; values: number }>;

/** All tests hold; the empty condition always does. */
export type Condition = readonly Test[];

export type Formula = Test | Readonly<{ all: readonly Formula[] }> | Readonly<{ any: readonly Formula[] }>;

/** Computed from the state before the transaction. `add` stops at the largest value. */
export type Assignment = Readonly<{ variable: string; when?: Condition } & ({ to: number } | { add: number })>;

/** One publication: the copies of one message for all its receivers. */
export type Send = Readonly<{ name: string; copies: readonly string[]; when?: Condition }>;

/** One guarded atomic transaction of an actor: on a message, or by itself (a timer, a decision). */
export type Rule = Readonly<{
  id: string;
  actor: string;
  /** Id of the message it consumes; null: by itself. */
  on: string | null;
  when: Condition;
  set: readonly Assignment[];
  send: readonly Send[];
  act: Act;
  /** Messages that it sends as new ones: inboxes do not take them for those sent before. */
  renews?: readonly string[];
}>;

/** What a rule means to a reader. */
export type Act = Readonly<{
  kind:
    | 'start'
    | 'apply'
    | 'refuse'
    | 'refuse_late'
    | 'undo'
    | 'nothing_to_undo'
    | 'record_success'
    | 'record_failure'
    | 'record_undone'
    | 'record_late'
    | 'refuse_undo'
    | 'record_undo_refused'
    | 'time_out'
    | 'ask_again'
    | 'decide'
    | 'look'
    | 'await_rest'
    | 'ignore'
    | 'duplicate'
    | 'timer'
    | 'rule';
  step: string | null;
  /** The name of the timer that goes off, of a rule that was written for one. */
  timer?: string;
}>;

/** The promises of a design, checked always. */
export const propertyIds = [
  'exactly-once-effect',
  'compensated-once',
  'compensation-order',
  'one-verdict',
  'retriable-after-pivot',
  'isolation',
  'no-lost-update',
  'all-or-compensated',
  'no-orphan',
  'no-unhandled-message',
  'option-to-complete',
  'everything-reachable',
] as const;

export type PropertyId = (typeof propertyIds)[number];

/** One promise about one subject (a step, a message, an outcome). */
export type Requirement = Readonly<
  { property: PropertyId; subject: string | null } & (
    | { must: 'never'; bad: Formula }
    | { must: 'not_at_rest'; bad: Formula }
    | { must: 'stay_possible'; goal: Formula }
    | { must: 'occur'; goal: Formula }
    | { must: 'happen'; rules: readonly string[] }
  )
>;

/** The set of the given values. */
export const values = (...of: readonly number[]): number => of.reduce((set, value) => set | (1 << value), 0);

/** Every value of a variable of this size but the given ones. */
export const except = (size: number, ...of: readonly number[]): number => everyValue(size) & ~values(...of);

/** Every value of a variable of this size. */
export const everyValue = (size: number): number => (size >= 32 ? -1 : (1 << size) - 1);

/** The variable has exactly this value. */
export const is = (variable: string, value: number): Test => ({ variable, values: 1 << value });
