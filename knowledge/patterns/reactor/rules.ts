import type { CommandBus, Subscriber } from '../../platform/bus.ts';
import type { Body } from '../../platform/message.ts';

/** Whenever this happens, that is wished for. One rule, no memory. */
export type Rule<E extends Body, C extends Body> = Readonly<{
  /** A name and a position of its own, so that one rule can fail, lag or be switched off without the others. */
  name: string;
  whenever: E['type'];
  then(event: E): C;
}>;

export type OrderCompleted = Readonly<{
  type: 'OrderCompleted';
  data: Readonly<{ orderId: string; email: string; total: number }>;
}>;
export type Wish =
  | Readonly<{ type: 'SendReceipt'; data: Readonly<{ receiptId: string; email: string }> }>
  | Readonly<{ type: 'AddPoints'; data: Readonly<{ pointsId: string; points: number }> }>;

/** The ids name the receipt and the points, not the attempt, so a repeat is recognised. */
export const rules: readonly Rule<OrderCompleted, Wish>[] = [
  {
    name: 'when an order is completed, send a receipt',
    whenever: 'OrderCompleted',
    then: ({ data: { orderId, email } }) => ({
      type: 'SendReceipt',
      data: { receiptId: `receipt/${orderId}`, email },
    }),
  },
  {
    name: 'when an order is completed, add points',
    whenever: 'OrderCompleted',
    then: ({ data: { orderId, total } }) => ({
      type: 'AddPoints',
      data: { pointsId: `points/${orderId}`, points: Math.floor(total / 100) },
    }),
  },
];

/** A subscription for each rule: a list of rules is a choreography. */
export const react = (
  events: Subscriber<OrderCompleted>,
  commands: CommandBus<Wish>,
  list: readonly Rule<OrderCompleted, Wish>[] = rules,
): void => {
  for (const rule of list) {
    events.subscribe([rule.whenever], async (event, cause) => commands.send(rule.then(event), cause));
  }
};
