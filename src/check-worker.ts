import { availableParallelism } from 'node:os';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { type CheckResult, check, fitsInline, partsOf, undecided } from './check/index.ts';
import { carryOutOrders, type Message, type Order, type Progress } from './check-thread.ts';
import { turnsOf } from './turns.ts';

export type { Progress } from './check-thread.ts';

export type CheckJob = Order &
  Readonly<{
    signal?: AbortSignal | undefined;
    /** Called several times a second while the check runs. A check that has to begin again counts from zero again. */
    onProgress?: ((progress: Progress) => void) | undefined;
    /** Called every few seconds while other checks go first: how many others are at work or in line. */
    onWaiting?: ((others: number) => void) | undefined;
  }>;

/** A small check takes milliseconds: starting a thread for it would take longer. What takes longer gets one after all. */
const inline = { states: 5000, milliseconds: 30 };
/** For what does not ask for the time: the thread is ended so long after its limit. */
const millisecondsOfGrace = 400;
/** The heap of the thread; states lie outside of it and have a limit of their own. */
const resourceLimits = { maxOldGenerationSizeMb: 256 };
const mark = 'check a process';

/**
 * Checks a process without blocking the caller for long: small ones at once, all others in a thread, when it is their
 * turn. Ends within milliseconds when the signal aborts, and rejects with its reason.
 */
export const checkResponsively = async (job: CheckJob): Promise<CheckResult> => {
  job.signal?.throwIfAborted();
  return atOnce(job) ?? inThread(job);
};

/** The result, if it can be had within milliseconds. */
const atOnce = ({ process, words, limits, explain }: CheckJob): CheckResult | null => {
  if (!fitsInline(process)) return null;
  const begun = performance.now();
  const small = { ...limits, states: Math.min(inline.states, limits?.states ?? inline.states) };
  let isLate = false;
  const tick = (): boolean => {
    isLate ||= performance.now() - begun > inline.milliseconds;
    return isLate;
  };
  const result = check(process, { words, limits: small, explain: explain ?? true, tick });
  const isWhole = result.limit === null || small.states === limits?.states;
  return isWhole && !isLate ? result : null;
};

/** Each thread may need half a gigabyte, and more of them than cores find nothing sooner. */
const mostLongChecks = 4;
/** Nearly every real design is checked within this time. */
const millisecondsOfFirstTurn = 3000;
const turns = turnsOf(Math.min(availableParallelism(), mostLongChecks), millisecondsOfFirstTurn);

/**
 * Checks a process in a thread, when it is its turn; its time counts from there. A thread that runs out of memory or
 * time is an inconclusive result.
 */
export const inThread = ({ signal, onProgress, onWaiting, ...order }: CheckJob): Promise<CheckResult> =>
  turns.take({
    // States grow faster than parts do.
    size: partsOf(order.process) ** 2,
    run: (stop) => carriedOut(order, stop, onProgress),
    signal,
    onWaiting,
  });

const carriedOut = (order: Order, stop: AbortSignal, onProgress: CheckJob['onProgress']): Promise<CheckResult> =>
  new Promise((resolve, reject) => {
    const thread = idle.pop() ?? started();
    const asked = performance.now();
    let seen = { states: 0, faults: 0 };
    let decided: CheckResult | null = null;
    let timer: NodeJS.Timeout | undefined;
    const known = (limit: 'bytes' | 'asked'): CheckResult =>
      decided ?? undecided(order.process, limit, { states: seen.states, covered: seen.faults - 1 });
    const release = (settle: () => void): void => {
      clearTimeout(timer);
      stop.removeEventListener('abort', onStop);
      thread.listen(null);
      settle();
    };
    const end = (settle: () => void): void => {
      void thread.worker.terminate();
      release(settle);
    };
    const onStop = (): void => end(() => reject(stop.reason));
    const onLate = (): void => end(() => resolve(known('asked')));
    const onMessage = (message: Message): void => {
      if ('begun' in message) timer = setTimeout(onLate, order.milliseconds + millisecondsOfGrace);
      else if ('decided' in message) decided = message.decided;
      else if ('progress' in message) {
        seen = message.progress;
        onProgress?.(message.progress);
      } else {
        release(() => resolve(message.result));
        keepOrEnd(thread, performance.now() - asked);
      }
    };
    const onGone = (error: unknown): void =>
      end(() => (error === null || isOutOfMemory(error) ? resolve(known('bytes')) : reject(error)));
    stop.addEventListener('abort', onStop, { once: true });
    thread.listen({ onMessage, onGone });
    thread.worker.postMessage(order);
  });

/** The heap at its limit, or an array that there is no room for. Everything else is a bug. */
const isOutOfMemory = (error: unknown): boolean =>
  error instanceof RangeError ||
  (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY');

/** Whoever waits for a thread; `null` in place of an error: it ended without one. */
type Listener = Readonly<{ onMessage: (message: Message) => void; onGone: (error: unknown) => void }>;
type Thread = Readonly<{ worker: Worker; listen: (listener: Listener | null) => void }>;

/** What starts for a check of a tenth of a second need not start again for the next one. */
const idle: Thread[] = [];
const mostIdle = 1;
/** A thread that worked for longer may hold memory that it no longer needs. */
const millisecondsOfKept = 2000;

const keepOrEnd = (thread: Thread, milliseconds: number): void => {
  if (idle.length < mostIdle && milliseconds < millisecondsOfKept) idle.push(thread);
  else void thread.worker.terminate();
};

const started = (): Thread => {
  const worker = newWorker();
  let listener: Listener | null = null;
  const gone = (error: unknown): void => {
    if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1);
    listener?.onGone(error);
  };
  worker.on('message', (message: Message) => listener?.onMessage(message));
  worker.on('error', gone);
  worker.on('exit', () => gone(null));
  const listen = (next: Listener | null): void => {
    listener = next;
    // A thread without an order keeps no process alive.
    if (next === null) worker.unref();
    else worker.ref();
  };
  const thread: Thread = { worker, listen };
  return thread;
};

/** The thread runs this very module; from source it needs the loader that the caller runs under. */
const newWorker = (): Worker => {
  const url = import.meta.url;
  const options = { workerData: { mark }, resourceLimits };
  if (!url.endsWith('.ts')) return new Worker(new URL(url), options);
  const load = `import('tsx/esm/api').then(({ tsImport }) => tsImport('${url}', '${url}'))`;
  return new Worker(load, { ...options, eval: true });
};

if (!isMainThread && workerData?.mark === mark) carryOutOrders();
