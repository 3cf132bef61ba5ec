import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign, createActor, SimulatedClock, setup } from 'xstate';
import { exportXstate } from '../../../src/process/exporters/xstate.ts';
import { normalise } from '../../../src/process/normalise.ts';
import type { NormalisedProcess } from '../../../src/process/normalised.ts';
import { fixture } from '../../draw/documents.ts';
import { processes } from '../arbitrary.ts';

/** Loads the exported module as it is, with `xstate` handed in instead of imported. */
const machineOf = (process: NormalisedProcess) => {
  const text = exportXstate(process).files[`${process.id}.machine.mjs`] ?? '';
  const body = text.replace(/^import .*$/m, '').replace('export const machine =', 'return');
  return new Function('assign', 'setup', body)(assign, setup);
};

type Run = Readonly<{
  tell: (event: string) => void;
  wait: (ms: number) => void;
  sent: () => readonly string[];
  state: () => string;
  status: () => string;
}>;

const run = (process: NormalisedProcess): Run => {
  const log: string[] = [];
  const clock = new SimulatedClock();
  const actor = createActor(
    machineOf(process).provide({
      actions: {
        send: (_: unknown, { message, to }: { message: string; to: string }) => log.push(`${message} → ${to}`),
        publish: (_: unknown, { event }: { event: string }) => log.push(event),
      },
    }),
    { clock },
  );
  actor.start();
  return {
    tell: (type) => actor.send({ type }),
    wait: (ms) => clock.increment(ms),
    sent: () => log.splice(0),
    state: () => JSON.stringify(actor.getSnapshot().value),
    status: () => actor.getSnapshot().status,
  };
};

const MINUTE = 60_000;

describe('the machine of a coordinator runs', () => {
  test('the happy path', () => {
    const it = run(fixture('order'));
    it.tell('OrderPlaced');
    expect(it.sent()).toEqual(['RequestPayment → payments']);
    it.tell('PaymentCompleted');
    expect(it.sent()).toEqual(['ReserveStock → stock', 'DraftInvoice → invoices']);
    it.tell('InvoiceDrafted');
    expect(it.sent()).toEqual([]);
    it.tell('StockReserved');
    expect(it.sent()).toEqual(['ShipParcel → shipping']);
    it.tell('ParcelShipped');
    it.tell('ThanksSent');
    expect(it.sent()).toEqual(['SendThanks → mail', 'OrderCompleted']);
    expect(it.status()).toBe('done');
  });

  test('a refusal undoes what was done, backwards, one answer at a time', () => {
    const it = run(fixture('order'));
    for (const event of ['OrderPlaced', 'PaymentCompleted', 'StockReserved', 'InvoiceDrafted']) it.tell(event);
    it.sent();
    it.tell('ParcelRefused');
    expect(it.sent()).toEqual(['VoidInvoice → invoices']);
    it.tell('InvoiceVoided');
    it.tell('StockReleased');
    expect(it.sent()).toEqual(['ReleaseStock → stock', 'RefundPayment → payments']);
    it.tell('PaymentRefunded');
    expect(it.sent()).toEqual(['OrderCancelled']);
    expect(it.status()).toBe('done');
  });

  test('silence reminds first and then undoes the silent step too', () => {
    const it = run(fixture('order'));
    it.tell('OrderPlaced');
    it.sent();
    it.wait(5 * MINUTE);
    expect(it.sent()).toEqual(['PaymentReminder']);
    it.wait(10 * MINUTE);
    expect(it.sent()).toEqual(['RefundPayment → payments']);
  });

  test('an escalation waits for people; a retry asks again', () => {
    const it = run(fixture('order'));
    for (const event of ['OrderPlaced', 'PaymentCompleted', 'StockReserved', 'InvoiceDrafted', 'ParcelShipped'])
      it.tell(event);
    it.sent();
    it.tell('MailDown');
    expect(it.sent()).toEqual(['SendThanks → mail']);
    const other = run(fixture('order'));
    for (const event of ['OrderPlaced', 'PaymentCompleted', 'StockReserved', 'InvoiceDrafted']) other.tell(event);
    other.wait(2 * 24 * 60 * MINUTE);
    expect(other.state()).toContain('escalated');
    expect(other.status()).toBe('active');
  });
});

test('every generated coordinator loads, and answering each command with success completes it', () => {
  fc.assert(
    fc.property(processes({ patterns: ['saga', 'process_manager'] }), (written) => {
      const process = normalise(written);
      const it = run(process);
      it.tell(process.starts);
      for (let round = 0; round <= process.steps.length && it.status() === 'active'; round += 1) {
        for (const { success } of process.steps) it.tell(success[0] ?? '');
      }
      expect(it.status(), it.state()).toBe('done');
      expect(it.sent()).toContain(process.outcomes.completed);
    }),
    { numRuns: 25 },
  );
});

test('a choreography has no machine, and says so', () => {
  expect(exportXstate(fixture('sign-up'))).toEqual({
    files: {},
    lost: [{ path: 'pattern', why: 'a choreography has no coordinator, so there is no machine' }],
  });
});
