/** What the other modules promise. Nothing else of them is known here. */
export type Contract =
  | Readonly<{
      type: 'ShoppingCartFinalized';
      data: Readonly<{ cartId: string; customerId: string; total: number }>;
    }>
  | Readonly<{ type: 'PaymentCompleted'; data: Readonly<{ paymentId: string }> }>;

/** This module's own words for what it is told. */
export type OwnCommand =
  | Readonly<{ type: 'InitializeOrder'; data: Readonly<{ orderId: string; buyer: string; due: number }> }>
  | Readonly<{ type: 'RecordPayment'; data: Readonly<{ orderId: string }> }>;

/** Turns a foreign fact into a command of ours, at the edge and nowhere else. Ids are derived, never minted. */
export const translate = ({ type, data }: Contract): OwnCommand => {
  switch (type) {
    case 'ShoppingCartFinalized':
      return {
        type: 'InitializeOrder',
        data: { orderId: orderOf(data.cartId), buyer: data.customerId, due: data.total },
      };
    case 'PaymentCompleted':
      return { type: 'RecordPayment', data: { orderId: data.paymentId.replace(/\/payment$/, '') } };
    default:
      return type satisfies never;
  }
};

/** The identity of the order a cart leads to: a cart that is told of twice is one order. */
export const orderOf = (cartId: string): string => `order-${cartId}`;

/** The identity of the payment of an order, in the words of the payments module. */
export const paymentOf = (orderId: string): string => `${orderId}/payment`;
