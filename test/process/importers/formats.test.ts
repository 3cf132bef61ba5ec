import { describe, expect, test } from 'vitest';
import {
  IMPORT_FORMATS,
  type Imported,
  type ImportFormat,
  importProcess,
} from '../../../src/process/importers/index.ts';
import { parseProcess } from '../../../src/process/parse.ts';
import { printProcess } from '../../../src/process/print.ts';
import type { Step } from '../../../src/process/schema.ts';
import { SAMPLES } from './samples.ts';

const read = (format: ImportFormat): Imported => {
  const result = importProcess(SAMPLES[format], format);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.value;
};

const stepOf = (format: ImportFormat, id: string): Step | undefined =>
  read(format).process.steps.find((step) => step.id === id);
const questions = (format: ImportFormat): string =>
  read(format)
    .missing.map(({ path, question }) => `${path}: ${question}`)
    .join('\n');

describe.each(IMPORT_FORMATS)('%s', (format) => {
  test('gives a document that the parser accepts as it is printed', () => {
    const { process } = read(format);
    expect(parseProcess(printProcess(process))).toMatchObject({ ok: true, value: { process } });
  });

  test('fills in no guarantee and asks about every one', () => {
    const { process, missing } = read(format);
    const asked = missing.map(({ path }) => path);
    expect(process.delivery).toBeUndefined();
    expect(process.compensate).toBeUndefined();
    for (const [name, service] of Object.entries(process.services)) {
      expect(Object.keys(service).filter((key) => !['summary', 'external'].includes(key))).toEqual([]);
      expect(asked).toContain(service.external ? `services.${name}.idempotencyKey` : `services.${name}.outbox`);
    }
    for (const { id, compensation, timeout, retry, kind } of process.steps) {
      expect(kind).toBeUndefined();
      expect(compensation !== undefined || asked.includes(`steps.${id}.compensation`)).toBe(true);
      expect(timeout !== undefined || asked.includes(`steps.${id}.timeout`)).toBe(true);
      expect(retry !== undefined || asked.includes(`steps.${id}.retry`)).toBe(true);
    }
    for (const path of ['delivery.guarantee', 'delivery.deadLetters', 'observability.stuckAfter'])
      expect(asked).toContain(path);
  });
});

describe('amazon states language', () => {
  const format = 'amazon-states-language';
  test.each([
    [
      'reserve-flight',
      {
        command: 'reserveFlight',
        failure: 'NoSeats',
        after: [],
        retry: { attempts: 3, backoff: 'exponential', delay: 'PT30S' },
      },
    ],
    [
      'reserve-hotel',
      { command: 'reserveHotel', after: ['reserve-flight'], timeout: { after: 'PT15M', then: 'fail' } },
    ],
    ['rent-car', { service: 'sqs', after: ['reserve-flight'] }],
    ['charge', { command: 'charge', after: ['reserve-hotel', 'rent-car'] }],
  ])('%s', (id, expected) => expect(stepOf(format, id)).toMatchObject(expected));

  test('a state that only an error leads to is no step, and asked about', () => {
    expect(stepOf(format, 'cancel-trip')).toBeUndefined();
    expect(questions(format)).toContain('"Cancel trip" runs only after an error of "Reserve flight"');
  });
});

describe('asyncapi', () => {
  test('a request and its replies are a step; which reply refuses is asked', () => {
    expect(stepOf('asyncapi', 'on-charge-card')).toMatchObject({
      service: 'Billing',
      command: 'ChargeCard',
      success: ['CardCharged', 'CardRefused'],
    });
    expect(questions('asyncapi')).toContain('Which of CardCharged, CardRefused refuse the step?');
  });
  test('payload fields are what a message carries', () => {
    expect(read('asyncapi').process.events).toMatchObject({ ChargeCard: { carries: ['orderId', 'card.token'] } });
  });
});

