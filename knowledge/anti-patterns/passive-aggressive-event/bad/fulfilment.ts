type Events = Readonly<{ publish(type: string, data: Readonly<{ orderId: string }>): Promise<void> }>;

/** Lets the warehouse know, and waits for PickingCompleted. We are event-driven, so we do not tell it what to do. */
export const onOrderPaid = (events: Events, orderId: string): Promise<void> =>
  events.publish('PickingRequired', { orderId }); // want passive-aggressive-event
