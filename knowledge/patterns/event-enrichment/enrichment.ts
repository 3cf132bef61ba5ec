export type CartEvent =
  | Readonly<{ type: 'ItemAdded'; data: Readonly<{ sku: string; price: number }> }>
  | Readonly<{ type: 'CartConfirmed'; data: Readonly<{ cartId: string }> }>;

export type CartFinalized = Readonly<{
  type: 'CartFinalized';
  data: Readonly<{ cartId: string; skus: readonly string[]; total: number; version: number }>;
}>;

/**
 * Completes the event at `version` (from 1) with the cart as it was then: folds the stream up to it and no further.
 * Repeated later, it gives the same event. Undefined when that event is not told to others.
 */
export const enrich = (stream: readonly CartEvent[], version: number): CartFinalized | undefined => {
  const confirmed = stream[version - 1];
  if (confirmed?.type !== 'CartConfirmed') return undefined;
  const added = stream.slice(0, version).flatMap((event) => (event.type === 'ItemAdded' ? [event.data] : []));
  const total = added.reduce((sum, { price }) => sum + price, 0);
  const { cartId } = confirmed.data;
  return { type: 'CartFinalized', data: { cartId, skus: added.map(({ sku }) => sku), total, version } };
};
