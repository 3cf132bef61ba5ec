import { strict as assert } from 'node:assert';
import { fold } from '../../platform/decider.ts';
import type { Scenario } from '../../platform/faults.ts';
import { handle } from '../../platform/module.ts';
import { inMemoryOutbox } from '../../platform/outbox.ts';
import { backoff } from '../../platform/retry.ts';
import { inMemoryStream } from '../../platform/stream.ts';
import type { World } from '../../platform/world.ts';
import { batch, external, type StoredBatchEvent } from './batch.ts';
import type { Message, Payout, PayoutEvent } from './messages.ts';
import { type Bank, payment, startPayouts } from './payouts.ts';
import { startSaga } from './saga.ts';

const owed: readonly Payout[] = [
  { sellerId: 'ann', amount: 100 },
  { sellerId: 'bob', amount: 200 },
  { sellerId: 'cyd', amount: 300 },
];

/**
 * Pays three sellers; whoever was refused is tried once more after somebody has looked at the account. Promised: nobody is
 * paid twice, and the batch says of everybody exactly whether he was paid. `wrap` replaces the bank.
 */
export function payout(wrap: (bank: Bank) => Bank = (bank) => bank): Scenario<Message> {
  return async (world) => {
    const bank = createBank(world);
    const batchDb = world.database('batches');
    const stream = inMemoryStream<StoredBatchEvent>(batchDb);
    const outbox = inMemoryOutbox<Message>(batchDb);
    const batches = { name: 'batch', database: batchDb, stream, outbox, decider: batch, external };
    const payoutDb = world.database('payouts');
    const payouts = {
      name: 'payment',
      database: payoutDb,
      stream: inMemoryStream<PayoutEvent>(payoutDb),
      outbox: inMemoryOutbox<Message>(payoutDb),
      decider: payment,
      external: (event: PayoutEvent) => [event],
    };
    world.boot(() => {
      world.relay(batches.outbox);
      world.relay(payouts.outbox);
      world.register(['StartBatch', 'RepeatBatch', 'RecordPayout', 'RecordRefusal'], async (command, cause) => {
        await handle(batches, command.data.batchId, command, cause);
      });
      startPayouts(world, payouts, wrap(bank), backoff({ attempts: 2, base: 0, limit: 0, sleep: async () => {} }));
      startSaga(world, world);
      world.subscribe(['BatchPartlyFailed'], async ({ data: { batchId, round } }, cause) => {
        if (round === 1) await world.send({ type: 'RepeatBatch', data: { batchId, round: 2 } }, cause);
      });
    });
    await world.send({ type: 'StartBatch', data: { batchId: 'may', payouts: owed } });

    return async () => {
      const { events } = await batchDb.transaction((tx) => stream.read(tx, 'batch-may'));
      const { open, paid, round } = fold(batch, events);
      for (const { sellerId, amount } of owed) {
        assert.equal(bank.paid(sellerId), paid.includes(sellerId) ? amount : 0, sellerId);
      }
      assert.deepEqual({ open, started: round > 0 }, { open: false, started: true });
      if (world.harmless()) assert.deepEqual({ round, paid: paid.length }, { round: 1, paid: owed.length });
      assert.deepEqual(world.deadLetters, []);
    };
  };
}

/** A bank that keeps its own books: it may refuse, and its answer may get lost. */
function createBank(world: World<Message>): Bank & { paid(sellerId: string): number } {
  const answers = new Map<string, 'paid' | 'refused'>();
  const books = new Map<string, number>();
  const paid = (sellerId: string) => books.get(sellerId) ?? 0;
  return {
    paid,
    async pay(key, sellerId, amount) {
      const known = answers.get(key);
      const answer = known ?? (world.may(`account of ${sellerId} is wrong`) ? 'refused' : 'paid');
      if (known === undefined && answer === 'paid') books.set(sellerId, paid(sellerId) + amount);
      answers.set(key, answer);
      await world.crash(`after the bank decided on ${sellerId}`);
      if (world.may(`no answer for ${sellerId}`)) throw new Error('no answer in time');
      return answer;
    },
  };
}
