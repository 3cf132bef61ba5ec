import * as z from 'zod/v4';

/** Names of messages and services are what diagrams, generated code and brokers must carry unescaped. */
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/);
const id = z.string().regex(/^[a-z][a-z0-9_-]{0,47}$/);
const duration = z.string().regex(/^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/);
const names = z.union([name, z.array(name).min(1)]);

const inbox = z.union([
  z.boolean(),
  z.strictObject({ key: z.string(), onDuplicate: z.enum(['ignore', 'replay_reply']).optional() }),
]);

const service = z.strictObject({
  owner: z.string().optional(),
  database: z.string().optional(),
  outbox: z.boolean().optional(),
  inbox: inbox.optional(),
  /** A party outside the organisation: its effects cannot join our transactions and it may not answer. */
  external: z.boolean().optional(),
  idempotencyKey: z.boolean().optional(),
});

const coordinator = z.strictObject({
  service: name,
  durable: z.boolean().optional(),
  outbox: z.boolean().optional(),
  inbox: inbox.optional(),
  concurrency: z.enum(['none', 'version', 'single_writer']).optional(),
  state: z.array(z.string()).optional(),
});

const delivery = z.strictObject({
  guarantee: z.enum(['at_most_once', 'at_least_once']).optional(),
  ordering: z.enum(['none', 'per_key', 'global']).optional(),
  key: z.string().optional(),
  durable: z.boolean().optional(),
  deadLetters: z.union([z.boolean(), z.string()]).optional(),
});

const retry = z.strictObject({
  attempts: z.number().int().min(1).max(1000),
  backoff: z.enum(['none', 'fixed', 'exponential']).optional(),
  delay: duration.optional(),
});

const timeout = z.strictObject({
  after: duration,
  then: z.enum(['compensate', 'retry', 'continue', 'escalate', 'fail']),
  /** What is sent when it fires: a reminder, an escalation, an expiry event. */
  send: name.optional(),
});

const compensation = z.strictObject({
  command: name.optional(),
  on: names.optional(),
  success: name.optional(),
  /** What the participant does when the step never took effect there. */
  ifNotApplied: z.enum(['ignore', 'tombstone', 'error']).optional(),
  /** Compensate only when this event was seen (conditional compensation). */
  when: name.optional(),
  retry: retry.optional(),
});

const step = z.strictObject({
  id,
  summary: z.string().optional(),
  service: name,
  command: name.optional(),
  on: names.optional(),
  success: name,
  failure: names.optional(),
  kind: z.enum(['compensatable', 'pivot', 'retriable']).optional(),
  compensation: compensation.optional(),
  retry: retry.optional(),
  timeout: timeout.optional(),
  after: z.array(id).optional(),
  /** Taken only when this event was seen (a branch). */
  when: name.optional(),
  forEach: z.string().optional(),
  count: z.number().int().min(1).max(64).optional(),
  join: z.enum(['all', 'all_settled', 'any']).optional(),
  human: z.boolean().optional(),
  /** A direct request whose answer is waited for in the same call. */
  sync: z.boolean().optional(),
  resource: z.string().optional(),
});

const event = z.strictObject({
  visibility: z.enum(['internal', 'external']).optional(),
  carries: z.array(z.string()).optional(),
  consumers: z.array(name).optional(),
});

const reaction = z.strictObject({ on: name, service: name, does: z.string() });

/** The process document as written: every short form, nothing defaulted. Published as JSON Schema by `eda schema`. */
export const processSchema = z.strictObject({
  process: id,
  summary: z.string().optional(),
  pattern: z.enum(['saga', 'process_manager', 'choreography']),
  delivery: delivery.optional(),
  services: z.record(name, service),
  coordinator: coordinator.optional(),
  starts: name,
  steps: z.array(step).min(1).max(128),
  compensate: z.enum(['reverse', 'forward', 'parallel']).optional(),
  outcomes: z.strictObject({ completed: name, cancelled: name.optional() }),
  events: z.record(name, event).optional(),
  /** Non-critical reactions split off as choreography: they may fail alone. */
  reactions: z.array(reaction).optional(),
  observability: z
    .strictObject({
      correlationId: z.string().optional(),
      stuckAfter: duration.optional(),
      metrics: z.array(z.string()).optional(),
      operator: z.array(z.string()).optional(),
    })
    .optional(),
  instances: z.number().int().min(1).max(4).optional(),
});

/** A process document: the waist everything is read from or written to. */
export type Process = Readonly<z.output<typeof processSchema>>;
export type Step = Process['steps'][number];
