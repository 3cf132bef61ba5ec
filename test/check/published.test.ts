import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/index.ts';
import { parseProcess } from '../../src/process/parse.ts';
import { processFrom, words } from './documents.ts';

type Expected = Readonly<{
  /** Broken promise, faults and steps of the simplest story; none: it holds. */
  findings: readonly (readonly [property: string, faults: number, steps: number])[];
  /** Words that the title of the first finding must have, so that it names the real cause. */
  title?: string;
}>;

/**
 * Sagas that others have published, each read from its code and written down in our own words; the comment names the
 * repository. Every expectation was verified there by reading.
 */
const published: Readonly<Record<string, Expected>> = {
  // eventuate-tram/eventuate-tram-sagas-examples-customers-and-orders: outbox, message log, nothing after the credit can fail.
  'customer-credit': { findings: [] },
  // debezium/debezium-examples, saga: outbox by change data capture, a log of consumed messages in every service. The
  // order service's consumer (KafkaEventConsumer.retrying) swallows what its handlers throw, so that the offset is committed all the same.
  'credit-then-payment': { findings: [['option-to-complete', 1, 3]], title: 'CreditApproved' },
  // microservices-patterns/ftgo-application: the ticket's cancelCreate is not implemented and throws.
  'food-order': { findings: [['all-or-compensated', 0, 9]], title: 'its undo is refused' },
  // temporalio/samples-go, saga: compensations are registered after the activity, which may time out and yet have happened.
  'money-transfer': {
    findings: [
      ['no-orphan', 0, 3],
      ['exactly-once-effect', 0, 4],
      ['compensated-once', 1, 6],
    ],
    title: 'withdraw succeeds too late and stays',
  },
  // rebus-org/RebusSamples, FSharp/OnboardingSaga: every message may start the saga anew, also the deadline of a finished one.
  onboarding: {
    findings: [
      ['one-verdict', 0, 8],
      ['all-or-compensated', 0, 8],
      ['exactly-once-effect', 1, 5],
      ['compensated-once', 1, 8],
    ],
    title: 'Two verdicts',
  },
  // oskardudycz/EventSourcing.NetCore, Sample/ECommerce: a paid order is cancelled by its deadline, a completed payment cannot be discarded.
  'order-with-deadline': {
    findings: [
      ['all-or-compensated', 0, 6],
      ['no-unhandled-message', 0, 6],
      ['one-verdict', 0, 7],
      ['exactly-once-effect', 1, 5],
    ],
    title: 'nobody handles PackageWasSent, DiscardPayment',
  },
  // berndruecker/trip-booking-saga-java: all calls in one engine transaction, errors compensate only what was completed.
  'trip-in-one-transaction': {
    findings: [
      ['no-orphan', 0, 4],
      ['option-to-complete', 1, 2],
      ['exactly-once-effect', 2, 5],
      ['one-verdict', 2, 10],
      ['all-or-compensated', 3, 11],
    ],
    title: 'car succeeds too late and stays',
  },
  // cdk-patterns/serverless, the-saga-stepfunction: the whole machine has a deadline, and a refund may fail for good.
  'trip-states': {
    findings: [
      ['no-orphan', 0, 3],
      ['all-or-compensated', 0, 5],
    ],
    title: 'hotel succeeds too late and stays',
  },
  // temporalio/samples-java, bookingsaga: compensations come first, but may overtake an activity that timed out and still runs.
  'trip-compensated-first': { findings: [['no-orphan', 0, 5]], title: 'car succeeds too late and stays' },
  // aws-samples/serverless-patterns, saga-pattern-lambda-durable-functions: what failed has no id yet, a failed cancellation is logged.
  'trip-in-a-durable-function': {
    findings: [
      ['no-orphan', 0, 3],
      ['all-or-compensated', 0, 7],
    ],
    title: 'flight succeeds too late and stays',
  },
  // Particular/docs.particular.net, samples/showcase: without the outbox a crash between saving and publishing loses the verdict.
  'buyers-remorse': {
    findings: [
      ['option-to-complete', 1, 2],
      ['one-verdict', 1, 5],
    ],
    title: 'OrderAccepted is never sent',
  },
  // MassTransit/Sample-Library: states without a handler for events that may come in them.
  'book-reservation': {
    findings: [
      ['no-unhandled-message', 0, 3],
      ['all-or-compensated', 0, 6],
      ['exactly-once-effect', 1, 5],
      ['one-verdict', 1, 6],
    ],
    title: 'Nobody handles BookCheckedOut',
  },
  // piomin/sample-spring-kafka-microservices: PAYMENT is compared with payment, so that a refusal is rolled back too; a stream join of ten seconds.
  'joined-answers': {
    findings: [
      ['option-to-complete', 0, 4],
      ['compensated-once', 0, 6],
      ['exactly-once-effect', 1, 3],
      ['all-or-compensated', 1, 6],
      ['one-verdict', 1, 7],
    ],
    title: 'The process is stuck',
  },
};

const folder = join(import.meta.dirname, 'published');
const textOf = (id: string): string => readFileSync(join(folder, `${id}.yaml`), 'utf8');

describe('published sagas', () => {
  it('are all in the table', () => {
    expect(readdirSync(folder).sort()).toEqual(
      Object.keys(published)
        .map((id) => `${id}.yaml`)
        .sort(),
    );
  });

  it.each(Object.entries(published))('%s', (id, { findings, title }) => {
    expect(parseProcess(textOf(id))).toMatchObject({ ok: true });
    const result = check(processFrom(textOf(id)), { words, explain: false });
    expect(result.findings.map(({ property, faults, steps }) => [property, faults, steps])).toEqual(findings);
    expect(result).toMatchObject({
      verdict: findings.length === 0 ? 'holds' : 'violated',
      coverage: { faults: 'any number' },
    });
    expect(result.findings[0]?.title ?? '').toContain(title ?? '');
  });

  it.each(Object.keys(published))('%s is told without a gap in its sentences', (id) => {
    const { findings } = check(processFrom(textOf(id)), { words, explain: false });
    for (const { title, sentence, mermaid } of findings)
      expect(`${title}${sentence}${mermaid}`).not.toMatch(/[{}]|null/);
  });

  it('are told, where actors are written as rules, with timers, what changes, and what waits for ever', () => {
    const { findings } = check(processFrom(textOf('order-with-deadline')), { words, explain: false });
    expect(findings[0]?.mermaid).toContain('the time of minute-has-passed is up, order becomes cancelled');
    expect(findings[0]?.mermaid).toContain('DiscardPayment waits for ever: payments has no rule for it here');
  });
});
