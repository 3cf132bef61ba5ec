import type { Conversation } from '../conversation.ts';
import type { DetectionModel } from '../knowledge/detection-schema.ts';
import { compile } from './compile.ts';
import { read, vectorOf } from './features.ts';
import { conceptWeights } from './trigger.ts';

/** What `detect` weighs, for the trainer: feature number → value. */
export function featuresOf(conversation: Conversation, model: DetectionModel): ReadonlyMap<number, number> {
  return vectorOf(read(conversation, compile(model).match), model.need.bits);
}

/** What the triggers are judged by, for the trainer: concept index → value. */
export function conceptsIn(conversation: Conversation, model: DetectionModel): ReadonlyMap<number, number> {
  return conceptWeights(read(conversation, compile(model).match));
}
