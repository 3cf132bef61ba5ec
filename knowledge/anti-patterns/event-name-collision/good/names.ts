/** Names on the wire. */
export const names = {
  orderPlaced: 'orders.order-placed',
  orderCancelled: 'orders.order-cancelled',
  cancellationRefused: 'orders.cancellation-refused',
} as const;

/** Refuses to start a service in which two events share a name. */
export const assertDistinct = (wireNames: Readonly<Record<string, string>>): void => {
  const owners = new Map<string, string>();
  for (const [event, name] of Object.entries(wireNames)) {
    const owner = owners.get(name);
    if (owner !== undefined) throw new Error(`${owner} and ${event} are both called ${name}`);
    owners.set(name, event);
  }
};

/** The order will not be sent. */
export const orderCancelled = (orderId: string, cents: number) => ({
  type: names.orderCancelled,
  data: { orderId, cents },
});

/** It is too late: the parcel is on its way. */
export const cancellationRefused = (orderId: string, cents: number) => ({
  type: names.cancellationRefused,
  data: { orderId, cents },
});
