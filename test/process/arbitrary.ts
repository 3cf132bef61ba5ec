import fc from 'fast-check';
import { type Pattern, type Process, processSchema, type Step } from '../../src/process/schema.ts';

type Options = Readonly<{
  patterns?: readonly Pattern[];
  maxSteps?: number;
  /** With the rules: escape hatch. Default: true. */
  rules?: boolean;
}>;

/** Valid process documents of every pattern that use every part of the schema. Shrinks towards one plain step. */
export const processes = ({
  patterns = ['saga', 'process_manager', 'choreography'],
  maxSteps = 6,
  rules = true,
}: Options = {}): fc.Arbitrary<Process> =>
  fc
    .record({ pattern: fc.constantFrom(...patterns), services: services, count: fc.integer({ min: 1, max: maxSteps }) })
    .chain((base) =>
      fc.record({
        base: fc.constant(base),
        steps: fc.tuple(...Array.from({ length: base.count }, (_, index) => step(base, index))),
        top: top(base.pattern, Object.keys(base.services), rules),
      }),
    )
    // Through the schema: it drops the undefined keys and has the last word on the type.
    .map(({ base, steps, top }) => {
      const resources = steps.some(({ resource }) => resource) ? { resources: { room: { units: 2 }, seat: {} } } : {};
      return processSchema.parse(
        defined({ ...top, ...resources, pattern: base.pattern, services: base.services, starts: 'Started', steps }),
      );
    });

/** Without the keys whose value is undefined, at any depth. */
const defined = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const flag = maybe(fc.boolean());
const text = fc
  .oneof(
    fc.constantFrom(
      'Take the payment.',
      'a: b, c # d',
      '- no list',
      'line\nbreak',
      '"quoted" \'twice\'',
      '{ x }',
      ' true',
    ),
    fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
  )
  .filter((value) => value.trim().length > 0);
const field = fc.constantFrom('orderId', 'customer.name', 'total', 'items[0]', '_links', 'null', 'true');
const fields = fc.uniqueArray(field, { maxLength: 4 });
const duration = fc.constantFrom('PT15M', 'PT2H30M', 'P1D', 'P2W', 'PT10S', 'P30DT1H');
const serviceName = fc.constantFrom('orders', 'payments', 'Stock-Keeping', 'constructor', 'toString', 'crm.v2', 'no');
const inbox = maybe(
  fc.oneof(fc.boolean(), fc.record({ key: text, onDuplicate: maybe(fc.constantFrom('ignore', 'replay_reply')) })),
);

const acknowledges = maybe(fc.constantFrom('after', 'before'));

const service = fc.record({
  summary: maybe(text),
  owner: maybe(text),
  database: maybe(text),
  outbox: flag,
  inbox,
  acknowledges,
  external: flag,
  idempotencyKey: flag,
  lookup: flag,
});

const services = fc
  .uniqueArray(serviceName, { minLength: 1, maxLength: 4 })
  .chain((names) =>
    fc
      .tuple(...names.map(() => service))
      .map((all) => Object.fromEntries(names.map((name, index) => [name, all[index] ?? {}]))),
  );

const retry = fc.record({
  attempts: fc.integer({ min: 1, max: 1000 }),
  backoff: maybe(fc.constantFrom('none', 'fixed', 'exponential')),
  delay: maybe(duration),
});

const timeout = fc.record({
  after: duration,
  then: fc.constantFrom('compensate', 'retry', 'continue', 'escalate', 'fail', 'assume_refused', 'remind'),
  send: maybe(fc.constantFrom('ReminderSent', 'DeadlinePassed')),
});

const consequence = fc.constantFrom('compensate', 'retry', 'continue', 'escalate', 'fail');

type Base = Readonly<{ pattern: Pattern; services: Readonly<Record<string, unknown>> }>;

const step = ({ pattern, services: known }: Base, index: number) =>
  fc
    .record({
      service: fc.constantFrom(...Object.keys(known)),
      alternatives: fc.integer({ min: 1, max: 2 }),
      failures: fc.integer({ min: 0, max: 2 }),
      branch: flag,
      undone: fc.boolean(),
      fanOut: fc.boolean(),
      parallel: fc.boolean(),
      details: details,
    })
    .map((drawn) => {
      const failure = Array.from({ length: drawn.failures }, (_, at) => `Refused${index}x${at}`);
      return {
        id: `step-${index}`,
        service: drawn.service,
        ...trigger(pattern, index, drawn.parallel),
        success: drawn.alternatives === 1 ? done(index) : [done(index), `Other${index}`],
        ...(failure.length > 0 ? { failure, onFailure: drawn.details.onFailure } : {}),
        ...(drawn.undone ? { compensation: compensation(pattern, index, drawn.details) } : {}),
        ...(drawn.fanOut ? { forEach: 'guest', count: drawn.details.count, join: drawn.details.join } : {}),
        ...(drawn.branch === true && index > 0 && !drawn.parallel ? { when: done(index - 1) } : {}),
        ...drawn.details.plain,
      };
    });

