import type { Conversation } from '../conversation.ts';
import type { DetectionModel, TriggerId } from '../knowledge/detection-schema.ts';
import { compile } from './compile.ts';
import type { Evidence, Sighting, Veto } from './evidence.ts';
import { evidenceFor, sightingsIn, vetoesIn } from './evidence.ts';
import { read, vectorOf } from './features.ts';
import type { Offer } from './offer.ts';
import { offerIn } from './offer.ts';
import { triggersFor } from './trigger.ts';

export type { DetectionModel, TriggerId } from '../knowledge/detection-schema.ts';
export type { Evidence, Veto } from './evidence.ts';
export { normalPhrase } from './lexicon.ts';
export type { Offer } from './offer.ts';
export { featureOfConcept, featuresOf } from './training.ts';

/** Whether a conversation needs event-driven architecture guidance, why, and whether to offer it now. */
export type Detection = Readonly<{
  detected: boolean;
  /** 0 to 1; `detected` from 0.5. */
  score: number;
  /** The triggers that fired, the main one first; empty when nothing was detected. */
  triggers: readonly TriggerId[];
  /** At least one verbatim span for each trigger. */
  evidence: readonly Evidence[];
  /** What spoke against it. */
  vetoes: readonly Veto[];
  offer: Offer;
  /** Why the answer is what it is. */
  reason: 'need' | 'nothing-to-read' | 'look-alike' | 'no-need';
}>;

/**
 * Judges a whole dialogue. Deterministic, offline, any language the model has words for; the assistant's own words
 * weigh less than the user's, and a system message weighs nothing.
 */
export function detect(conversation: Conversation, model: DetectionModel): Detection {
  const detector = compile(model);
  const readings = read(conversation, detector.match);
  const empty = readings.every(({ ours, tokens }) => ours || tokens.length === 0);
  const vector = vectorOf(readings, detector.kinds, detector.sheet);
  const score = empty ? 0 : probability(detector.need(vector));
  const detected = score >= 0.5;
  const sightings = sightingsIn(conversation, readings, model);
  const triggers = detected ? triggersFor(vector, detector) : [];
  const evidence = triggers.flatMap((trigger) => evidenceFor(trigger, sightings, model, conversation, readings));
  const vetoes = vetoesIn(sightings, model, evidence);
  return {
    detected,
    score,
    triggers,
    evidence,
    vetoes,
    offer: offerIn(readings, detected, model, detector),
    reason: detected ? 'need' : empty ? 'nothing-to-read' : looksAlike(sightings, vetoes) ? 'look-alike' : 'no-need',
  };
}

/** What looks like a need has words of one; a veto alone is just another subject. */
const looksAlike = (sightings: readonly Sighting[], vetoes: readonly Veto[]): boolean =>
  vetoes.length > 0 && sightings.some(({ kind }) => kind === 'need' || kind === 'craft');

/** Four decimals: what is left differs between machines in the last bits only. */
const probability = (logit: number): number => Math.round(10_000 / (1 + Math.exp(-logit))) / 10_000;
