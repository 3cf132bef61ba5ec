/** What the customer wishes for: a charge of an order. A new attempt is a new wish, after a definite no. */
export type Wish = Readonly<{ orderId: string; attempt: number; amount: number }>;

/** Derived from the wish and nothing else: no clock, no random number, no id of a message or of a run. */
export const keyOf = ({ orderId, attempt }: Wish): string => `charge/${orderId}/${attempt}`;

export type Answer = 'charged' | 'declined' | 'unknown';

/** The same key is the same charge, with the same answer; `unknown` when the answer was lost. */
export type Provider = Readonly<{ charge(key: string, amount: number): Promise<Answer> }>;

/**
 * Asks with one key until there is a definite answer, at most `tries` times. Only a definite no makes the next attempt a
 * new wish; after `unknown` the very same one is asked again, today or tomorrow.
 */
export const charge = async (provider: Provider, wish: Wish, tries: number): Promise<Answer> => {
  for (let run = 0; run < tries; run++) {
    const answer = await provider.charge(keyOf(wish), wish.amount);
    if (answer !== 'unknown') return answer;
  }
  return 'unknown';
};

/** The next wish of the customer, or the same one as long as its outcome is open. */
export const nextWish = (wish: Wish, answer: Answer): Wish =>
  answer === 'declined' ? { ...wish, attempt: wish.attempt + 1 } : wish;
