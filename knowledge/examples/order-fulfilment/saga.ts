import type { CommandBus, Subscriber } from '../../platform/bus.ts';
import type { Command, Event, Message } from './messages.ts';

/**
 * The whole process: what each event leads to, decided on nothing but the event. No state, so a crash, a duplicate or
 * a second copy running elsewhere cannot confuse it.
 */
export function next(event: Event): Command | null {
  const { orderId } = event.data;
  switch (event.type) {
    case 'OrderPlaced':
      return { type: 'RequestPayment', data: { orderId, amount: event.data.total } };
    case 'PaymentCompleted':
      // It does not say what was bought, and the saga does not remember: the order is asked to tell.
      return { type: 'RecordPayment', data: { orderId } };
    case 'OrderPaymentRecorded':
      return { type: 'ReserveStock', data: { orderId, items: event.data.items } };
    case 'StockReserved':
      return { type: 'SendPackage', data: { orderId, items: event.data.items } };
    case 'PackageSent':
      return { type: 'CompleteOrder', data: { orderId } };

    case 'PackageRefused':
      return { type: 'ReleaseStock', data: { orderId } };
    case 'OutOfStock':
    case 'StockReleased':
    case 'OrderPaymentTimedOut':
      // The payment may still be on its way: only billing can say what became of it.
      return { type: 'RefundPayment', data: { orderId } };
    case 'PaymentDeclined':
    case 'PaymentRefunded':
      return { type: 'CancelOrder', data: { orderId } };

    case 'OrderCompleted':
    case 'OrderCancelled':
      return null;
    default:
      return event satisfies never;
  }
}

/** Every event the saga answers. */
export const answered = [
  'OrderPlaced',
  'PaymentCompleted',
  'OrderPaymentRecorded',
  'StockReserved',
  'PackageSent',
  'PackageRefused',
  'OutOfStock',
  'StockReleased',
  'OrderPaymentTimedOut',
  'PaymentDeclined',
  'PaymentRefunded',
] as const satisfies readonly Event['type'][];

/** Subscribes the saga; the bus it sends to must be durable. */
export function startSaga(
  events: Subscriber<Message>,
  commands: CommandBus<Command>,
  types: readonly Event['type'][] = answered,
): void {
  events.subscribe(types, async (event, cause) => {
    const command = next(event);
    if (command) await commands.send(command, cause);
  });
}
