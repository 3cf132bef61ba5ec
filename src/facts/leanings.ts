import type { Span } from '../conversation.ts';
import type { Answer, FactName } from '../knowledge/decision-schema.ts';
import type { Leanings } from '../knowledge/fact-lexicon-schema.ts';
import type { StatedFact } from '../stated-fact.ts';
import type { Sentence } from './segment.ts';

/** The kinds a conversation may be of: one per answer, and one for those that leave it open. */
export type Kind = Leanings['kinds'][number];

/** The words and pairs of neighbouring words of a text, each once. Used alike to learn and to apply. */
export const wordsOf = (lower: string): ReadonlySet<string> => {
  const words = lower.match(/[a-z']+/g) ?? [];
  return new Set([...words, ...words.slice(1).map((word, at) => `${words[at]} ${word}`)]);
};

/** How likely each kind is, by the words; the shares add up to 1. */
export const kindsOf = (words: Iterable<string>, model: Leanings): ReadonlyMap<Kind, number> => {
  const sums = model.kinds.map(() => 0);
  for (const word of words) {
    const weights = model.words[word];
    if (weights !== undefined) for (const [at, weight] of weights.entries()) sums[at] = (sums[at] ?? 0) + weight;
  }
  const most = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp((sum - most) / 100 / model.dials.temper));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return new Map(model.kinds.map((kind, at) => [kind, (powers[at] ?? 0) / total]));
};

/** The fact that a conversation of a kind implies, though no phrase says it. */
const implied: Readonly<Record<Answer, FactName>> = {
  local_transaction: 'singleDatabase',
  process_manager: 'needsState',
  saga: 'compensation',
  choreography: 'independentReactions',
};

/** Which kind a fact, when true, is typical of. Facts of no kind are left alone. */
const typical: Readonly<Partial<Record<FactName, Answer>>> = {
  singleDatabase: 'local_transaction',
  boundariesChangeable: 'local_transaction',
  strongConsistency: 'local_transaction',
  humanSteps: 'process_manager',
  timeouts: 'process_manager',
  fanIn: 'process_manager',
  counts: 'process_manager',
  needsState: 'process_manager',
  midFlightCancel: 'process_manager',
  fallback: 'process_manager',
  loops: 'process_manager',
  conditionalCompensation: 'process_manager',
  centralVisibility: 'process_manager',
  compensation: 'saga',
  independentReactions: 'choreography',
  newConsumersExpected: 'choreography',
};

/**
 * Reads the whole beside the phrases: facts typical of a kind the words speak for become surer, others less sure, and
 * the likeliest kind adds the fact it implies, resting on what a phrase already says for the kind, else on the sentence
 * that is most like it.
 */
export const withLeanings = (
  stated: readonly StatedFact[],
  sentences: readonly Sentence[],
  model: Leanings,
): readonly StatedFact[] => {
  const own = sentences.filter(({ speaker }) => speaker === 'user');
  const kinds = kindsOf(new Set(own.flatMap(({ lower }) => [...wordsOf(lower)])), model);
  const weighed = stated.map((fact) => reweighed(fact, kinds, model));
  const added = impliedFact(weighed, own, kinds, model);
  if (added === null) return weighed;
  return [...weighed.filter(({ fact }) => fact !== added.fact), added].sort((a, b) => (a.fact < b.fact ? -1 : 1));
};

const reweighed = (fact: StatedFact, kinds: ReadonlyMap<Kind, number>, { dials }: Leanings): StatedFact => {
  const kind = fact.value === true ? typical[fact.fact] : undefined;
  if (kind === undefined) return fact;
  const sure = Math.min(0.98, fact.confidence ?? 1);
  const lean = Math.log(Math.max(0.01, kinds.get(kind) ?? 0) / dials.even);
  const odds = Math.log(sure / (1 - sure)) + dials.strength * Math.max(dials.against, Math.min(dials.inFavour, lean));
  return { ...fact, confidence: Math.min(0.95, rounded(1 / (1 + Math.exp(-odds)))) };
};

const impliedFact = (
  stated: readonly StatedFact[],
  own: readonly Sentence[],
  kinds: ReadonlyMap<Kind, number>,
  model: Leanings,
): StatedFact | null => {
  const answers = [...kinds].flatMap(([kind, share]) => (kind === 'ask' ? [] : [{ kind, share }]));
  const likeliest = answers.reduce((best, one) => (one.share > best.share ? one : best));
  const { dials } = model;
  const open = kinds.get('ask') ?? 0;
  if (likeliest.share < dials.likely || likeliest.share < dials.overOpen * open) return null;
  const support = strongest(stated.filter((one) => one.value === true && typical[one.fact] === likeliest.kind));
  if (support === null && likeliest.share < dials.alone) return null;
  const confidence = rounded(Math.min(0.85, dials.base + dials.slope * likeliest.share));
  const fact = implied[likeliest.kind];
  const already = stated.find((one) => one.fact === fact);
  if (already !== undefined && (already.value !== true || (already.confidence ?? 1) >= confidence)) return null;
  const span = (already ?? support)?.span ?? mostLike(own, likeliest.kind, model);
  return span === null ? null : { fact, value: true, span, source: 'text', confidence };
};

const strongest = (facts: readonly StatedFact[]): StatedFact | null =>
  facts.reduce<StatedFact | null>(
    (best, one) => (best === null || (one.confidence ?? 1) > (best.confidence ?? 1) ? one : best),
    null,
  );

const mostLike = (own: readonly Sentence[], kind: Kind, model: Leanings): Span | null => {
  const told = own.filter(({ asks }) => !asks);
  const like = (sentence: Sentence) => kindsOf(wordsOf(sentence.lower), model).get(kind) ?? 0;
  const best = told.reduce<Sentence | null>((one, next) => (one === null || like(next) > like(one) ? next : one), null);
  if (best === null) return null;
  const { message, start, text } = best;
  return { message, start, end: start + text.length, text };
};

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
