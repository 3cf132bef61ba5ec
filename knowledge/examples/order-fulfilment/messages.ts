/** What the modules say to each other. Commands are imperative and go to one module; events are facts and carry what
 * the next step needs. */
type Is<T extends string, D> = Readonly<{ type: T; data: Readonly<D> }>;

export type Item = Readonly<{ sku: string; quantity: number }>;
export type OrderId = { orderId: string };
export type Content = OrderId & { items: readonly Item[] };

export type SalesCommand =
  | Is<'PlaceOrder', Content & { total: number }>
  /** Sales knows the items, so its answer can carry what the next step needs: that keeps the saga without state. */
  | Is<'RecordPayment', OrderId>
  /** What sales sends to itself when an order is placed, due when patience ends. */
  | Is<'ExpirePayment', OrderId>
  | Is<'CompleteOrder', OrderId>
  | Is<'CancelOrder', OrderId>;

export type SalesEvent =
  | Is<'OrderPlaced', Content & { total: number }>
  | Is<'OrderPaymentRecorded', Content>
  | Is<'OrderPaymentTimedOut', OrderId>
  | Is<'OrderCompleted', OrderId>
  | Is<'OrderCancelled', OrderId>;

export type BillingCommand =
  | Is<'RequestPayment', OrderId & { amount: number }>
  /** See to it that the customer is not charged, whatever has happened so far. */
  | Is<'RefundPayment', OrderId>;

export type BillingEvent =
  | Is<'PaymentCompleted', OrderId & { amount: number }>
  | Is<'PaymentDeclined', OrderId>
  /** The amount is 0 if nothing was charged. */
  | Is<'PaymentRefunded', OrderId & { amount: number }>;

export type WarehouseCommand = Is<'ReserveStock', Content> | Is<'ReleaseStock', OrderId>;

export type WarehouseEvent = Is<'StockReserved', Content> | Is<'OutOfStock', OrderId> | Is<'StockReleased', OrderId>;

/** The point of no return. */
export type ShippingCommand = Is<'SendPackage', Content>;

export type ShippingEvent = Is<'PackageSent', OrderId> | Is<'PackageRefused', OrderId>;

export type Command = SalesCommand | BillingCommand | WarehouseCommand | ShippingCommand;
export type Event = SalesEvent | BillingEvent | WarehouseEvent | ShippingEvent;
export type Message = Command | Event;
