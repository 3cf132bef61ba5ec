import type { Body, Message as Envelope } from '../../platform/message.ts';

type Is<T extends string, D> = Readonly<{ type: T; data: Readonly<D> }>;
/** The line id comes from the client, so that asking twice adds one line. */
type Line = { cartId: string; lineId: string; sku: string; price: number };
type Confirmation = { cartId: string; clientId: string };
type Purchase = { clientId: string; skus: readonly string[]; total: number };

export type CartCommand = Is<'AddItem', Line> | Is<'ConfirmCart', Confirmation>;
/** Internal: as small as the decisions they record. */
export type CartEvent = Is<'ItemAdded', Line> | Is<'CartConfirmed', Confirmation>;

/** External: everything another module needs to go on, and nothing about how carts work inside. */
export type ShoppingCartFinalized = Is<'ShoppingCartFinalized', Purchase & { cartId: string }>;

/** The order's id is derived from the cart: the same cart, the same order. */
export type OrderCommand = Is<'InitializeOrder', Purchase & { orderId: string }>;
export type OrderEvent = Is<'OrderInitialized', Purchase & { orderId: string }>;

export type Command = CartCommand | OrderCommand;
export type Message = Command | ShoppingCartFinalized;

/** A command in the stream, with its id, its cause and the process it belongs to. */
export type Sent<C extends Body> = Is<'Sent', { message: Envelope<C> }>;
