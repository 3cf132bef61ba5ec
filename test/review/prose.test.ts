import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { review } from '../../src/review/index.ts';
import { knowledge } from './examples.ts';

const read = (prose: string) => review({ prose }, knowledge);

/** Rules raised, as findings (`!rule`) or questions (`rule`), without what no sentence speaks of. */
const raised = (prose: string): readonly string[] => {
  const { findings, questions } = read(prose);
  return [
    ...findings.map(({ rule }) => `!${rule}`),
    ...questions.filter(({ rule }) => rule !== 'checklist').map(({ rule }) => rule),
  ];
};

const itemOf = (prose: string, id: string) => read(prose).items.find((item) => item.id === id);

/** What a text says, which concern it must raise, and the piece of it that must be quoted. */
const raising: readonly (readonly [string, string, string])[] = [
  [
    'The service saves the row in the database and then publishes InvoiceDrafted to Kafka.',
    '!atomic-publish',
    'saves the row',
  ],
  ['Billing publishes an event when an invoice is drafted.', 'atomic-publish', 'publishes an event'],
  ['Messages leave through an outbox. We keep data in Postgres and in MongoDB.', 'two-stores', 'outbox'],
  ['- Outbox: ensures that no message is lost', 'atomic-publish', 'ensures that no message is lost'],
  ['Events go to a topic.\n\n## Roadmap\n\n- add an outbox\n- events are published', 'atomic-publish', 'add an outbox'],
  ['The inbox recognises a message by its id.\n\n- [ ] inbox', 'duplicates', '[ ] inbox'],
  ['The worker consumes the message and updates the stock.', 'duplicates', 'consumes the message'],
  ['We have no deduplication of events yet.', 'duplicates', 'no deduplication'],
  ['Our queue delivers exactly once.', 'exactly-once', 'exactly once'],
  ['The order stays pending until the bank confirms. Events drive it.', 'waiting', 'stays pending'],
  ['The orchestrator asks the hotel and waits for its reply.', 'waiting', 'waits for its reply'],
  ['If the card is declined the order service is told that it failed. Events drive it.', 'undo', 'declined'],
  [
    'A payment expires after 15 minutes and is marked in the table. The bank then confirms payments by message.',
    'late-answer',
    'expires',
  ],
  ['The order service calls the stock service over gRPC. Events are used elsewhere.', 'sync-call', 'over gRPC'],
  ['A worker listens to the queue of shipments.', 'parking', 'listens to the queue'],
  ['Messages flow over RabbitMQ.\n\n## Todo\n\n- error handling', 'parking', 'error handling'],
  ['All domain events are published to other services through Kafka.', 'leaking', 'domain events'],
  ['The orchestrator contains all business logic.', '!god-manager', 'all business logic'],
  ['Exceptions in the handler are logged and ignored.', '!swallowed', 'logged and ignored'],
  ['The consumer acknowledges the message immediately and works later.', '!early-ack', 'immediately'],
  ['Services talk over an in-memory event bus.', '!lossy', 'in-memory event bus'],
  ['Order and stock commit in one XA transaction.', '!two-phase', 'XA transaction'],
  ['All services share the same database.', '!shared-database', 'same database'],
];

describe('raises', () => {
  test.each(raising)('%j → %s', (prose, rule, quoted) => {
    expect(raised(prose)).toContain(rule);
    const { findings, questions } = read(prose);
    const about = [...findings, ...questions].filter((each) => each.rule === rule.replace('!', ''));
    const sentences = about.flatMap(({ evidence }) =>
      evidence.map((each) => ('sentence' in each ? each.sentence : '')),
    );
    expect(sentences.join('\n')).toContain(quoted);
  });
});

