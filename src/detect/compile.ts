import type { ConceptKind, DetectionModel } from '../knowledge/detection-schema.ts';
import type { Matcher } from './lexicon.ts';
import { compilePhrases } from './lexicon.ts';

/** A model made ready to run. */
export type Detector = Readonly<{
  match: Matcher;
  kinds: readonly ConceptKind[];
  /** Concept 0: an answer that turns the offer down; concept 1: a wish not to be offered anything. */
  matchRefusal: Matcher;
  weights: Int8Array;
}>;

const compiled = new WeakMap<DetectionModel, Detector>();

/** Makes a model ready to run; the same model is compiled once. */
export function compile(model: DetectionModel): Detector {
  let detector = compiled.get(model);
  if (detector === undefined) {
    detector = {
      match: compilePhrases(model.concepts.map(({ phrases }) => phrases)),
      kinds: model.concepts.map(({ kind }) => kind),
      matchRefusal: compilePhrases([model.declines, model.refusals]),
      weights: Int8Array.from(atob(model.need.weights), (byte) => byte.charCodeAt(0)),
    };
    compiled.set(model, detector);
  }
  return detector;
}
