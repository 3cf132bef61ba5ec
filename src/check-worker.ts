import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type CheckOptions, type CheckResult, check, fitsInline, type Phase, undecided } from './check/index.ts';
import type { NormalisedProcess } from './process/normalised.ts';
import { turnsOf } from './turns.ts';

type Progress = Readonly<{ states: number; faults: number }>;

export type CheckJob = Readonly<{
  process: NormalisedProcess;
  words: CheckOptions['words'];
  /** Limits on states and bytes; what is not given has a sensible value. */
  limits?: CheckOptions['limits'];
  /** false: verdict and stories only. */
  explain?: boolean;
  /** The check ends with what it has after so many milliseconds. */
  milliseconds: number;
  signal?: AbortSignal;
  /** Called several times a second while the check runs; the states looked at, variants included, increase. */
  onProgress?: (progress: Progress) => void;
}>;

/** What the thread is given. */
type Order = Omit<CheckJob, 'signal' | 'onProgress'>;

/** A small check takes milliseconds: starting a thread for it would take longer. What takes longer gets one after all. */
const inline = { states: 5000, milliseconds: 30 };
const millisecondsBetweenReports = 200;
/** Up to which part of its time each phase may run, so that some is left for those after it. */
const shares: Readonly<Record<Phase, number>> = { search: 0.75, completion: 0.85, walk: 0.9, explanation: 1 };
/** For what does not ask for the time: the thread is ended so long after its limit. */
const millisecondsOfGrace = 400;
/** The heap of the thread; states lie outside of it and have a limit of their own. */
const resourceLimits = { maxOldGenerationSizeMb: 256 };
const mark = 'check a process';

/**
 * Checks a process without blocking the caller for long: small ones at once, all others in a thread of their own, which
 * ends within milliseconds when the signal aborts. Rejects with the signal's reason when it does.
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

type Message = Readonly<{ begun: true } | { progress: Progress } | { decided: CheckResult } | { result: CheckResult }>;

/** With more threads than cores each would spend its time before it found anything, and memory would add up. */
const turns = turnsOf(availableParallelism());

/**
 * Checks a process in a thread of its own, when it is its turn; its time counts from there. A thread that runs out of
 * memory or time is an inconclusive result.
 */
export const inThread = async (job: CheckJob): Promise<CheckResult> => {
  const end = await turns.take(job.signal);
  return running(job).finally(end);
};

const running = ({ signal, onProgress, ...order }: CheckJob): Promise<CheckResult> =>
  new Promise((resolve, reject) => {
    const worker = started({ mark, order });
    let seen = { states: 0, faults: 0 };
    let decided: CheckResult | null = null;
    const known = (limit: 'bytes' | 'asked'): CheckResult =>
      decided ?? undecided(order.process, limit, { states: seen.states, covered: seen.faults - 1 });
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      void worker.terminate();
      settle();
    };
    const abort = (): void => end(() => reject(signal?.reason));
    const late = (): void => end(() => resolve(known('asked')));
    let timer: NodeJS.Timeout | undefined;
    signal?.addEventListener('abort', abort, { once: true });
    worker.on('message', (message: Message) => {
      if ('result' in message) return end(() => resolve(message.result));
      if ('begun' in message) timer = setTimeout(late, order.milliseconds + millisecondsOfGrace);
      else if ('decided' in message) decided = message.decided;
      else {
        seen = message.progress;
        onProgress?.(message.progress);
      }
    });
    worker.once('error', (error) => end(() => (isOutOfMemory(error) ? resolve(known('bytes')) : reject(error))));
    worker.once('exit', () => end(() => resolve(known('bytes'))));
  });

/** The heap at its limit, or an array that there is no room for. Everything else is a bug. */
const isOutOfMemory = (error: unknown): boolean =>
  error instanceof RangeError ||
  (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY');

/** The thread runs this very module; from source it needs the loader that the caller runs under. */
const started = (data: unknown): Worker => {
  const url = import.meta.url;
  if (!url.endsWith('.ts')) return new Worker(new URL(url), { workerData: data, resourceLimits });
  const load = `import('tsx/esm/api').then(({ tsImport }) => tsImport('${url}', '${url}'))`;
  return new Worker(load, { eval: true, workerData: data, resourceLimits });
};

/** What the thread does: one job, reports on the way, its result at the end. */
const serve = ({ process, words, limits, explain, milliseconds }: Order): void => {
  const begun = performance.now();
  const post = (message: Message): void => parentPort?.postMessage(message);
  post({ begun: true });
  let reported = begun;
  let [before, latest, told] = [0, 0, 0];
  const tick: CheckOptions['tick'] = ({ phase, states, faults }) => {
    const now = performance.now();
    if (states < latest) before += latest;
    latest = states;
    if (now - reported >= millisecondsBetweenReports && before + states > told) {
      reported = now;
      told = before + states;
      post({ progress: { states: told, faults } });
    }
    return now - begun > milliseconds * shares[phase];
  };
  const onDecided = (decided: CheckResult): void => post({ decided });
  const all = { words, ...(limits ? { limits } : {}), explain: explain ?? true, tick, onDecided };
  post({ result: check(process, all) });
};

if (!isMainThread && workerData?.mark === mark) serve(workerData.order);
