import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type CheckOptions, type CheckResult, check } from './check/index.ts';
import type { NormalisedProcess } from './process/normalised.ts';

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
  /** Called several times a second while the check runs. */
  onProgress?: (progress: Progress) => void;
}>;

/** Checks that fit in so many states take milliseconds: starting a thread for them would take longer. */
const statesInline = { explained: 1000, plain: 5000 };
const millisecondsBetweenReports = 200;
const mark = 'check a process';

/**
 * Checks a process without blocking the caller for long: small ones at once, all others in a thread of their own, which
 * ends within milliseconds when the signal aborts. Rejects with the signal's reason when it does.
 */
export const checkResponsively = async (job: CheckJob): Promise<CheckResult> => {
  job.signal?.throwIfAborted();
  const { process, words, limits, explain } = job;
  const most = explain === false ? statesInline.plain : statesInline.explained;
  const small = { ...limits, states: Math.min(most, limits?.states ?? most) };
  const result = check(process, { words, limits: small, explain: false });
  if (result.limit !== null && small.states !== limits?.states) return inThread(job);
  return explain === false ? result : check(process, { words, limits: small });
};

/** Checks a process in a thread of its own. */
export const inThread = ({ signal, onProgress, ...job }: CheckJob): Promise<CheckResult> =>
  new Promise((resolve, reject) => {
    const worker = started({ mark, job });
    const abort = (): void => {
      void worker.terminate();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort, { once: true });
    worker.on('message', (message: Message) => {
      if ('progress' in message) return onProgress?.(message.progress);
      signal?.removeEventListener('abort', abort);
      resolve(message.result);
    });
    worker.once('error', reject);
  });

/** The thread runs this very module; from source it needs the loader that the caller runs under. */
const started = (data: unknown): Worker => {
  const url = import.meta.url;
  if (!url.endsWith('.ts')) return new Worker(new URL(url), { workerData: data });
  const load = `import('tsx/esm/api').then(({ tsImport }) => tsImport('${url}', '${url}'))`;
  return new Worker(load, { eval: true, workerData: data });
};

type Message = Readonly<{ progress: Progress } | { result: CheckResult }>;

/** What the thread does: one job, reports on the way, its result at the end. */
const serve = (job: Omit<CheckJob, 'signal' | 'onProgress'>): void => {
  const begun = performance.now();
  let reported = begun;
  const { process, words, limits, explain, milliseconds } = job;
  const tick = (progress: Progress): boolean => {
    const now = performance.now();
    if (now - reported >= millisecondsBetweenReports) {
      reported = now;
      parentPort?.postMessage({ progress } satisfies Message);
    }
    return now - begun > milliseconds;
  };
  const result = check(process, { words, ...(limits ? { limits } : {}), explain: explain ?? true, tick });
  parentPort?.postMessage({ result } satisfies Message);
};

if (!isMainThread && workerData?.mark === mark) serve(workerData.job);
