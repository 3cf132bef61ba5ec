import { strict as assert } from 'node:assert';
import type { Database } from '../../platform/database.ts';
import { fold } from '../../platform/decider.ts';
import type { Scenario } from '../../platform/faults.ts';
import { inMemoryInbox } from '../../platform/inbox.ts';
import { inMemoryOutbox } from '../../platform/outbox.ts';
import { inMemoryStream } from '../../platform/stream.ts';
import type { World } from '../../platform/world.ts';
import { type Cards, external, type PaymentEvent, payment, startBilling } from './billing.ts';
import type { Event, Item, Message, SalesEvent } from './messages.ts';
import { answered, startSaga } from './saga.ts';
import { order, startSales } from './sales.ts';
import { type Carrier, startShipping } from './shipping.ts';
import { startWarehouse } from './warehouse.ts';

const onShelf = 10;
const total = 5000;

/**
 * Places one order of two books, and promises that in the end it is either paid, reserved and sent once, or nothing
 * is left of it. `types` are the events the saga answers.
 */
export function fulfilment(types: readonly Event['type'][] = answered): Scenario<Message> {
  return async (world) => {
    const cards = createCards(world);
    const carrier = createCarrier(world);
    const salesDb = world.database('sales');
    const orders = inMemoryStream<SalesEvent>(salesDb);
    const sales = {
      name: 'order',
      database: salesDb,
      stream: orders,
      outbox: inMemoryOutbox<Message>(salesDb),
      decider: order,
      external: (event: SalesEvent) => [event],
    };
    const billingDb = world.database('billing');
    const billing = {
      name: 'payment',
      database: billingDb,
      stream: inMemoryStream<PaymentEvent>(billingDb),
      outbox: inMemoryOutbox<Message>(billingDb),
      decider: payment,
      external,
    };
    const warehouse = await createWarehouse(world, world.database('warehouse'));
    const shippingDb = world.database('shipping');
    const shipping = {
      database: shippingDb,
      inbox: inMemoryInbox(shippingDb),
      outbox: inMemoryOutbox<Message>(shippingDb),
      carrier,
    };
    world.boot(() => {
      for (const { outbox } of [sales, billing, warehouse, shipping]) world.relay(outbox);
      startSales(world, sales, world.now);
      startBilling(world, billing, cards);
      startWarehouse(world, warehouse);
      startShipping(world, shipping);
      startSaga(world, world, types);
    });
    await world.send({
      type: 'PlaceOrder',
      data: { orderId: 'o1', items: [{ sku: 'book', quantity: 2 }], total },
    });

    return async () => {
      const { status } = fold(order, (await salesDb.transaction((tx) => orders.read(tx, 'order-o1'))).events);
      const end = { status, paid: cards.balance(), left: warehouse.shelf.get('book'), sent: carrier.sent() };
      const fulfilled = { status: 'fulfilled', paid: total, left: onShelf - 2, sent: 1 };
      const cancelled = { status: 'cancelled', paid: 0, left: onShelf, sent: 0 };
      // Crashes, duplicates and reordering alone are no reason to cancel.
      const mayCancel = !world.harmless() && status === 'cancelled';
      assert.deepEqual(end, mayCancel ? cancelled : fulfilled);
      assert.deepEqual(world.deadLetters, []);
    };
  };
}

async function createWarehouse(world: World<Message>, database: Database) {
  const shelf = database.table<number>();
  await database.transaction(async (tx) => shelf.put(tx, 'book', onShelf));
  return {
    database,
    inbox: inMemoryInbox(database),
    outbox: inMemoryOutbox<Message>(database),
    shelf,
    reservations: database.table<readonly Item[]>(),
    refuses: () => world.may('out of stock'),
  };
}

/** A provider that keeps its own books: it may decline, and its answer may get lost. */
function createCards(world: World<Message>): Cards & { balance(): number } {
  const books = new Map<string, { amount: number; answer: 'booked' | 'declined' }>();
  const book = async (key: string, amount: number, refusal: string | null) => {
    const declined = !books.has(key) && refusal !== null && world.may(refusal);
    const known = books.get(key) ?? { amount: declined ? 0 : amount, answer: declined ? 'declined' : 'booked' };
    books.set(key, known);
    await world.crash(`after the card provider booked ${key}`);
    if (world.may(`no answer to ${key}`)) throw new Error('no answer in time');
    return known.answer;
  };
  return {
    charge: (key, amount) => book(key, amount, 'card declined'),
    async refund(key, amount) {
      await book(key, -amount, null);
    },
    balance: () => [...books.values()].reduce((sum, { amount }) => sum + amount, 0),
  };
}

function createCarrier(world: World<Message>): Carrier & { sent(): number } {
  const answers = new Map<string, 'taken' | 'refused'>();
  return {
    async take(key) {
      const answer = answers.get(key) ?? (world.may('carrier refuses') ? 'refused' : 'taken');
      answers.set(key, answer);
      await world.crash(`after the carrier took ${key}`);
      if (world.may(`no answer to ${key}`)) throw new Error('no answer in time');
      return answer;
    },
    sent: () => [...answers.values()].filter((answer) => answer === 'taken').length,
  };
}
