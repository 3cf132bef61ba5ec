import { parentPort } from 'node:worker_threads';
import { type CheckOptions, type CheckResult, check, type Phase } from './check/index.ts';
import type { NormalisedProcess } from './process/normalised.ts';

/** What a thread is told to check. */
export type Order = Readonly<{
  process: NormalisedProcess;
  words: CheckOptions['words'];
  /** Limits on states and bytes; what is not given has a sensible value. */
  limits?: CheckOptions['limits'];
  /** false: verdict and stories only. */
  explain?: boolean;
  /** The check ends with what it has after so many milliseconds. */
  milliseconds: number;
}>;

/** How far a check is: the states looked at, variants included, increase; faults may be `Infinity`. */
export type Progress = Readonly<{ states: number; faults: number }>;

/** What a thread tells of its order: `begun` first, `result` last. */
export type Message = Readonly<
  { begun: true } | { progress: Progress } | { decided: CheckResult } | { result: CheckResult }
>;

const millisecondsBetweenReports = 200;
/** Up to which part of its time each phase may run, so that some is left for those after it. */
const shares: Readonly<Record<Phase, number>> = { search: 0.75, completion: 0.85, walk: 0.9, explanation: 1 };

/** Makes this thread one that carries out orders, one after the other. */
export const carryOutOrders = (): void => {
  parentPort?.on('message', carryOut);
};

const carryOut = ({ process, words, limits, explain, milliseconds }: Order): void => {
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
