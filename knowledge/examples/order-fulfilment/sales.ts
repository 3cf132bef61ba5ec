import type { CommandRouter } from '../../platform/bus.ts';
import type { Decider } from '../../platform/decider.ts';
import { handle, type Module } from '../../platform/module.ts';
import { within } from '../../platform/outbox.ts';
import type { Item, Message, SalesCommand, SalesEvent } from './messages.ts';

/** `timed out`: no longer waits for the payment, which may still arrive. */
type Status = 'unknown' | 'unpaid' | 'timed out' | 'paid' | 'fulfilled' | 'cancelled';

export type Order = Readonly<{ status: Status; items: readonly Item[] }>;

/** The business decisions are made here, not in the saga. What makes no sense (any more) leads to no events. */
export const order: Decider<Order, SalesCommand, SalesEvent> = {
  initial: { status: 'unknown', items: [] },

  decide({ type, data }, { status, items }) {
    const { orderId } = data;
    switch (type) {
      case 'PlaceOrder':
        return status === 'unknown' ? [{ type: 'OrderPlaced', data }] : [];
      case 'RecordPayment':
        // A payment that comes after the time-out is not recorded: its refund is under way.
        return status === 'unpaid' ? [{ type: 'OrderPaymentRecorded', data: { orderId, items } }] : [];
      case 'ExpirePayment':
        return status === 'unpaid' ? [{ type: 'OrderPaymentTimedOut', data: { orderId } }] : [];
      case 'CompleteOrder':
        return status === 'paid' ? [{ type: 'OrderCompleted', data: { orderId } }] : [];
      case 'CancelOrder':
        return status === 'fulfilled' || status === 'cancelled' ? [] : [{ type: 'OrderCancelled', data: { orderId } }];
    }
  },

  evolve(state, { type, data }) {
    switch (type) {
      case 'OrderPlaced':
        return { status: 'unpaid', items: data.items };
      case 'OrderPaymentRecorded':
        return { ...state, status: 'paid' };
      case 'OrderPaymentTimedOut':
        return { ...state, status: 'timed out' };
      case 'OrderCompleted':
        return { ...state, status: 'fulfilled' };
      case 'OrderCancelled':
        return { ...state, status: 'cancelled' };
    }
  },
};

/** How long an order waits for its payment, in milliseconds. */
export const patience = 15 * 60_000;

/** Takes the commands of sales. */
export function startSales(
  commands: CommandRouter<Message>,
  sales: Module<Order, SalesCommand, SalesEvent, Message>,
  now: () => number,
): void {
  commands.register(['PlaceOrder'], async (command, cause) => {
    const { orderId } = command.data;
    // The alarm is set in front of the wait: an alarm too many means nothing, an order without one waits for ever.
    const expire: SalesCommand = { type: 'ExpirePayment', data: { orderId } };
    await sales.database.transaction((tx) => within(tx, sales.outbox).schedule(now() + patience, expire, cause));
    await handle(sales, orderId, command, cause);
  });
  commands.register(['RecordPayment', 'ExpirePayment', 'CompleteOrder', 'CancelOrder'], async (command, cause) => {
    await handle(sales, command.data.orderId, command, cause);
  });
}
