import { strict as assert } from 'node:assert';
import type { Subscriber } from '../../platform/bus.ts';
import type { Transaction } from '../../platform/database.ts';
import type { Scenario } from '../../platform/faults.ts';
import { inMemoryInbox } from '../../platform/inbox.ts';
import { inMemoryOutbox } from '../../platform/outbox.ts';
import type { World } from '../../platform/world.ts';
import type { Event } from './events.ts';
import { startMails } from './mails.ts';
import { place, type Status, startOrders } from './orders.ts';
import { startPayments } from './payments.ts';
import { type Parcel, startShipping } from './shipping.ts';

const total = 2500;

/** Places one order, and promises that it ends shipped, paid and mailed, or cancelled with the money back. */
export function shipment(wrap: (events: Subscriber<Event>) => Subscriber<Event> = (events) => events): Scenario<Event> {
  return async (world) => {
    const orders = createOrders(world);
    const payments = createPayments(world);
    const shipping = createShipping(world);
    let mails = 0;
    world.boot(() => {
      for (const { outbox } of [orders, payments, shipping]) world.relay(outbox);
      const events = wrap(world);
      startOrders(events, orders);
      startPayments(events, payments);
      startShipping(events, shipping);
      startMails(events, async () => {
        if (world.may('mail server down')) throw new Error('mail server down');
        mails++;
      });
    });
    await place(orders, { orderId: 'o1', items: [{ sku: 'book', quantity: 1 }], total });

    return async () => {
      const status = orders.book.get('o1');
      const balance = payments.ledger.values().reduce((sum, amount) => sum + amount, 0);
      const end = { status, balance, sent: shipping.sent.values().length, mailed: mails > 0 };
      const cancelled = status === 'cancelled' && !world.harmless();
      assert.deepEqual(
        end,
        cancelled
          ? { status: 'cancelled', balance: 0, sent: 0, mailed: false }
          : { status: 'shipped', balance: total, sent: 1, mailed: true },
      );
      assert.deepEqual(world.deadLetters, []);
    };
  };
}

function createOrders(world: World<Event>) {
  const database = world.database('orders');
  return { database, book: database.table<Status>(), outbox: inMemoryOutbox<Event>(database) };
}

/** The ledger has a line for every booking, so that a second one would show. */
function createPayments(world: World<Event>) {
  const database = world.database('payments');
  const ledger = database.table<number>();
  const book = (tx: Transaction, amount: number) => ledger.put(tx, `${ledger.values().length}`, amount);
  return {
    database,
    ledger,
    inbox: inMemoryInbox(database),
    outbox: inMemoryOutbox<Event>(database),
    charge(tx: Transaction, _orderId: string, amount: number) {
      if (world.may('card declined')) return false;
      book(tx, amount);
      return true;
    },
    refund(tx: Transaction) {
      const amount = ledger.values().reduce((sum, line) => sum + line, 0);
      book(tx, -amount);
      return amount;
    },
  };
}

function createShipping(world: World<Event>) {
  const database = world.database('shipping');
  const sent = database.table<string>();
  return {
    database,
    sent,
    parcels: database.table<Parcel>(),
    outbox: inMemoryOutbox<Event>(database),
    dispatch(tx: Transaction, orderId: string) {
      if (world.may('out of stock')) return false;
      sent.put(tx, `${sent.values().length}`, orderId);
      return true;
    },
  };
}
