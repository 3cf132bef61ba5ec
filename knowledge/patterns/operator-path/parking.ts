import { Permanent } from '../../platform/retry.ts';

export type Waiting<M> = Map<string, readonly M[]>;

/**
 * Handles a message, unless something of its key is parked: then it waits behind. A permanent failure parks the key and
 * not the message alone, so that nothing overtakes it; all other keys go on. A fault that passes is the caller's to retry.
 */
export const handleOrPark = async <M extends Readonly<{ id: string }>>(
  waiting: Waiting<M>,
  key: string,
  message: M,
  handle: (message: M) => Promise<void>,
): Promise<'handled' | 'parked'> => {
  const parked = waiting.get(key) ?? [];
  try {
    if (parked.length === 0) {
      await handle(message);
      return 'handled';
    }
  } catch (error) {
    if (!(error instanceof Permanent)) throw error;
  }
  if (!parked.some(({ id }) => id === message.id)) waiting.set(key, [...parked, message]);
  return 'parked';
};

/** Lets a key go on after the repair, in order, each only after the one before has succeeded. */
export const release = async <M>(
  waiting: Waiting<M>,
  key: string,
  handle: (message: M) => Promise<void>,
): Promise<void> => {
  for (let parked = waiting.get(key) ?? []; parked.length > 0; parked = waiting.get(key) ?? []) {
    const [first, ...rest] = parked;
    if (first !== undefined) await handle(first);
    waiting.set(key, rest);
  }
  waiting.delete(key);
};
