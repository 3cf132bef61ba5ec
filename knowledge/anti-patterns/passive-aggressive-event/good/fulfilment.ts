/** Delivers to exactly one handler; rejects when there is none. */
type Commands = Readonly<{ send(type: string, data: Readonly<{ orderId: string }>): Promise<void> }>;

/** Asks the warehouse, which answers with PickingCompleted or PickingRefused. If there is none, this is where it shows. */
export const onOrderPaid = (commands: Commands, orderId: string): Promise<void> =>
  commands.send('PickOrder', { orderId });
