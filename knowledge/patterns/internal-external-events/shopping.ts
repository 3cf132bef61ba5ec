/** Internal: may change with every release of this module. */
export type CartEvent =
  | Readonly<{
      type: 'ItemAdded';
      data: Readonly<{ cartId: string; sku: string; quantity: number; price: number; discountRule: string }>;
    }>
  | Readonly<{ type: 'CartConfirmed'; data: Readonly<{ cartId: string }> }>;

/** External: the contract, which changes only compatibly. */
export type ShoppingCartFinalized = Readonly<{
  type: 'ShoppingCartFinalized';
  data: Readonly<{
    cartId: string;
    customerId: string;
    items: readonly Readonly<{ sku: string; quantity: number; price: number }>[];
    total: number;
  }>;
}>;

/** True when a type mentions one of the internal field names anywhere: used to keep the contract clean at compile time. */
export type Mentions<T, Field extends string> = T extends readonly (infer Item)[]
  ? Mentions<Item, Field>
  : T extends object
    ? Field extends keyof T
      ? true
      : true extends { [K in keyof T]: Mentions<T[K], Field> }[keyof T]
        ? true
        : false
    : false;

type Cart = Readonly<{ customerId: string; added: readonly Extract<CartEvent, { type: 'ItemAdded' }>['data'][] }>;

/** What an internal event means to others: mostly nothing. Fields are named one by one, nothing is spread. */
export const external = (event: CartEvent, cart: Cart): readonly ShoppingCartFinalized[] => {
  if (event.type !== 'CartConfirmed') return [];
  const items = cart.added.map(({ sku, quantity, price }) => ({ sku, quantity, price }));
  const total = items.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
  const { cartId } = event.data;
  return [{ type: 'ShoppingCartFinalized', data: { cartId, customerId: cart.customerId, items, total } }];
};
