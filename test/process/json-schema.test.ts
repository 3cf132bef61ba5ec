import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keysAt, processJsonSchema } from '../../src/process/json-schema.ts';
import { processes } from './arbitrary.ts';

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(processJsonSchema());

const minimal = {
  process: 'order',
  pattern: 'saga',
  services: { payments: {} },
  starts: 'OrderPlaced',
  steps: [{ id: 'pay', service: 'payments', command: 'Pay', success: 'Paid' }],
  outcomes: { completed: 'OrderCompleted' },
};

test('accepts every generated document', () => {
  fc.assert(
    fc.property(processes(), (process) => {
      expect(validate(process), JSON.stringify(validate.errors)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

describe('rejects what the parser rejects', () => {
  test.each([
    ['an unknown key', { ...minimal, stepz: [] }],
    ['an unknown pattern', { ...minimal, pattern: 'sagas' }],
    ['no steps', { ...minimal, steps: [] }],
    ['a name with a blank', { ...minimal, starts: 'Order placed' }],
    ['a duration of months', { ...minimal, observability: { stuckAfter: 'P1M' } }],
    ['a service with a bad name', { ...minimal, services: { 'pay ments': {} } }],
  ])('%s', (_, document) => {
    expect(validate(minimal)).toBe(true);
    expect(validate(document)).toBe(false);
  });
});

test('an editor has a description for everything that has a default', () => {
  const text = JSON.stringify(processJsonSchema());
  expect(text.match(/Assumed: /g)?.length).toBeGreaterThan(20);
});

test.each([
  [[], 'process'],
  [['steps', 0], 'command'],
  [['steps', 0, 'timeout'], 'then'],
  [['steps', 0, 'timeout', 1], 'then'],
  [['services', 'payments', 'inbox'], 'onDuplicate'],
  [['rules', 3, 'on'], 'timer'],
])('knows the keys at %j', (path, key) => {
  expect(keysAt(path)).toContain(key);
});

test('knows no keys where there are none', () => {
  expect(keysAt(['starts'])).toEqual([]);
  expect(keysAt(['services', 'constructor', 'nothing'])).toEqual([]);
});
