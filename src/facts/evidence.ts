import type { FactName, FactValue } from '../knowledge/decision-schema.ts';
import { wordStarts } from './anchor.ts';
import type { Language } from './language.ts';
import type { Finder, Stretch } from './pattern.ts';
import { denied, disregarded, scopeOf } from './scope.ts';
import type { Sentence } from './segment.ts';

/** One phrase that speaks for one value of one fact. */
export type Evidence = Readonly<{
  fact: FactName;
  value: FactValue;
  weight: number;
  sentence: Sentence;
  phrase: Stretch;
  /** Grows with every correction and every turn of the user; later eras overrule earlier ones. */
  era: number;
}>;

/** How much less a phrase in the user's own question counts, and in one that asks for advice. */
const ASKED = 0.6;
const ASKED_FOR_ADVICE = 0.2;
/** How sure a plain denial makes us. */
const DENIED = 0.85;

/** Everything the sentences say, in their order: statements, denials, and the user's yes or no to a question. */
export const evidenceIn = (sentences: readonly Sentence[], language: Language): readonly Evidence[] => {
  const found: Evidence[] = [];
  let open: readonly Evidence[] = [];
  let question: Sentence | null = null;
  let era = 0;
  let turn = -1;
  for (const sentence of sentences) {
    const scope = scopeOf(sentence, language);
    const fresh = sentence.turn !== turn;
    turn = sentence.turn;
    if (sentence.speaker === 'adviser') {
      if (fresh) open = [];
      if (sentence.asks) open = [...open, ...cuesIn(sentence, language, era)];
      question = sentence.asks ? sentence : null;
      continue;
    }
    if (scope.corrects || (fresh && found.length > 0)) era += 1;
    if (open.length > 0) found.push(...answered(open, sentence, language, era));
    if (fresh && question !== null) found.push(...together(question, sentence, language, era));
    question = null;
    const own = [...cuesIn(sentence, language, era), ...numbersIn(sentence, language, era)];
    const factor = language.scope.asking(sentence).length > 0 ? ASKED_FOR_ADVICE : ASKED;
    open = sentence.asks ? own.map((one) => ({ ...one, weight: one.weight * factor })) : [];
    if (!sentence.asks) found.push(...own);
  }
  return [...found, ...open.filter(({ sentence }) => sentence.speaker === 'user')];
};

const cuesIn = (sentence: Sentence, language: Language, era: number): readonly Evidence[] => {
  const scope = scopeOf(sentence, language);
  return language.cues.flatMap(({ cue, find, except }) => {
    const phrases = find(sentence);
    const barred = phrases.length === 0 ? [] : except(sentence);
    return phrases
      .filter((phrase) => !cue.capital || /\p{Lu}/u.test(sentence.text.charAt(phrase.start)))
      .filter((phrase) => !barred.some((other) => phrase.start < other.end && other.start < phrase.end))
      .flatMap((phrase): readonly Evidence[] => {
        if (disregarded(phrase, scope)) return [];
        const base = { fact: cue.fact, sentence, phrase, era };
        if (cue.denied === 'fixed' || !denied(phrase, scope, sentence.lower)) {
          return [{ ...base, value: cue.value, weight: cue.weight }];
        }
        if (cue.denied === 'nothing' || typeof cue.value !== 'boolean') return [];
        return [{ ...base, value: !cue.value, weight: DENIED }];
      });
  });
};

/** What only question and answer say together: "And if it fails?" "We cancel the flight." */
const together = (question: Sentence, answer: Sentence, language: Language, era: number): readonly Evidence[] => {
  const lower = `${question.lower.replace(/[?？]\s*$/, ',')} ${bare(answer.lower)}`;
  const joined: Sentence = { ...answer, lower, text: lower, starts: wordStarts(lower), asks: false };
  const whole = { start: 0, end: answer.text.length };
  return cuesIn(joined, language, era)
    .filter(({ phrase }) => phrase.start < question.lower.length && phrase.end > question.lower.length + 2)
    .map((one) => ({ ...one, sentence: answer, phrase: whole }));
};

/** A line of a dialogue without its speaker. */
const bare = (lower: string): string => lower.replace(/^[\s*_>-]{0,4}[\p{L} ]{1,20}[*_]{0,2}\s?[:：]\s*/u, '');

const answered = (
  open: readonly Evidence[],
  sentence: Sentence,
  language: Language,
  era: number,
): readonly Evidence[] => {
  const head = bare(sentence.lower).slice(0, 24);
  const text = { lower: head, starts: wordStarts(head) };
  const opens = (find: Finder) => find(text).some(({ start }) => start === 0);
  const whole = { start: 0, end: sentence.text.length };
  if (opens(language.scope.no)) {
    return open.flatMap((one) =>
      typeof one.value === 'boolean'
        ? [{ ...one, value: !one.value, weight: DENIED, sentence, phrase: whole, era }]
        : [],
    );
  }
  if (opens(language.scope.yes)) return open.map((one) => ({ ...one, sentence, phrase: whole, era }));
  return open.filter((one) => one.sentence.speaker === 'user');
};

const numbersIn = (sentence: Sentence, language: Language, era: number): readonly Evidence[] => {
  const scope = scopeOf(sentence, language);
  return language.counted.flatMap(({ fact, find }) =>
    find(sentence).flatMap((phrase): readonly Evidence[] => {
      const value = numberIn(sentence.lower.slice(phrase.start, phrase.end), language);
      if (value === null || disregarded(phrase, scope)) return [];
      return [{ fact, value, weight: 0.8, sentence, phrase, era }];
    }),
  );
};

const numberIn = (text: string, language: Language): number | null => {
  const digits = /\d{1,6}/.exec(text)?.[0];
  if (digits !== undefined) return Number(digits);
  const word = language.numbers.findIndex((find) => find({ lower: text, starts: wordStarts(text) }).length > 0);
  return word < 0 ? null : word + 1;
};
