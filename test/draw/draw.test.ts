import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draw, drawAll, failurePaths } from '../../src/draw/index.ts';
import type { NormalisedProcess } from '../../src/process/normalised.ts';
import { fixture } from './documents.ts';
import { diagramType } from './mermaid.ts';

const TYPE = {
  sequence: 'sequence',
  failure: 'sequence',
  state: 'stateDiagram',
  layers: 'flowchart-v2',
  context: 'flowchart-v2',
} as const;

const order = fixture('order');
const signUp = fixture('sign-up');

describe('every drawing parses in mermaid', () => {
  test.each([order, signUp].flatMap((process) => drawAll(process).map((drawing) => [drawing.title, drawing] as const)))(
    '%s',
    async (_, { kind, mermaid }) => {
      expect(await diagramType(mermaid)).toBe(TYPE[kind]);
    },
  );

  test('whatever names and free text hold', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
      fc.constantFrom(...HOSTILE),
    );
    await fc.assert(
      fc.asyncProperty(hostile, fc.constantFrom(...WORDS), async (text, word) => {
        for (const { kind, mermaid } of drawAll(renamed(order, text, word))) {
          expect(await diagramType(mermaid)).toBe(TYPE[kind]);
          expect(mermaid.replaceAll('<br/>', '')).not.toMatch(/[<\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/u);
        }
      }),
      { numRuns: 5 },
    );
  });
});

describe('sequence', () => {
  const { mermaid } = draw(order, { kind: 'sequence' });

  test.each([
    ['the start comes from who starts it', 's_shop--)pm_order_fulfilment: OrderPlaced'],
    ['a command goes to its service', 'pm_order_fulfilment-)s_payments: RequestPayment'],
    ['its answer comes back', 's_payments--)pm_order_fulfilment: PaymentCompleted'],
    ['independent steps stand side by side', 'par reserve'],
    ['a fan-out says how it joins', 'loop for each parcel, in parallel · all must succeed'],
    ['the point of no return is marked', 'Note over s_shipping: point of no return'],
    ['retries and deadlines are told', 'up to 3 attempts · PT5M → remind · PT15M → compensate'],
    ['the outcome is published', 'pm_order_fulfilment--)out_order_fulfilment: OrderCompleted'],
    ['reactions stand apart', 'asks for a review · may fail alone'],
  ])('%s', (_, line) => expect(mermaid).toContain(line));

  test('a choreography has no coordinator: services listen to each other', () => {
    const text = draw(signUp, { kind: 'sequence' }).mermaid;
    expect(text).toContain('s_accounts--)s_kyc: AccountOpened');
    expect(text).toContain('s_crm--)s_mail: ContactCreated');
    expect(text).not.toContain('pm_');
    expect(text).not.toContain('SorrySent');
  });
});

describe('failure paths', () => {
  test('are each refusal and each deadline that ends a step', () => {
    expect(failurePaths(order)).toEqual([
      { step: 'payment', cause: { refusal: 'PaymentDeclined' } },
      { step: 'payment', cause: { refusal: 'CardExpired' } },
      { step: 'payment', cause: 'timeout' },
      { step: 'reserve', cause: { refusal: 'OutOfStock' } },
      { step: 'parcels', cause: { refusal: 'ParcelRefused' } },
      { step: 'parcels', cause: 'timeout' },
      { step: 'thanks', cause: { refusal: 'MailDown' } },
    ]);
  });

  test.each([
    ['what was done is undone in reverse', 'ParcelRefused', ['VoidInvoice', 'ReleaseStock', 'RefundPayment']],
    ['what runs beside the refused step is undone too', 'OutOfStock', ['VoidInvoice', 'RefundPayment']],
    ['a refusal of the first step undoes nothing', 'PaymentDeclined', []],
  ])('%s', (_, refusal, commands) => {
    const step = order.steps.find(({ failure }) => failure.includes(refusal))?.id ?? '';
    const { mermaid } = draw(order, { kind: 'failure', path: { step, cause: { refusal } } });
    expect(sent(mermaid, /: (Void|Release|Refund)\w+$/)).toEqual(commands);
    expect(mermaid).toContain('OrderCancelled');
  });

  test('silence may hide a success, so the silent step is undone as well', () => {
    const { mermaid } = draw(order, { kind: 'failure', path: { step: 'payment', cause: 'timeout' } });
    expect(mermaid).toContain('RefundPayment');
    expect(mermaid).toContain('if it never took effect → tombstone');
  });

  test('what goes on without a refused step ends in part', () => {
    const steps = order.steps.map((step) =>
      step.id === 'reserve' ? { ...step, onFailure: 'continue' as const } : step,
    );
    const outcomes = { ...order.outcomes, partial: 'OrderPartlyCompleted' };
    const path = { step: 'reserve', cause: { refusal: 'OutOfStock' } };
    const { mermaid } = draw({ ...order, steps, outcomes }, { kind: 'failure', path });
    expect(mermaid).toMatch(/goes on without reserve.*ShipParcel.*SendThanks.*OrderPartlyCompleted\n/s);
  });

  test('a missing compensation is said', () => {
    const steps = order.steps.map((step) => (step.id === 'payment' ? { ...step, compensation: null } : step));
    const path = { step: 'reserve', cause: { refusal: 'OutOfStock' } };
    expect(draw({ ...order, steps }, { kind: 'failure', path }).mermaid).toContain('⚠ nothing undoes payment');
  });

  test('in a choreography services undo on the event they listen to', () => {
    const path = { step: 'check', cause: { refusal: 'CustomerRejected' } };
    const { mermaid } = draw(signUp, { kind: 'failure', path });
    expect(mermaid).toContain('s_kyc--)s_crm: CustomerRejected');
    expect(mermaid).toContain('Note over s_crm: undoes contact');
    expect(mermaid).toContain('s_kyc--)s_mail: CustomerRejected');
  });

  test('a step that does not exist is a bug of the caller', () => {
    expect(() => draw(order, { kind: 'failure', path: { step: 'nowhere', cause: 'timeout' } })).toThrow(
      'no step nowhere',
    );
  });
});

