import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportMessageSchemas } from '../../../src/process/exporters/message-schemas.ts';
import { normalise } from '../../../src/process/normalise.ts';
import { fixture } from '../../draw/documents.ts';
import { processes } from '../arbitrary.ts';

const compile = (text: string) => new Ajv2020({ strict: true, validateFormats: false }).compile(JSON.parse(text));

describe('message schemas', () => {
  const { files } = exportMessageSchemas(fixture('order'));
  const accepts = compile(files['schemas/OrderPlaced.schema.json'] ?? '');
  const placed = {
    specversion: '1.0',
    id: '1',
    source: '/shop',
    type: 'OrderPlaced',
    data: { orderId: '7', customer: { name: 'Ada', id: 3 }, total: 12 },
  };

  test.each([
    ['a complete event', {}, true],
    ['another type', { type: 'OrderPlace' }, false],
    ['another version of CloudEvents', { specversion: '0.3' }, false],
    ['missing data', { data: undefined }, false],
    ['a missing nested field', { data: { orderId: '7', customer: { name: 'Ada' }, total: 12 } }, false],
    ['no id', { id: '' }, false],
    ['further extension attributes', { traceparent: '00-1' }, true],
  ])('%s', (_, change, expected) => {
    expect(accepts(JSON.parse(JSON.stringify({ ...placed, ...change })))).toBe(expected);
  });

  test('each message of the process has one', () => {
    expect(Object.keys(files)).toContain('schemas/RefundPayment.schema.json');
    expect(Object.keys(files)).toContain('schemas/OrderCancelled.schema.json');
  });
});

test('generated documents give valid schemas in strict mode', () => {
  fc.assert(
    fc.property(processes(), (written) => {
      for (const text of Object.values(exportMessageSchemas(normalise(written)).files)) compile(text);
    }),
    { numRuns: 4 },
  );
});
