import type { CommandBus, Subscriber } from '../../platform/bus.ts';

export type PaymentCompleted = Readonly<{
  type: 'PaymentCompleted';
  data: Readonly<{ orderId: string; customerId: string; skus: readonly string[]; amount: number }>;
}>;

export type Reaction =
  | Readonly<{ type: 'PackParcel'; data: Readonly<{ orderId: string; skus: readonly string[] }> }>
  | Readonly<{ type: 'WriteInvoice'; data: Readonly<{ orderId: string; amount: number }> }>
  | Readonly<{ type: 'GivePoints'; data: Readonly<{ customerId: string; points: number }> }>;

/** Each service turns the fact into its own wish. Adding one is a new line here and nothing anywhere else. */
export const reactions: Readonly<Record<string, (event: PaymentCompleted) => Reaction>> = {
  warehouse: ({ data: { orderId, skus } }) => ({ type: 'PackParcel', data: { orderId, skus } }),
  invoicing: ({ data: { orderId, amount } }) => ({ type: 'WriteInvoice', data: { orderId, amount } }),
  loyalty: ({ data: { customerId, amount } }) => ({
    type: 'GivePoints',
    data: { customerId, points: Math.floor(amount / 100) },
  }),
};

/** One subscription for each service, so that one that fails or lags does not keep the others from theirs. */
export const wire = (
  events: Subscriber<PaymentCompleted>,
  own: (service: string) => CommandBus<Reaction>,
  table: typeof reactions = reactions,
): void => {
  for (const [service, react] of Object.entries(table)) {
    events.subscribe(['PaymentCompleted'], async (event, cause) => own(service).send(react(event), cause));
  }
};