describe('states', () => {
  const { mermaid } = draw(order, { kind: 'state' });

  test.each([
    ['starts with the first command', '[*] --> wait_payment: OrderPlaced / RequestPayment'],
    ['waits for all of a parallel group', 'wait_reserve_invoice --> wait_parcels: StockReserved and InvoiceDrafted'],
    ['a reminder keeps waiting', 'wait_payment --> wait_payment: after PT5M, no payment / PaymentReminder'],
    ['a refusal enters undoing at what was reached', 'wait_reserve_invoice --> undo_invoice: OutOfStock / VoidInvoice'],
    ['silence undoes the step itself', 'wait_payment --> undo_payment: after PT15M, no payment / RefundPayment'],
    ['undoing goes backwards', 'undo_reserve --> undo_payment: StockReleased / RefundPayment'],
    ['and ends cancelled', 'undo_payment --> cancelled: PaymentRefunded'],
    ['escalation waits for people', 'wait_parcels --> escalated: after P2D, no parcels / ShipmentOverdue'],
    ['retry asks again', 'wait_thanks --> wait_thanks: MailDown / SendThanks'],
  ])('%s', (_, line) => expect(mermaid).toContain(line));
});

describe('layers and context', () => {
  test.each([
    'e_OrderPlaced --> c_RequestPayment',
    'c_RequestPayment --> e_PaymentDeclined',
    'e_StockReserved --> c_ShipParcel',
    'e_OutOfStock -.-> c_VoidInvoice',
    'e_PaymentRefunded -.-> e_OrderCancelled',
  ])('layers: %s', (edge) => expect(draw(order, { kind: 'layers' }).mermaid.split('\n')).toContain(`  ${edge}`));

  test.each([
    ['sends', 'p_coordinator -->|"sends RequestPayment, RefundPayment"| p_service_payments'],
    ['listens', 'p_coordinator -.->|"listens to OrderPlaced"| p_service_shop'],
    ['owner', 'subgraph team_billing["billing"]'],
    ['external', 'p_service_shipping[["shipping"]]'],
  ])('context: %s', (_, line) => expect(draw(order, { kind: 'context' }).mermaid).toContain(line));
});

test('what is written as rules is not drawn, and the title says so', () => {
  const rules = [{ actor: 'payments', on: 'RequestPayment', send: 'PaymentCompleted' }];
  expect(draw({ ...order, rules }, { kind: 'state' }).title).toBe(
    'order-fulfilment: the states of its coordinator (drawn from the steps, without the rules of payments)',
  );
});

test('equal input gives equal bytes', () => {
  expect(drawAll(fixture('order'))).toEqual(drawAll(order));
});

const sent = (mermaid: string, pattern: RegExp): readonly string[] =>
  mermaid.split('\n').flatMap((line) => (pattern.test(line) ? [line.split(': ')[1] ?? ''] : []));

/** What grammars, HTML and readers could trip over. */
const HOSTILE = [
  'end',
  'a;b\nend\nparticipant x',
  '"] --> evil["',
  '<img src=x onerror=alert(1)>',
  '%%{init: {"theme":"forest"}}%%',
  'click a href "javascript:alert(1)"',
  '```\n# heading',
  'abc\u202Edcba',
  '\u{E0041}\u200B\uFEFF',
  '#quot;#59;&lt;',
  '--> [*] : x',
  '{{y}}`z`',
  '|"x"|',
  ' ',
];

const WORDS = [
  'end',
  'class',
  'default',
  'graph',
  'o',
  'x',
  'constructor',
  'style',
  'note',
  'par',
  'State',
  'a-b',
  'a.b',
  'a_b',
];

const renamed = (process: NormalisedProcess, text: string, word: string): NormalisedProcess => {
  const services = Object.entries(process.services).map(([name, service]) => [
    name === 'payments' ? word : name,
    { ...service, name: name === 'payments' ? word : name, owner: text },
  ]);
  const steps = process.steps.map((step) =>
    step.service === 'payments' ? { ...step, service: word, id: text, command: word, success: [text] } : step,
  );
  const reactions = process.reactions.map((reaction) => ({ ...reaction, does: text }));
  return { ...process, services: Object.fromEntries(services), steps, reactions };
};
