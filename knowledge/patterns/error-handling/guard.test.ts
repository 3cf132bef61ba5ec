import { expect, it } from 'vitest';
import { search } from '../../platform/faults.ts';
import { inMemoryInbox } from '../../platform/inbox.ts';
import { inMemoryOutbox, within } from '../../platform/outbox.ts';
import { backoff, Permanent } from '../../platform/retry.ts';
import { guard } from './guard.ts';

type Flow =
  | Readonly<{ type: 'Pay'; data: Readonly<{ orderId: string }> }>
  | Readonly<{ type: 'Paid'; data: Readonly<{ orderId: string }> }>
  | Readonly<{ type: 'PaymentFailed'; data: Readonly<{ orderId: string; reason: string }> }>;

const retries = backoff({ attempts: 2, base: 0, limit: 0, sleep: async () => {} });

it('answers every command exactly once, whatever is thrown at it', async () => {
  const { failure, runs } = await search<Flow>({ faults: 3 }, async (world) => {
    const database = world.database('payments');
    const [inbox, outbox] = [inMemoryInbox(database), inMemoryOutbox<Flow>(database)];
    const answers = database.table<string>();
    world.boot(() => {
      world.relay(outbox);
      world.register(['Pay'], ({ data: { orderId } }, cause) =>
        guard({
          database,
          inbox,
          retries,
          key: `pay/${orderId}`,
          effect: async (tx) => {
            await within(tx, outbox).publish({ type: 'Paid', data: { orderId } }, cause);
            if (world.may('network')) throw new Error('connection refused');
            if (world.may('refusal')) throw new Permanent('declined');
            if (world.may('bug')) throw new TypeError('undefined is not a function');
          },
          failed: (tx, reason) =>
            within(tx, outbox).publish({ type: 'PaymentFailed', data: { orderId, reason } }, cause),
        }),
      );
      world.subscribe(['Paid', 'PaymentFailed'], ({ type }) =>
        database.transaction(async (tx) => answers.put(tx, type, type)),
      );
    });
    await world.send({ type: 'Pay', data: { orderId: 'o1' } });
    return async () => {
      expect(answers.values()).toHaveLength(1);
      expect(world.deadLetters).toEqual([]);
    };
  });
  expect(failure).toBeNull();
  expect(runs).toBeGreaterThan(100);
});
