import { strict as assert } from 'node:assert';
import type { Scenario } from '../../platform/faults.ts';
import { inMemoryOutbox, within } from '../../platform/outbox.ts';
import type { Checkout } from './checkout.ts';
import { type Manager, startManager } from './manager.ts';
import type { Message } from './messages.ts';

const guests = ['ann', 'bob', 'cyd'];

/**
 * Checks three guests out; the front desk asks once more when the first attempt fails. Promised: each attempt has one
 * verdict, nobody pays twice, and a completed checkout has left nobody behind. `checkouts` replaces the durable state.
 */
export function groupCheckout(checkouts?: () => Manager['checkouts']): Scenario<Message> {
  return async (world) => {
    const desk = world.database('front desk');
    const stored = desk.table<Checkout>();
    const outbox = inMemoryOutbox<Message>(desk);
    const hotel = world.database('stays');
    const hotelOut = inMemoryOutbox<Message>(hotel);
    const payments = hotel.table<number>();
    const verdicts = new Set<string>();
    world.boot(() => {
      world.relay(outbox);
      world.relay(hotelOut);
      startManager(world, world, { database: desk, checkouts: checkouts?.() ?? stored, outbox, now: world.now });
      // Every request is answered, also the second for the same guest: whoever asks again may have missed the first.
      world.register(['CheckOutGuest'], ({ data: { groupId, guestId, attempt } }, cause) =>
        hotel.transaction(async (tx) => {
          const out = within(tx, hotelOut);
          const paid = payments.get(guestId) ?? 0;
          if (paid === 0 && world.may(`${guestId} has not returned the key`)) {
            const refusal = { groupId, guestId, attempt, reason: 'key missing' };
            return out.publish({ type: 'GuestCheckoutRefused', data: refusal }, cause);
          }
          if (paid === 0) payments.put(tx, guestId, paid + 1);
          await out.publish({ type: 'GuestCheckedOut', data: { groupId, guestId } }, cause);
        }),
      );
      world.subscribe(['GroupCheckoutCompleted'], async ({ data: { attempt } }) => {
        verdicts.add(`${attempt} completed`);
      });
      world.subscribe(['GroupCheckoutFailed'], async ({ data: { groupId, attempt } }, cause) => {
        verdicts.add(`${attempt} failed`);
        if (attempt > 1) return;
        await world.send({ type: 'CheckOutGroup', data: { groupId, guests, attempt: attempt + 1 } }, cause);
      });
    });
    await world.send({ type: 'CheckOutGroup', data: { groupId: 'g1', guests, attempt: 1 } });

    return async () => {
      const state = stored.get('g1');
      const told = [...verdicts].sort().join(', ');
      const ends = world.harmless() ? ['1 completed'] : ['1 completed', '1 failed, 2 completed', '1 failed, 2 failed'];
      assert.ok(ends.includes(told), `told ${told}`);
      assert.equal(state?.status, told.endsWith('completed') ? 'completed' : 'failed');
      assert.ok(payments.values().every((times) => times === 1));
      if (state?.status === 'completed') assert.equal(payments.values().length, guests.length);
      assert.deepEqual(world.deadLetters, []);
    };
  };
}