const details = fc.record({
  onFailure: maybe(consequence),
  ifNotApplied: maybe(fc.constantFrom('ignore', 'tombstone', 'error')),
  undoRetry: maybe(retry),
  undoWhen: flag,
  undoRefused: maybe(fc.constantFrom('retry', 'continue', 'escalate', 'fail')),
  count: maybe(fc.integer({ min: 1, max: 64 })),
  join: maybe(fc.constantFrom('all', 'all_settled', 'any')),
  plain: fc.record({
    summary: maybe(text),
    kind: maybe(fc.constantFrom<NonNullable<Step['kind']>[]>('compensatable', 'pivot', 'retriable')),
    retry: maybe(retry),
    timeout: maybe(fc.oneof(timeout, fc.array(timeout, { minLength: 1, maxLength: 3 }))),
    human: flag,
    sync: flag,
    readOnly: flag,
    idempotent: flag,
    resource: maybe(fc.constantFrom('seat', 'room')),
    transaction: maybe(fc.constantFrom('t1', 't2')),
    needs: maybe(fields),
  }),
});

const done = (index: number): string => `Done${index}`;

const trigger = (pattern: Pattern, index: number, parallel: boolean) =>
  pattern === 'choreography'
    ? { on: index === 0 || parallel ? 'Started' : done(index - 1) }
    : { command: `Do${index}`, ...(parallel ? { after: [] } : {}) };

type Details = typeof details extends fc.Arbitrary<infer T> ? T : never;

const compensation = (pattern: Pattern, index: number, drawn: Details) => ({
  ...(pattern === 'choreography' ? { on: ['Started', done(index)] } : { command: `Undo${index}` }),
  success: `Undone${index}`,
  ...(drawn.undoRefused ? { failure: `UndoRefused${index}`, onFailure: drawn.undoRefused } : {}),
  ifNotApplied: drawn.ifNotApplied,
  when: drawn.undoWhen === true ? done(index) : undefined,
  retry: drawn.undoRetry,
});

const top = (pattern: Pattern, names: readonly string[], rules: boolean) =>
  fc.record({
    process: fc.constantFrom('order-fulfilment', 'x', 'a_b-9'),
    summary: maybe(text),
    version: maybe(fc.constantFrom('1.0', '2', 'next')),
    delivery: maybe(
      fc.record({
        guarantee: maybe(fc.constantFrom('at_most_once', 'at_least_once')),
        ordering: maybe(fc.constantFrom('none', 'per_key', 'global')),
        key: maybe(field),
        durable: flag,
        deadLetters: maybe(fc.oneof(fc.boolean(), fc.constantFrom('dlq', 'no'))),
      }),
    ),
    coordinator: pattern === 'choreography' ? fc.constant(undefined) : maybe(coordinator(names)),
    startedBy: maybe(fc.constantFrom('Customer', ...names)),
    compensate: maybe(fc.constantFrom('reverse', 'forward', 'parallel')),
    outcomes: fc.record({
      completed: fc.constant('Completed'),
      cancelled: maybe(fc.constant('Cancelled')),
      partial: maybe(fc.constant('PartlyCompleted')),
    }),
    events: maybe(events(names)),
    reactions: maybe(
      fc.array(fc.record({ on: fc.constantFrom('Done0', 'Started'), service: fc.constantFrom(...names), does: text }), {
        maxLength: 3,
      }),
    ),
    observability: maybe(
      fc.record({
        correlationId: maybe(field),
        stuckAfter: maybe(duration),
        metrics: maybe(fc.array(text, { maxLength: 3 })),
        operator: maybe(fc.array(text, { maxLength: 3 })),
      }),
    ),
    instances: maybe(fc.integer({ min: 1, max: 4 })),
    ...(rules ? escapeHatch(names) : {}),
  });

const coordinator = (names: readonly string[]) =>
  fc.record({
    service: fc.constantFrom(...names),
    durable: flag,
    outbox: flag,
    inbox,
    acknowledges,
    concurrency: maybe(fc.constantFrom('none', 'version', 'single_writer')),
    state: maybe(fields),
    decisions: maybe(fc.array(text, { maxLength: 2 })),
  });

const events = (names: readonly string[]) =>
  fc.dictionary(
    fc.constantFrom('Started', 'Done0', 'Elsewhere', 'order.placed', 'valueOf'),
    fc.record({
      summary: maybe(text),
      visibility: maybe(fc.constantFrom('internal', 'external')),
      carries: maybe(fields),
      consumers: maybe(fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 })),
    }),
    { maxKeys: 4 },
  );

/** Two rules of one service, or none: variables of both kinds, every form of test and assignment. */
const escapeHatch = (names: readonly string[]) => ({
  variables: fc.constant({ [names[0] ?? '']: { status: { values: ['waiting', 'done'] }, answers: { max: 3 } } }),
  rules: maybe(
    fc.array(
      fc.record({
        actor: fc.constant(names[0] ?? ''),
        on: fc.constantFrom('Done0', 'Started', { timer: 'late' }, { timer: 'late', after: 'PT1H' }),
        when: maybe(
          fc.record({
            status: fc.constantFrom('done', ['waiting', 'done'], { not: 'done' }),
            answers: fc.constantFrom(0, [1, 2], { not: 3 }, { atLeast: 1 }, { atMost: 2 }),
          }),
        ),
        set: maybe(fc.record({ status: fc.constantFrom('waiting', 'done'), answers: fc.constantFrom(1, { add: 1 }) })),
        send: maybe(fc.constantFrom('Completed', ['Done0', 'Completed'])),
        applies: maybe(fc.constant('step-0')),
        undoes: maybe(fc.constant('step-0')),
      }),
      { maxLength: 3 },
    ),
  ),
});
