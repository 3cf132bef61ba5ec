import type { Publisher } from '../../platform/bus.ts';
import type { Checkpoints } from '../../platform/checkpoints.ts';
import { fold } from '../../platform/decider.ts';
import { message } from '../../platform/message.ts';
import type { Place, Recorded, Stream } from '../../platform/stream.ts';
import { cart } from './carts.ts';
import type { CartEvent, ShoppingCartFinalized } from './messages.ts';

export type Forwarder<Tx> = Readonly<{
  database: Readonly<{ transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> }>;
  stream: Stream<Tx, CartEvent>;
  checkpoints: Checkpoints<Place>;
  out: Publisher<ShoppingCartFinalized>;
}>;

/** Reads the events of the module in their order and tells others what concerns them, at least once each. */
export async function forward<Tx>({ database, stream, checkpoints, out }: Forwarder<Tx>): Promise<number> {
  const after = await checkpoints.load('forwarder');
  const recorded = await database.transaction((tx) => stream.readAll(tx, after));
  for (const { event, stream: name, version, place } of recorded) {
    if (event.type === 'CartConfirmed') {
      const { events } = await database.transaction((tx) => stream.read(tx, name));
      await out.publish(finalized(event, events.slice(0, version)), message('event', event));
    }
    await checkpoints.save('forwarder', place);
  }
  return recorded.length;
}

/** Enriches from the cart as it was at the event, not as it is now: telling it again next year says the same. */
export function finalized(
  { data: { cartId, clientId } }: Extract<CartEvent, { type: 'CartConfirmed' }>,
  history: readonly Recorded<CartEvent>['event'][],
): ShoppingCartFinalized {
  const { skus, total } = fold(cart, history);
  return { type: 'ShoppingCartFinalized', data: { cartId, clientId, skus, total } };
}
