import type { Span } from '../conversation.ts';
import type { Answer } from '../knowledge/decision-schema.ts';
import type { FactKinds, FactLexicon, Leanings } from '../knowledge/fact-lexicon-schema.ts';
import { byteAt } from '../packed-weights.ts';
import type { StatedFact } from '../stated-fact.ts';
import { featuresOf, type Said } from './features.ts';
import type { Sentence } from './segment.ts';

/** The kinds a conversation may be of: one per answer, and one for those that leave it open. */
export type Kind = Leanings['kinds'][number]['kind'];

/**
 * How likely each kind is, by what a conversation's words, pairs and pieces say; the shares add up to 1. The fewer
 * there are, the nearer to each other are the shares.
 */
export const kindsOf = (said: readonly Said[], model: Leanings): ReadonlyMap<Kind, number> => {
  const features = featuresOf(said, model.bits);
  const sharpness = model.dials.sharpness * Math.min(1, features.size / model.dials.enough);
  const logits = model.kinds.map(({ bias, scale, weights }) => {
    let sum = 0;
    for (const [feature, value] of features) sum += byteAt(weights, feature) * value;
    return (bias + scale * sum) * sharpness;
  });
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return new Map(model.kinds.map(({ kind }, at) => [kind, (powers[at] ?? 0) / total]));
};

/**
 * Reads the whole beside the phrases: facts typical of a kind the words speak for become surer, others less sure, and
 * the likeliest kind adds the fact it implies, resting on what a phrase already says for the kind, else on the sentence
 * that is most like it.
 */
export const withLeanings = (
  stated: readonly StatedFact[],
  said: readonly Said[],
  sentences: readonly Sentence[],
  lexicon: Pick<FactLexicon, 'leanings' | 'kinds'>,
): readonly StatedFact[] => {
  const own = sentences.filter(({ speaker }) => speaker === 'user');
  const shares = kindsOf(said, lexicon.leanings);
  const weighed = stated.map((fact) => reweighed(fact, shares, isSettled(fact, said), lexicon));
  const added = impliedFact(weighed, own, shares, lexicon);
  if (added === null) return weighed;
  return [...weighed.filter(({ fact }) => fact !== added.fact), added].sort((a, b) => (a.fact < b.fact ? -1 : 1));
};

type Shares = ReadonlyMap<Kind, number>;
type Taught = Pick<FactLexicon, 'leanings' | 'kinds'>;

const reweighed = (fact: StatedFact, shares: Shares, settled: boolean, { leanings, kinds }: Taught): StatedFact => {
  const { dials } = leanings;
  const kind = kinds.find(({ typical }) => typical.includes(fact.fact));
  if (kind === undefined || (fact.value !== true && !(fact.value === false && fact.fact === kind.implies))) return fact;
  const lean = leanTo(shareOf(kind.kind, fact, shares, leanings), fact.value === true, dials.even);
  const sure = Math.min(0.98, fact.confidence ?? 1);
  if (lean < 0 && settled && sure >= dials.firm) return fact;
  const odds = Math.log(sure / (1 - sure)) + dials.strength * Math.max(dials.against, Math.min(dials.inFavour, lean));
  return { ...fact, confidence: Math.min(0.95, rounded(1 / (1 + Math.exp(-odds)))) };
};

/** A kind's share; where a phrase speaks plainly, its share among the kinds that answer: it leaves nothing open. */
const shareOf = (kind: Answer, { confidence }: StatedFact, shares: Shares, { dials }: Leanings): number => {
  const share = shares.get(kind) ?? 0;
  return (confidence ?? 1) < dials.plain ? share : share / Math.max(0.02, 1 - (shares.get('ask') ?? 0));
};

/** Whether nothing that is said after the words a fact rests on may have taken them back. */
const isSettled = ({ span }: StatedFact, said: readonly Said[]): boolean => {
  const told = said.findLast(
    ({ sentence }) => span !== null && sentence.message === span.message && sentence.start <= span.start,
  );
  return told?.weight === 1;
};

/** How a kind's share speaks for the fact typical of it or, never in favour, for the denial of what it implies. */
const leanTo = (share: number, holds: boolean, even: number): number =>
  holds ? Math.log(Math.max(0.01, share) / even) : Math.min(0, Math.log(Math.max(0.01, 1 - share) / (1 - even)));

const impliedFact = (
  stated: readonly StatedFact[],
  own: readonly Sentence[],
  shares: Shares,
  { leanings, kinds }: Taught,
): StatedFact | null => {
  const { dials } = leanings;
  const shareFor = ({ kind }: FactKinds[number]) => shares.get(kind) ?? 0;
  const likeliest = kinds.reduce((best, one) => (shareFor(one) > shareFor(best) ? one : best));
  const share = shareFor(likeliest);
  if (share < dials.likely || share < dials.overOpen * (shares.get('ask') ?? 0)) return null;
  const support = strongest(stated.filter((one) => one.value === true && likeliest.typical.includes(one.fact)));
  if (support === null && share < dials.alone) return null;
  const confidence = rounded(Math.min(0.85, dials.base + dials.slope * share));
  const already = stated.find((one) => one.fact === likeliest.implies);
  if (already !== undefined && (already.confidence ?? 1) >= confidence) return null;
  const span = (already?.value === true ? already : support)?.span ?? mostLike(own, likeliest.kind, leanings);
  return span === null ? null : { fact: likeliest.implies, value: true, span, source: 'text', confidence };
};

const strongest = (facts: readonly StatedFact[]): StatedFact | null =>
  facts.reduce<StatedFact | null>(
    (best, one) => (best === null || (one.confidence ?? 1) > (best.confidence ?? 1) ? one : best),
    null,
  );

const mostLike = (own: readonly Sentence[], kind: Kind, model: Leanings): Span | null => {
  const told = own.filter(({ asks }) => !asks);
  const like = (sentence: Sentence) => kindsOf([{ sentence, weight: 1 }], model).get(kind) ?? 0;
  const best = told.reduce<Sentence | null>((one, next) => (one === null || like(next) > like(one) ? next : one), null);
  if (best === null) return null;
  const { message, start, text } = best;
  return { message, start, end: start + text.length, text };
};

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
