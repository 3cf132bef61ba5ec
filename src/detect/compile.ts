import type { ConceptKind, DetectionModel, LinearModel, TriggerId } from '../knowledge/detection-schema.ts';
import { byteAt } from '../packed-weights.ts';
import { type Sheet, sheetOf } from './features.ts';
import type { Matcher } from './lexicon.ts';
import { compilePhrases } from './lexicon.ts';
import type { Vector } from './sparse.ts';

/** A model made ready to run. */
export type Detector = Readonly<{
  match: Matcher;
  kinds: readonly ConceptKind[];
  sheet: Sheet;
  /** Concept 0: an answer that turns the offer down; concept 1: a wish not to be offered anything; concept 2: a yes. */
  matchRefusal: Matcher;
  /** How much speaks for the need, as a logit. */
  need: (vector: Vector) => number;
  /** How much speaks for each trigger, given the need. */
  triggers: readonly Readonly<{ id: TriggerId; logit: (vector: Vector) => number }>[];
}>;

const compiled = new WeakMap<DetectionModel, Detector>();

/** Makes a model ready to run; the same model is compiled once. */
export function compile(model: DetectionModel): Detector {
  let detector = compiled.get(model);
  if (detector === undefined) {
    detector = {
      match: compilePhrases(model.concepts.map(({ phrases }) => phrases)),
      kinds: model.concepts.map(({ kind }) => kind),
      sheet: sheetOf(model.need.bits),
      matchRefusal: compilePhrases([model.declines, model.refusals, model.accepts]),
      need: logitOf(model.need),
      triggers: model.triggers.map((trigger) => ({ id: trigger.id, logit: logitOf(trigger) })),
    };
    compiled.set(model, detector);
  }
  return detector;
}

function logitOf({ bits, bias, scale, weights }: LinearModel): (vector: Vector) => number {
  const mask = 2 ** bits - 1;
  return ({ features, values }) => {
    let sum = 0;
    for (let at = 0; at < features.length; at++) sum += byteAt(weights, (features[at] ?? 0) & mask) * (values[at] ?? 0);
    return bias + scale * sum;
  };
}