/** What a text says and the concern that it thereby answers. */
const settling: readonly (readonly [string, string])[] = [
  ['The event is stored in the outbox table in the same transaction; a relay publishes it to Kafka.', 'atomic-publish'],
  ['Changes are published to Kafka by Debezium from the log.', 'atomic-publish'],
  ['The worker consumes the message and skips it if its id was already processed.', 'duplicates'],
  ['The order waits for the payment and is cancelled after 30 minutes.', 'waiting'],
  ['The saga has a deadline for every reply.', 'waiting'],
  ['If the card is declined the stock is released again. Events drive it.', 'undo'],
  ['A declined payment compensates the reservation; events drive it.', 'undo'],
  ['After three attempts a message of the queue goes to the dead letter queue and an alert is sent.', 'parking'],
  ['Domain events stay inside; integration events are published to other services through Kafka.', 'leaking'],
  ['The saga manager is lightweight, the business rules live in the aggregates.', 'god-manager'],
  ['An exception is caught and a failure event is published instead of being ignored.', 'swallowed'],
  ['We use sagas instead of XA transactions.', 'two-phase'],
  ['Services make no direct calls to other services; events tell them.', 'sync-call'],
  ['The order service calls the stock service asynchronously, by a message.', 'sync-call'],
  ['There is no shared database of the services.', 'shared-database'],
  ['The handler of the message inserts the row with on conflict do nothing.', 'duplicates'],
  ['Orders wait for payment; unpaid orders are cancelled automatically by a job.', 'waiting'],
  [
    'A payment that arrives late, after it expired, is refunded by the table job; payments come by message.',
    'late-answer',
  ],
];

describe('is answered', () => {
  test.each(settling)('%j: nothing about %s', (prose, rule) => {
    expect(raised(prose).map((each) => each.replace('!', ''))).not.toContain(rule);
  });
});

test('what is only an alternative is neither a claim nor a concern', () => {
  const prose =
    'Billing publishes an event to Kafka.\n\n## Alternatives considered\n\nWe could use an outbox with a relay.';
  expect(raised(prose)).toContain('atomic-publish');
  expect(itemOf(prose, 'infrastructure.outbox')?.verdict).toBe('unknown');
});

test.each([
  ['a curriculum vitae', 'I have worked with many teams, waited for nobody and saved the company money.'],
  ['a front end', 'The button saves the form in the state. When it fails, an error is shown to the user.'],
  ['nothing', ''],
])('%s raises nothing', (_, prose) => {
  expect(raised(prose)).toEqual([]);
});

test('an answered item passes with the sentence that answers it, verbatim and with its line', () => {
  const prose = '# Design\n\nMessages that fail five times go to a dead\nletter queue. Somebody looks at it daily.\n';
  expect(itemOf(prose, 'error-handling.dead-letter-queue')).toMatchObject({
    verdict: 'pass',
    reasons: [
      {
        evidence: [{ source: 'prose', line: 3, sentence: 'Messages that fail five times go to a dead\nletter queue.' }],
      },
    ],
  });
});

test('prose alone is never approved: what nothing speaks of is asked with the question of the checklist', () => {
  const { verdict, questions, items } = read('Billing publishes an event.');
  expect(verdict).toBe('revise');
  const unknown = items.filter((item) => item.verdict === 'unknown');
  expect(unknown.every(({ id }) => questions.some(({ item }) => item === id))).toBe(true);
});

test('every quotation stands in the text, at its line', () => {
  const words = fc.constantFrom(
    ...raising.map(([prose]) => prose),
    '# Heading',
    '- item',
    '',
    '```',
    '| a | b |',
    '  ',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
      const prose = parts.join('\n');
      const { findings, questions, items } = read(prose);
      const statements = [...findings, ...questions, ...items.flatMap(({ reasons }) => reasons)];
      for (const place of statements.flatMap(({ evidence }) => evidence)) {
        if (place.source !== 'prose') throw new Error('only prose was given');
        const from = prose
          .split('\n')
          .slice(place.line - 1)
          .join('\n');
        expect(from).toContain(place.sentence);
        expect(from.split('\n')[0]).toContain(place.sentence.split('\n')[0]);
      }
    }),
    { numRuns: 60 },
  );
});

describe('1 MB of adversarial text does not hang', () => {
  test.each([
    ['one line', 'a '.repeat(500_000)],
    ['one word', 'saga'.repeat(250_000)],
    ['dots', '. A'.repeat(330_000)],
    ['headings', '# saga publishes an event\n'.repeat(38_000)],
    ['brackets', '](('.repeat(330_000)],
    ['blank lines', ' \n'.repeat(500_000)],
    ['sentences', 'The saga publishes an event and waits. '.repeat(25_000)],
  ])('%s', (_, prose) => {
    const before = performance.now();
    read(prose);
    expect(performance.now() - before).toBeLessThan(15_000);
  });
});
