import { strict as assert } from 'node:assert';
import type { Checkpoints } from '../../platform/checkpoints.ts';
import { fold } from '../../platform/decider.ts';
import type { Scenario } from '../../platform/faults.ts';
import type { Body } from '../../platform/message.ts';
import type { RetryPolicy } from '../../platform/retry.ts';
import { Permanent } from '../../platform/retry.ts';
import type { Place, Stream } from '../../platform/stream.ts';
import type { World } from '../../platform/world.ts';
import { eventSourcedBus } from './bus.ts';
import { handleCommand, order } from './carts.ts';
import { forward } from './forwarder.ts';
import type { CartEvent, Command, Message, OrderEvent, Sent } from './messages.ts';
import { processCommands } from './processor.ts';

/** Where everything is kept: memory, or PostgreSQL. */
export type Storage<Tx> = Readonly<{
  database: Readonly<{ transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> }>;
  stream<E extends Body>(category: string): Stream<Tx, E>;
  versions: Checkpoints<number>;
  places: Checkpoints<Place>;
}>;

const tries = 4;

/**
 * Fills a cart, sends one command that can never succeed, and confirms the cart. Promised: one order with everything that
 * was in the cart, one dead letter, and nobody waits behind it.
 */
export function carts<Tx>(open: (world: World<Message>) => Promise<Storage<Tx>>): Scenario<Message> {
  return async (world) => {
    const { database, stream, versions, places } = await open(world);
    const streams = { carts: stream<CartEvent>('cart'), orders: stream<OrderEvent>('order') };
    const sent = stream<Sent<Command>>('commands');
    const bus = eventSourcedBus(database, sent);
    const buried = new Set<string>();
    const bury = async ({ id }: { id: string }) => {
      buried.add(id);
    };
    world.boot(() => {
      const processor = { database, stream: sent, checkpoints: versions, retry: patiently, bury };
      world.poll(() =>
        processCommands(processor, async (command) => {
          if (world.may('database is busy')) throw new Error('busy');
          await database.transaction((tx) => handleCommand(tx, streams, command));
        }),
      );
      world.poll(() => forward({ database, stream: streams.carts, checkpoints: places, out: world }));
      world.subscribe(['ShoppingCartFinalized'], async ({ data: { cartId, ...purchase } }, cause) => {
        await bus.send({ type: 'InitializeOrder', data: { orderId: `order-of-${cartId}`, ...purchase } }, cause);
      });
    });
    const commands: readonly Command[] = [
      { type: 'AddItem', data: { cartId: 'c1', lineId: '1', sku: 'book', price: 2000 } },
      { type: 'ConfirmCart', data: { cartId: 'empty', clientId: 'ann' } },
      { type: 'AddItem', data: { cartId: 'c1', lineId: '2', sku: 'pen', price: 500 } },
      { type: 'ConfirmCart', data: { cartId: 'c1', clientId: 'ann' } },
    ];
    for (const command of commands) {
      await bus.send(command);
      if (world.may(`the answer to ${command.type} is lost`)) await bus.send(command);
    }

    return async () => {
      const { events } = await database.transaction((tx) => streams.orders.read(tx, 'order-order-of-c1'));
      assert.deepEqual(fold(order, events), { times: 1, total: 2500 });
      assert.equal(buried.size, 1);
      assert.deepEqual(world.deadLetters, []);
    };
  };
}

/** Tries again at once, so that the simulation does not wait. */
const patiently: RetryPolicy = async (work) => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Permanent || attempt >= tries) throw error;
    }
  }
};
