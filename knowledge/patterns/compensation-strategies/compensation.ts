/** What is known of a step: `asked` without an answer may have happened. */
export type Entry = Readonly<{ step: string; outcome: 'asked' | 'done' | 'refused' | 'undone' }>;

/** The steps to undo, last first: those that are done or may be, according to what happened to this instance. */
export const plan = (history: readonly Entry[]): readonly string[] => {
  const last = new Map<string, Entry['outcome']>();
  for (const { step, outcome } of history) last.set(step, outcome);
  return [...last]
    .filter(([, outcome]) => outcome === 'asked' || outcome === 'done')
    .map(([step]) => step)
    .reverse();
};

export type Payment = 'unknown' | 'taken' | 'refunded';

/** The payment after a message, and how much money moved from the customer to us. */
export type Moved = Readonly<{ payment: Payment; amount: number }>;

/** Takes the money once, and not at all when the undo came first. */
export const request = (payment: Payment, amount: number): Moved =>
  payment === 'unknown' ? { payment: 'taken', amount } : { payment, amount: 0 };

/** Gives it back once. It is never refused: with nothing to refund yet it leaves a tombstone. */
export const refund = (payment: Payment, amount: number): Moved => ({
  payment: 'refunded',
  amount: payment === 'taken' ? -amount : 0,
});
