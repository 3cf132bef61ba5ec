import type { Pattern, Process, Rule } from './schema.ts';

type Defined<T> = NonNullable<T>;
type Choice<T, K extends keyof T> = Defined<T[K]>;
type Written = {
  step: Process['steps'][number];
  delivery: Defined<Process['delivery']>;
  compensation: Defined<Process['steps'][number]['compensation']>;
};

/** One premise of an answer: what the document states, or the pessimistic default that stands in for it. */
export type Assumption = Readonly<{
  /** Dotted, steps by id: `services.payments.outbox`, `steps.payment.retry`. */
  path: string;
  value: string | number | boolean | null;
  source: 'stated' | 'assumed';
}>;

export type Inbox = Readonly<{ key: string; onDuplicate: 'ignore' | 'replay_reply' }>;

export type NormalisedService = Readonly<{
  name: string;
  summary: string | null;
  owner: string | null;
  database: string | null;
  outbox: boolean;
  inbox: Inbox | null;
  acknowledges: 'after' | 'before';
  external: boolean;
  idempotencyKey: boolean;
  lookup: boolean;
  calls: readonly string[];
}>;

export type NormalisedCoordinator = Readonly<{
  service: string;
  durable: boolean;
  outbox: boolean;
  inbox: Inbox | null;
  acknowledges: 'after' | 'before';
  concurrency: 'none' | 'version' | 'single_writer';
  state: readonly string[];
  decisions: readonly string[];
}>;

export type NormalisedRetry = Readonly<{
  attempts: number;
  backoff: 'none' | 'fixed' | 'exponential';
  delay: string | null;
}>;

export type Consequence = Choice<Written['step'], 'onFailure'>;

/** What a deadline that ends the waiting leads to; a silence may also be taken for a refusal. */
export type SilenceConsequence = Consequence | 'assume_refused';

export type NormalisedTimeout = Readonly<{ after: string; then: SilenceConsequence | 'remind'; send: string | null }>;

export type NormalisedCompensation = Readonly<{
  command: string | null;
  on: readonly string[];
  success: string | null;
  failure: readonly string[];
  onFailure: Choice<Written['compensation'], 'onFailure'>;
  ifNotApplied: Choice<Written['compensation'], 'ifNotApplied'>;
  when: string | null;
  retry: NormalisedRetry | null;
}>;

/** A step with nothing left open. `null` and `[]` mean that the document has no such thing. */
export type NormalisedStep = Readonly<{
  id: string;
  /** Where it stands in `steps`. */
  index: number;
  summary: string | null;
  service: string;
  command: string | null;
  on: readonly string[];
  match: 'any' | 'all';
  success: readonly string[];
  failure: readonly string[];
  onFailure: Consequence;
  kind: Choice<Written['step'], 'kind'>;
  compensation: NormalisedCompensation | null;
  retry: NormalisedRetry | null;
  timeouts: readonly NormalisedTimeout[];
  /** Ids of the steps that must be over first; in a choreography those that publish one of its `on` events. */
  after: readonly string[];
  when: readonly string[];
  forEach: string | null;
  /** 1 unless `forEach`. */
  count: number;
  join: Choice<Written['step'], 'join'>;
  human: boolean;
  sync: boolean;
  readOnly: boolean;
  idempotent: boolean;
  resource: string | null;
  transaction: string | null;
  needs: readonly string[] | null;
}>;

/** Every event that the document mentions, declared or not. */
export type NormalisedEvent = Readonly<{
  name: string;
  summary: string | null;
  visibility: 'internal' | 'external';
  /** null: not stated. */
  carries: readonly string[] | null;
  /** Services that publish it; the coordinator counts as its host. Sorted. */
  producers: readonly string[];
  /** Services that use it, declared or seen in the steps. Sorted. */
  consumers: readonly string[];
  declared: boolean;
}>;

export type NormalisedProcess = Readonly<{
  id: string;
  summary: string | null;
  version: string | null;
  pattern: Pattern;
  delivery: Readonly<{
    guarantee: Choice<Written['delivery'], 'guarantee'>;
    ordering: Choice<Written['delivery'], 'ordering'>;
    key: string | null;
    durable: boolean;
    /** false: none; a name or true: messages that fail for ever are put aside. */
    deadLetters: boolean | string;
  }>;
  services: Readonly<Record<string, NormalisedService>>;
  /** null in a choreography. */
  coordinator: NormalisedCoordinator | null;
  starts: string;
  startedBy: string | null;
  steps: readonly NormalisedStep[];
  compensate: 'reverse' | 'forward' | 'parallel';
  outcomes: Readonly<{ completed: string; cancelled: string | null; partial: string | null }>;
  events: Readonly<Record<string, NormalisedEvent>>;
  resources: Readonly<Record<string, Readonly<{ units: number; lock: 'none' | 'semantic' }>>>;
  reactions: readonly Readonly<{ on: string; service: string; does: string }>[];
  observability: Readonly<{
    correlationId: string | null;
    stuckAfter: string | null;
    metrics: readonly string[];
    operator: readonly string[];
  }>;
  instances: number;
  variables: Defined<Process['variables']>;
  rules: readonly Rule[];
  /** Every premise that has a default, in document order. */
  assumptions: readonly Assumption[];
}>;
