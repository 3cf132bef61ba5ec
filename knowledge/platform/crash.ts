/** A call in which the process dies: nothing after it ever runs, not even a catch or a finally. */
export const die = (): Promise<never> => new Promise(() => undefined);

/** Waits until work is through or nothing in it can move any more, and tells which; rejections are passed on. */
export const run = (work: Promise<unknown>): Promise<'finished' | 'died'> =>
  Promise.race([work.then(() => 'finished' as const), idle()]);

/** Code over in-memory fakes moves in microtasks only, so it has come to rest when the event loop turns. */
const idle = (): Promise<'died'> => new Promise((resolve) => setImmediate(() => resolve('died')));
