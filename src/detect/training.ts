import type { Conversation } from '../conversation.ts';
import type { DetectionModel } from '../knowledge/detection-schema.ts';
import { compile } from './compile.ts';
import { conceptFeature, read, vectorOf } from './features.ts';

/** What `detect` weighs, for the trainer: feature number → value. */
export function featuresOf(conversation: Conversation, model: DetectionModel): ReadonlyMap<number, number> {
  const { match, kinds, sheet } = compile(model);
  return vectorOf(read(conversation, match), kinds, sheet);
}

/** The number of the feature "this concept occurs", for what is believed of concepts before any example. */
export const featureOfConcept = (concept: number, model: DetectionModel): number =>
  conceptFeature(concept, model.need.bits);
