import type { NormalisedProcess } from '../../process/normalised.ts';

/** In a choreography: the event and everything that is published because of it, by steps and by compensations. */
export const consequences = ({ steps }: NormalisedProcess, event: string): readonly string[] => {
  const reached = new Set([event]);
  // A set hands out what is added while it is walked.
  for (const current of reached)
    for (const { on, success, compensation } of steps) {
      if (on.includes(current)) for (const next of success) reached.add(next);
      if (compensation?.on.includes(current) && compensation.success !== null) reached.add(compensation.success);
    }
  return [...reached];
};
