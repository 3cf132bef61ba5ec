export type OrderEvent =
  | Readonly<{ type: 'OrderPlaced'; data: Readonly<{ orderId: string; payBy: number }> }>
  | Readonly<{ type: 'PaymentCompleted'; data: Readonly<{ orderId: string }> }>
  | Readonly<{ type: 'OrderCancelled'; data: Readonly<{ orderId: string }> }>;

/** What is open, and until when (milliseconds). A projection: throw it away and fold the events again. */
export type List = ReadonlyMap<string, number>;

/** The list after an event. An item leaves it with the event that closes it, never with the command that asks. */
export const when = (list: List, event: OrderEvent): List => {
  const next = new Map(list);
  switch (event.type) {
    case 'OrderPlaced':
      return next.set(event.data.orderId, event.data.payBy);
    case 'PaymentCompleted':
    case 'OrderCancelled':
      next.delete(event.data.orderId);
      return next;
    default:
      return event satisfies never;
  }
};

export type CancelOrder = Readonly<{ id: string; type: 'CancelOrder'; data: Readonly<{ orderId: string }> }>;

/** What to ask for at a moment, longest overdue first. The same item gives the same id, sweep after sweep. */
export const due = (list: List, now: number): readonly CancelOrder[] =>
  [...list]
    .filter(([, payBy]) => payBy <= now)
    .sort(([a, early], [b, late]) => early - late || a.localeCompare(b))
    .map(([orderId, payBy]) => ({
      id: `cancel/${orderId}/${payBy}`,
      type: 'CancelOrder',
      data: { orderId },
    }));
