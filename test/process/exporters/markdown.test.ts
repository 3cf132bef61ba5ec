import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportProcess } from '../../../src/process/exporters/index.ts';
import { normalise } from '../../../src/process/normalise.ts';
import type { NormalisedProcess } from '../../../src/process/normalised.ts';
import { fixture } from '../../draw/documents.ts';
import { processes } from '../arbitrary.ts';
import { renderTemplate } from './templates.ts';

const markdown = (process: NormalisedProcess, format: 'decision-record' | 'runbook'): string =>
  Object.values(exportProcess(process, format, renderTemplate).files)[0] ?? '';

describe('the runbook says what to do', () => {
  const order = fixture('order');
  const text = markdown(order, 'runbook');

  test.each([
    [
      'where an instance stands',
      '| payment | RequestPayment | payments | PaymentCompleted, PaymentDeclined, CardExpired |',
    ],
    [
      'asking again is safe with an inbox',
      '| payment | RequestPayment | payments | safe: the inbox knows it by orderId |',
    ],
    ['and not without one', '| reserve | ReserveStock | stock | **not safe**'],
    ['undoing starts with what was done last', '| invoice | VoidInvoice | invoices | InvoiceVoided |'],
    [
      'what a tombstone does',
      '| payment | RefundPayment | payments | PaymentRefunded | remembered, so a late step is refused |',
    ],
    ['what cannot be undone', '- parcels: it is the point of no return: go forward only.'],
    ['the dead letter queue', 'Read `order-dlq` per consumer'],
    ['how long two versions live together', 'payment PT15M, parcels P2D'],
    ['whom to ask', '| mail | **nobody named** |'],
  ])('%s', (_, line) => expect(text).toContain(line));

  test('compensation is in reverse order', () => {
    const rows = [...text.matchAll(/^\| \w+ \| ((?:Void|Release|Refund)\w+) \|/gm)].map(([, command]) => command);
    expect(rows).toEqual(['VoidInvoice', 'ReleaseStock', 'RefundPayment']);
  });

  test('what is missing is said, not left out', () => {
    const bare = { ...order, delivery: { ...order.delivery, deadLetters: false } };
    expect(markdown(bare, 'runbook')).toContain('**The process document declares no dead letter queue**');
    expect(text).toContain('The process document sets no limit (`observability.stuckAfter`)');
  });
});

describe('the decision record', () => {
  const text = markdown(fixture('order'), 'decision-record');

  test.each([
    '# Decision: order-fulfilment runs as a process manager',
    'A process manager in orders starts on OrderPlaced from shop',
    '| payment | payments | RequestPayment | PaymentCompleted | PaymentDeclined, CardExpired | RefundPayment |',
    '- `services.payments.outbox`: true',
    '- `services.stock.outbox`: false',
  ])('%s', (line) => expect(text).toContain(line));

  test('separates what is stated from what is assumed', () => {
    const [stated = '', assumed = ''] = text.split('Not stated, so the worst is assumed.');
    expect(stated).toContain('services.orders.outbox');
    expect(assumed).toContain('services.stock.outbox');
    expect(assumed).not.toContain('services.orders.outbox');
  });
});

test('text of a document cannot mark up, link, or add lines', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '[x](javascript:alert(1))',
      '![x](https://example.invalid/?q=1)',
      'a | b |\n| c |',
      '```\n# heading',
      '\u202Eevil\u200B',
      '{{this}}',
      '&lt;b&gt;',
      'see https://example.invalid/',
    ),
  );
  fc.assert(
    fc.property(hostile, fc.constantFrom('decision-record' as const, 'runbook' as const), (text, format) => {
      const order = fixture('order');
      const said = (words: string): NormalisedProcess => ({
        ...order,
        summary: words,
        services: Object.fromEntries(
          Object.entries(order.services).map(([name, service]) => [name, { ...service, owner: words }]),
        ),
        observability: { ...order.observability, metrics: [words], operator: [words] },
      });
      const written = markdown(said(text), format);
      expect(written.split('\n').length).toBeLessThanOrEqual(markdown(said('plain'), format).split('\n').length);
      expect(written).not.toMatch(/(?<!\\)<(?!!--)[a-z/]|(?<!\\)\]\(|https?:\/\/|[\p{Bidi_Control}\u200b]/iu);
    }),
    { numRuns: 25 },
  );
});

test('every generated document has both', () => {
  fc.assert(
    fc.property(processes(), (written) => {
      const process = normalise(written);
      expect(markdown(process, 'runbook')).toContain('## Change the version');
      expect(markdown(process, 'decision-record')).toContain('## Consequences');
    }),
    { numRuns: 25 },
  );
});
