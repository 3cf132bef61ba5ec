import type { DetectionModel, TriggerId } from '../knowledge/detection-schema.ts';
import type { Reading } from './features.ts';

const enough = 0;
const mostTriggers = 3;

/** Which of the seed's triggers fired, the strongest first: always one, more when they stand on their own. */
export function triggersFor(readings: readonly Reading[], model: DetectionModel): readonly TriggerId[] {
  const seen = conceptWeights(readings);
  const ranked = model.triggers
    .map(({ id, bias, weights }) => {
      let logit = bias;
      for (const [concept, value] of seen) logit += (weights[concept] ?? 0) * value;
      return { id, logit };
    })
    .sort((a, b) => b.logit - a.logit || (a.id < b.id ? -1 : 1));
  return ranked
    .filter(({ logit }, rank) => rank === 0 || logit > enough)
    .slice(0, mostTriggers)
    .map(({ id }) => id);
}

/** Concept → 1 when the user spoke of it, less when only the assistant did. */
export function conceptWeights(readings: readonly Reading[]): ReadonlyMap<number, number> {
  const seen = new Map<number, number>();
  for (const { ours, hits } of readings)
    for (const { concept } of hits) {
      const value = ours ? 0.5 : 1;
      if ((seen.get(concept) ?? 0) < value) seen.set(concept, value);
    }
  return seen;
}
