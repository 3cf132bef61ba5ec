type Order = Readonly<{ orderId: string }>;
type Named<T extends string, D> = T extends string ? Readonly<{ type: T; data: D }> : never;

export type OrderCommand =
  | Named<'RequestPayment', Order & Readonly<{ amount: number }>>
  | Named<'ReserveStock' | 'RefundPayment' | 'CompleteOrder' | 'CancelOrder', Order>;

export type OrderEvent =
  | Named<'OrderPlaced', Order & Readonly<{ total: number }>>
  | Named<'PaymentCompleted' | 'PaymentDeclined' | 'PaymentRefunded', Order>
  | Named<'StockReserved' | 'StockUnavailable', Order>;

/**
 * The whole process: each event has the commands that follow, derived from the event and nothing else. An order is
 * cancelled only after PaymentRefunded, when nothing is left to undo.
 */
export const orderSaga = (event: OrderEvent): readonly OrderCommand[] => {
  const { orderId } = event.data;
  switch (event.type) {
    case 'OrderPlaced':
      return [{ type: 'RequestPayment', data: { orderId, amount: event.data.total } }];
    case 'PaymentCompleted':
      return [{ type: 'ReserveStock', data: { orderId } }];
    case 'StockReserved':
      return [{ type: 'CompleteOrder', data: { orderId } }];
    case 'StockUnavailable':
      return [{ type: 'RefundPayment', data: { orderId } }];
    case 'PaymentDeclined':
    case 'PaymentRefunded':
      return [{ type: 'CancelOrder', data: { orderId } }];
    default:
      return event satisfies never;
  }
};
