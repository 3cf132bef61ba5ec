import { type Decider, execute } from '../../platform/decider.ts';
import { Permanent } from '../../platform/retry.ts';
import type { Stream } from '../../platform/stream.ts';
import type { CartCommand, CartEvent, Command, OrderCommand, OrderEvent } from './messages.ts';

export type Cart = Readonly<{
  lines: readonly string[];
  skus: readonly string[];
  total: number;
  confirmed: boolean;
}>;

/** What can never be allowed is `Permanent`: no repetition makes it right. What was done before leads to no events. */
export const cart: Decider<Cart, CartCommand, CartEvent> = {
  initial: { lines: [], skus: [], total: 0, confirmed: false },

  decide({ type, data }, state) {
    switch (type) {
      case 'AddItem':
        if (state.lines.includes(data.lineId)) return [];
        if (state.confirmed) throw new Permanent(`cart ${data.cartId} is confirmed`);
        return [{ type: 'ItemAdded', data }];
      case 'ConfirmCart':
        if (state.confirmed) return [];
        if (state.lines.length === 0) throw new Permanent(`cart ${data.cartId} is empty`);
        return [{ type: 'CartConfirmed', data }];
    }
  },

  evolve(state, { type, data }) {
    switch (type) {
      case 'ItemAdded':
        return {
          ...state,
          lines: [...state.lines, data.lineId],
          skus: [...state.skus, data.sku],
          total: state.total + data.price,
        };
      case 'CartConfirmed':
        return { ...state, confirmed: true };
    }
  },
};

/** An order counts how often it was initialized, so that a second time would show. */
export const order: Decider<Readonly<{ times: number; total: number }>, OrderCommand, OrderEvent> = {
  initial: { times: 0, total: 0 },
  decide: ({ data }, { times }) => (times > 0 ? [] : [{ type: 'OrderInitialized', data }]),
  evolve: ({ times }, { data }) => ({ times: times + 1, total: data.total }),
};

export type Streams<Tx> = Readonly<{ carts: Stream<Tx, CartEvent>; orders: Stream<Tx, OrderEvent> }>;

/** Handles any command of the module in `tx`. Whoever was slower rejects with `Conflict`, and is tried again. */
export async function handleCommand<Tx>(tx: Tx, { carts, orders }: Streams<Tx>, command: Command): Promise<void> {
  if (command.type === 'InitializeOrder') {
    await execute(tx, orders, `order-${command.data.orderId}`, order, command);
  } else {
    await execute(tx, carts, `cart-${command.data.cartId}`, cart, command);
  }
}
