import type { FactName, FactValue } from '../knowledge/decision-schema.ts';
import { wordStarts } from './anchor.ts';
import { withoutHarmless } from './harmless.ts';
import type { Language } from './language.ts';
import type { Stretch } from './pattern.ts';
import { denied, disregarded, type Scope, scopeOf } from './scope.ts';
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

/** How sure a plain denial makes us. */
export const DENIED = 0.85;

/** The phrases of one sentence, each with what it says where it stands. */
export const cuesIn = (sentence: Sentence, language: Language, era: number): readonly Evidence[] => {
  const scope = once(() => scopeOf(sentence, language));
  return withoutHarmless(
    language.cues.flatMap(({ cue, find, except }) => {
      const phrases = find(sentence);
      const barred = phrases.length === 0 ? [] : except(sentence);
      return phrases
        .filter((phrase) => !cue.capital || /\p{Lu}/u.test(sentence.text.charAt(phrase.start)))
        .filter((phrase) => !barred.some((other) => phrase.start < other.end && other.start < phrase.end))
        .flatMap((phrase): readonly Evidence[] => {
          if (disregarded(phrase, scope())) return [];
          const base = { fact: cue.fact, sentence, phrase, era };
          if (cue.denied === 'fixed' || !denied(phrase, scope(), sentence.lower)) {
            return [{ ...base, value: cue.value, weight: cue.weight }];
          }
          if (cue.denied === 'nothing' || typeof cue.value !== 'boolean') return [];
          return [{ ...base, value: !cue.value, weight: DENIED }];
        });
    }),
  );
};

/** The counted things of one sentence. */
export const numbersIn = (sentence: Sentence, language: Language, era: number): readonly Evidence[] => {
  const scope = once(() => scopeOf(sentence, language));
  return language.counted.flatMap(({ fact, find }) =>
    find(sentence).flatMap((phrase): readonly Evidence[] => {
      const value = numberIn(sentence.lower.slice(phrase.start, phrase.end), language);
      if (value === null || disregarded(phrase, scope())) return [];
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

/** Most sentences hold no phrase, and then nobody asks for their scope. */
const once = (make: () => Scope): (() => Scope) => {
  let made: Scope | null = null;
  return () => {
    made ??= make();
    return made;
  };
};
