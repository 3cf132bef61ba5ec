export type Recorded<E> = Readonly<{ position: number; event: E }>;

/** Writes its own read model. It is handed nothing to send with, so it cannot send. */
export type Projection<E> = Readonly<{
  kind: 'projection';
  name: string;
  reset(): void;
  apply(event: E): void;
}>;

/** Acts on the outside, so it lives only forward. */
export type Reactor<E, C> = Readonly<{
  kind: 'reactor';
  name: string;
  react(event: E, send: (command: C) => void): void;
}>;

type Subscriber<E, C> = Projection<E> | Reactor<E, C>;

/** Where a subscriber begins: a projection at the beginning, a reactor now. */
export const startOf = <E, C>(subscriber: Subscriber<E, C>, store: readonly Recorded<E>[]): number =>
  subscriber.kind === 'projection' ? 0 : (store.at(-1)?.position ?? 0);

/** Begins again. Only a projection fits here: rewinding a reactor does not compile. */
export const rewind = <E>(projection: Projection<E>): number => {
  projection.reset();
  return 0;
};

/** Brings a subscriber up to date and returns its new position. */
export const follow = <E, C>(
  subscriber: Subscriber<E, C>,
  store: readonly Recorded<E>[],
  after: number,
  send: (command: C) => void,
): number => {
  const fresh = store.filter(({ position }) => position > after);
  for (const { event } of fresh) {
    if (subscriber.kind === 'projection') subscriber.apply(event);
    else subscriber.react(event, send);
  }
  return fresh.at(-1)?.position ?? after;
};
