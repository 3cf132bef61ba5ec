/** Names on the wire. */
export const names = {
  orderPlaced: 'orders.order-placed',
  orderCancelled: 'orders.order-cancelled',
  cancellationRefused: 'orders.order-cancelled', // want event-name-collision
} as const;

/** It is too late: the parcel is on its way. */
export const cancellationRefused = (orderId: string, cents: number) => ({
  type: names.cancellationRefused,
  data: { orderId, cents },
});
