import type { Conversation } from '../conversation.ts';
import type { DetectionModel } from '../knowledge/detection-schema.ts';
import { compile } from './compile.ts';
import { conceptFeature, read, vectorOf } from './features.ts';

/** What `detect` weighs, for the trainer: feature number → value. */
export function featuresOf(conversation: Conversation, model: DetectionModel): ReadonlyMap<number, number> {
  const { match, kinds, sheet } = compile(model);
  const { features, values } = vectorOf(read(conversation, match), kinds, sheet);
  const sum = new Map<number, number>();
  for (const [at, feature] of features.entries()) sum.set(feature, (sum.get(feature) ?? 0) + (values[at] ?? 0));
  return sum;
}

/** The number of the feature "this concept occurs", for what is believed of concepts before any example. */
export const featureOfConcept = (concept: number, model: DetectionModel): number =>
  conceptFeature(concept, model.need.bits);