describe('bpmn', () => {
  test.each([
    [
      'check-claim',
      {
        service: 'Desk',
        human: true,
        failure: 'NotCovered',
        onFailure: 'fail',
        timeout: { after: 'P3D', then: 'remind' },
      },
    ],
    ['pay-out', { service: 'Bank', after: ['check-claim'], compensation: { command: 'RecallPayment' } }],
  ])('%s', (id, expected) => expect(stepOf('bpmn', id)).toMatchObject(expected));
  test('the start message starts it, and a condition on data is asked about', () => {
    expect(read('bpmn').process.starts).toBe('ClaimFiled');
    expect(questions('bpmn')).toContain('amount < 1000');
  });
});

describe('eventcatalog', () => {
  test.each([
    ['charge-the-card', { service: 'Billing', on: 'RenewalDue', success: 'CardCharged', failure: 'CardDeclined' }],
    ['send-receipt', { service: 'Mailer', on: 'CardCharged' }],
  ])('%s', (id, expected) => expect(stepOf('eventcatalog', id)).toMatchObject(expected));
  test('an external system is external, an actor starts it', () => {
    expect(read('eventcatalog').process).toMatchObject({
      pattern: 'choreography',
      startedBy: 'Subscriber',
      services: { Mailer: { external: true } },
    });
  });
});

describe('mermaid sequence', () => {
  test.each([
    [
      'charge-card',
      { service: 'Payments', command: 'ChargeCard', success: 'CardCharged', failure: 'CardDeclined', after: [] },
    ],
    ['reserve-stock', { service: 'Stock', success: 'StockReserved', after: ['charge-card'] }],
    ['send-receipt', { service: 'WebShop', after: ['charge-card'] }],
  ])('%s', (id, expected) => expect(stepOf('mermaid-sequence', id)).toMatchObject(expected));
  test('whoever asks and is answered coordinates', () => {
    expect(read('mermaid-sequence').process).toMatchObject({
      coordinator: { service: 'Orders' },
      starts: 'PlaceOrder',
      startedBy: 'WebShop',
      outcomes: { completed: 'OrderConfirmed' },
    });
  });
});

test('what is no name in another script or as a sentence stays readable', () => {
  const result = importProcess('sequenceDiagram\n A->>W: 获取令牌 (v2)\n W-->>A: ok', 'mermaid-sequence');
  expect(result).toMatchObject({
    ok: true,
    value: { process: { steps: [{ command: 'V2', summary: '获取令牌 (v2)' }] } },
  });
});

describe('mermaid state', () => {
  test.each([
    ['pending', { command: 'ChargeCard', success: 'CardCharged', failure: 'CardDeclined' }],
    ['paid', { command: 'ShipParcel', success: 'ParcelShipped', after: ['pending'] }],
  ])('%s', (id, expected) => expect(stepOf('mermaid-state', id)).toMatchObject(expected));
  test('a deadline is asked about, because the diagram does not say what it means', () => {
    expect(questions('mermaid-state')).toContain('After PT30M without an answer "Pending" leads to "Cancelled"');
    expect(read('mermaid-state').process.outcomes).toEqual({ completed: 'Completed', cancelled: 'Cancelled' });
  });
});

describe('serverless workflow', () => {
  test.each([
    ['create-account', { command: 'createAccount', sync: true, after: [] }],
    ['identity', { service: 'kyc', command: 'CheckIdentity', success: 'IdentityChecked', after: ['create-account'] }],
    ['credit', { after: ['create-account'] }],
  ])('%s', (id, expected) => expect(stepOf('serverless-workflow', id)).toMatchObject(expected));
  test('the event of the schedule starts it, the last one emitted ends it, a condition is asked about', () => {
    expect(read('serverless-workflow').process).toMatchObject({
      starts: 'CustomerSignedUp',
      outcomes: { completed: 'CustomerOnboarded' },
    });
    expect(questions('serverless-workflow')).toContain('.amount > 1000');
  });
});
