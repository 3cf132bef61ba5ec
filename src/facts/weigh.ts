import type { Span } from '../conversation.ts';
import type { FactName, FactValue } from '../knowledge/decision-schema.ts';
import type { StatedFact } from '../stated-fact.ts';
import type { Evidence } from './cues.ts';

/** The most a text can make us believe; only a caller can be certain. */
const MOST = 0.95;
/** Below this a fact is not worth stating. */
const LEAST = 0.25;
/** Support from which a later statement overrules an earlier one. */
const OVERRULES = 0.5;
/** Support from which a phrase tells more than a guess. */
const TELLING = 0.8;

/** One stated fact per name: for yes and no the weightier or later side, for numbers the largest of the latest era. */
export const weigh = (evidence: readonly Evidence[]): readonly StatedFact[] => {
  const byFact = new Map<FactName, Evidence[]>();
  for (const one of withoutMoot(evidence)) byFact.set(one.fact, [...(byFact.get(one.fact) ?? []), one]);
  return [...byFact.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([fact, all]) => {
      const judged = fact === 'decisionPoints' ? counted(all) : byValue(all);
      return judged === null || judged.confidence < LEAST ? [] : [stated(fact, judged)];
    });
};

/** Whoever learns later on that all is in one database needs none of the undo told before. */
const withoutMoot = (evidence: readonly Evidence[]): readonly Evidence[] => {
  const together = evidence.filter(
    ({ fact, value, weight }) => fact === 'singleDatabase' && value === true && weight >= TELLING,
  );
  const learned = Math.max(-1, ...together.map(({ era }) => era));
  return evidence.filter(({ fact, value, era }) => fact !== 'compensation' || value !== true || era >= learned);
};

type Judged = Readonly<{ value: FactValue; confidence: number; best: Evidence }>;

const byValue = (all: readonly Evidence[]): Judged | null => {
  const values = [...new Set(all.map(({ value }) => value))];
  const sides = values.map((value) => side(all.filter((one) => one.value === value))).filter((one) => one !== null);
  const [first, second] = sides.sort(typeof values[0] === 'number' ? byEraThenSize : byEraThenWeight);
  if (first === undefined) return null;
  if (second === undefined || first.era > second.era) return first;
  return { ...first, confidence: first.confidence - second.confidence / 2 };
};

type Side = Judged & Readonly<{ era: number }>;

const side = (all: readonly Evidence[]): Side | null => {
  const best = strongest(all);
  if (best === null) return null;
  const confidence = together(all);
  const telling = all.filter(({ weight }) => weight >= OVERRULES);
  return { value: best.value, confidence, best, era: Math.max(-1, ...telling.map(({ era }) => era)) };
};

const byEraThenWeight = (a: Side, b: Side): number => b.era - a.era || b.confidence - a.confidence;
const byEraThenSize = (a: Side, b: Side): number => b.era - a.era || Number(b.value) - Number(a.value);

/** Branches are counted: each differing phrase that speaks of one adds one; "always the same" makes us doubt them. */
const counted = (all: readonly Evidence[]): Judged | null => {
  const branches = all.filter(({ value }) => value !== 0);
  const straight = together(all.filter(({ value }) => value === 0));
  const best = strongest(branches.length > 0 ? branches : all);
  if (best === null) return null;
  if (branches.length === 0) return { value: 0, confidence: straight, best };
  const places = new Set(
    branches.map(({ sentence, phrase }) => `${sentence.message}:${sentence.start + phrase.start}`),
  );
  const mean = branches.reduce((sum, { weight }) => sum + weight, 0) / branches.length;
  return { value: places.size, confidence: Math.min(MOST, mean - straight / 2), best };
};

const together = (all: readonly Evidence[]): number => {
  const perSentence = new Map<string, number>();
  for (const { sentence, weight } of all) {
    const key = `${sentence.message}:${sentence.start}`;
    perSentence.set(key, Math.max(perSentence.get(key) ?? 0, weight));
  }
  const doubt = [...perSentence.values()].reduce((left, weight) => left * (1 - weight), 1);
  return Math.min(MOST, Math.round((1 - doubt) * 1000) / 1000);
};

const strongest = (all: readonly Evidence[]): Evidence | null =>
  all.reduce<Evidence | null>((best, one) => (best === null || one.weight > best.weight ? one : best), null);

const stated = (fact: FactName, { value, confidence, best }: Judged): StatedFact => ({
  fact,
  value,
  span: spanOf(best),
  source: 'text',
  confidence: Math.round(confidence * 1000) / 1000,
});

/** The whole sentence when it is short, else the phrase with the words around it. */
const spanOf = ({ sentence, phrase }: Evidence): Span => {
  const short = sentence.text.length <= 160;
  const from = short ? 0 : wordStart(sentence.text, Math.max(0, phrase.start - 40));
  const to = short ? sentence.text.length : wordEnd(sentence.text, Math.min(sentence.text.length, phrase.end + 40));
  return {
    message: sentence.message,
    start: sentence.start + from,
    end: sentence.start + to,
    text: sentence.text.slice(from, to),
  };
};

const wordStart = (text: string, at: number): number => {
  const blank = at === 0 ? -1 : text.indexOf(' ', at);
  return blank < 0 || blank > at + 20 ? at : blank + 1;
};

const wordEnd = (text: string, at: number): number => {
  const blank = at === text.length ? -1 : text.lastIndexOf(' ', at);
  return blank < 0 || blank < at - 20 ? at : blank;
};
