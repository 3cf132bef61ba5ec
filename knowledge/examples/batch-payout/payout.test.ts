import { describe, expect, it } from 'vitest';
import { fold } from '../../platform/decider.ts';
import { search } from '../../platform/faults.ts';
import { batch, type StoredBatchEvent } from './batch.ts';
import type { BatchCommand } from './messages.ts';
import { payout } from './scenario.ts';

describe('the batch payout', () => {
  it('forgets nobody and pays nobody twice under any pair of faults', async () => {
    const { failure, runs } = await search({ faults: 2 }, payout());
    expect(failure).toBeNull();
    expect(runs).toBeGreaterThan(1000);
  });

  it('pays twice with a new key for every call', async () => {
    let calls = 0;
    const minting = payout((bank) => ({ pay: (_key, ...rest) => bank.pay(`key ${++calls}`, ...rest) }));
    expect((await search({ faults: 1 }, minting)).failure).not.toBeNull();
  });
});

const payouts = [
  { sellerId: 'ann', amount: 1 },
  { sellerId: 'bob', amount: 2 },
];
const first: StoredBatchEvent = { type: 'RoundStarted', data: { batchId: 'b', round: 1, payouts } };
const bobPaid: StoredBatchEvent = { type: 'PayoutRecorded', data: { batchId: 'b', sellerId: 'bob' } };
const annRefused: StoredBatchEvent = {
  type: 'RefusalRecorded',
  data: { batchId: 'b', sellerId: 'ann', reason: 'no' },
};
const partly: StoredBatchEvent = {
  type: 'BatchPartlyFailed',
  data: { batchId: 'b', round: 1, refused: { ann: 'no' } },
};
const second: StoredBatchEvent = {
  type: 'RoundStarted',
  data: { batchId: 'b', round: 2, payouts: payouts.slice(0, 1) },
};
const pay: BatchCommand = { type: 'RecordPayout', data: { batchId: 'b', sellerId: 'bob' } };
const refuse: BatchCommand = {
  type: 'RecordRefusal',
  data: { batchId: 'b', sellerId: 'ann', round: 1, reason: 'no' },
};
const repeat: BatchCommand = { type: 'RepeatBatch', data: { batchId: 'b', round: 2 } };

describe('a batch', () => {
  it.each([
    { name: 'waits for all', given: [first], when: pay, then: [bobPaid] },
    { name: 'counts once', given: [first, bobPaid], when: pay, then: [] },
    { name: 'names who is missing', given: [first, bobPaid], when: refuse, then: [annRefused, partly] },
    { name: 'repeats only for them', given: [first, bobPaid, annRefused, partly], when: repeat, then: [second] },
    { name: 'does not repeat while it waits', given: [first, bobPaid], when: repeat, then: [] },
    {
      name: 'ignores the refusal of the last round',
      given: [first, bobPaid, annRefused, partly, second],
      when: refuse,
      then: [],
    },
  ])('$name', ({ given, when, then }) => {
    expect(batch.decide(when, fold(batch, given))).toEqual(then);
  });
});
