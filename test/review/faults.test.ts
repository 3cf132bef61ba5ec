import { expect, test } from 'vitest';
import { review } from '../../src/review/index.ts';
import { example, knowledge } from './examples.ts';

const fault = {
  property: 'all-or-compensated',
  sentence: 'The process is cancelled, and nothing undoes the payout.',
  items: ['transaction-boundaries.compensation'],
  antiPattern: 'missing-compensation',
  change: 'Give payout a compensation.',
};

test('what the fault checker has seen to go wrong fails its items and is repaired first', () => {
  const document = example('loan-approval');
  expect(review({ document }, knowledge).verdict).toBe('approve');
  const result = review({ document, faults: [fault] }, knowledge);
  expect(result.verdict).toBe('revise');
  expect(result.changes).toEqual(['Give payout a compensation.']);
  const item = result.items.find(({ id }) => id === 'transaction-boundaries.compensation');
  expect(item).toMatchObject({ verdict: 'fail', reasons: [{ evidence: [{ source: 'checker' }] }] });
});

test('a change that mends two findings is told once', () => {
  const faults = [fault, { ...fault, property: 'no-orphan' }];
  expect(review({ document: example('loan-approval'), faults }, knowledge).changes).toEqual([fault.change]);
});

test('a document has the last word: prose neither excuses a failure nor doubts what passes', () => {
  const document = example('loan-approval');
  const prose = 'Lending publishes an event and nobody thinks of a dead letter queue. Messages are consumed.';
  const { items, questions } = review({ document, prose }, knowledge);
  expect(items.every(({ verdict }) => verdict === 'pass')).toBe(true);
  expect(questions).toEqual([]);
});
