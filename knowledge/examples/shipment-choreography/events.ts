type Is<T extends string, D> = Readonly<{ type: T; data: Readonly<D> }>;
type Order = { orderId: string };

export type Item = Readonly<{ sku: string; quantity: number }>;

/** Told by orders. Carries what every listener needs, so that nobody has to ask back. */
export type OrderPlaced = Is<'OrderPlaced', Order & { items: readonly Item[]; total: number }>;
/** Told by payments. */
export type PaymentCompleted = Is<'PaymentCompleted', Order & { amount: number }>;
export type PaymentDeclined = Is<'PaymentDeclined', Order>;
export type PaymentRefunded = Is<'PaymentRefunded', Order & { amount: number }>;
/** Told by shipping. */
export type PackageSent = Is<'PackageSent', Order>;
export type OutOfStock = Is<'OutOfStock', Order>;

/** The contract between the services: nobody knows the whole process, this is the nearest thing to it. */
export type Event = OrderPlaced | PaymentCompleted | PaymentDeclined | PaymentRefunded | PackageSent | OutOfStock;
