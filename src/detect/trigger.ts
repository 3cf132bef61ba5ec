import type { TriggerId } from '../knowledge/detection-schema.ts';
import type { Detector } from './compile.ts';
import type { Vector } from './sparse.ts';

const mostTriggers = 3;

/** Which of the triggers fired, the strongest first: always one, more when they stand on their own. */
export function triggersFor(vector: Vector, { triggers }: Detector): readonly TriggerId[] {
  const ranked = triggers
    .map(({ id, logit }) => ({ id, logit: logit(vector) }))
    .sort((a, b) => b.logit - a.logit || (a.id < b.id ? -1 : 1));
  return ranked
    .filter(({ logit }, rank) => rank === 0 || logit > 0)
    .slice(0, mostTriggers)
    .map(({ id }) => id);
}
