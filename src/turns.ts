/** A limited number of turns, in the order in which they are asked for. */
export type Turns = Readonly<{
  /** Waits for a turn; what it gives ends the turn. Rejects with the signal's reason when it aborts while waiting. */
  take: (signal?: AbortSignal) => Promise<() => void>;
}>;

/** @param most how many turns there may be at once */
export const turnsOf = (most: number): Turns => {
  const waiting = new Set<() => void>();
  let taken = 0;
  const giveBack = (): void => {
    const [next] = waiting;
    if (next) next();
    else taken -= 1;
  };
  const take = (signal?: AbortSignal): Promise<() => void> =>
    new Promise((resolve, reject) => {
      if (taken < most) {
        taken += 1;
        resolve(giveBack);
        return;
      }
      const begin = (): void => {
        leave();
        resolve(giveBack);
      };
      const abort = (): void => {
        leave();
        reject(signal?.reason);
      };
      const leave = (): void => {
        waiting.delete(begin);
        signal?.removeEventListener('abort', abort);
      };
      waiting.add(begin);
      signal?.addEventListener('abort', abort, { once: true });
    });
  return { take };
};
