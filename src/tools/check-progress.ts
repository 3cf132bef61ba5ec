import type { CheckJob } from '../check-worker.ts';
import type { ToolContext } from './tool.ts';

/** What a check tells of itself, in words, to a client that wants to know. */
export const checkProgress = ({ onProgress }: ToolContext): Pick<CheckJob, 'onProgress' | 'onWaiting'> =>
  onProgress === undefined
    ? {}
    : {
        onProgress: ({ states, faults }) =>
          onProgress(`${states} states, ${Number.isFinite(faults) ? faults : 'any number of'} faults`),
        onWaiting: (others) => onProgress(`waiting for a turn; ${others} other checks are at work or in line`),
      };
