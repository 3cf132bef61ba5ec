import { wordStarts } from './anchor.ts';
import { cuesIn, DENIED, type Evidence, numbersIn } from './cues.ts';
import type { Language } from './language.ts';
import type { Finder } from './pattern.ts';
import type { Sentence } from './segment.ts';

/** How much less a phrase in the user's own question counts, and in one that asks for advice. */
const ASKED = 0.6;
const ASKED_FOR_ADVICE = 0.2;
/** Everything the sentences say, in their order: statements, denials, and the user's yes or no to a question. */
export const evidenceIn = (sentences: readonly Sentence[], language: Language): readonly Evidence[] => {
  let found: Evidence[] = [];
  let open: readonly Evidence[] = [];
  let question: Sentence | null = null;
  let last: Sentence | null = null;
  let era = 0;
  let turn = -1;
  for (const sentence of sentences) {
    const fresh = sentence.turn !== turn;
    turn = sentence.turn;
    if (sentence.speaker === 'adviser') {
      if (fresh) open = [];
      if (sentence.asks) open = [...open, ...cuesIn(sentence, language, era)];
      question = sentence.asks ? sentence : null;
      continue;
    }
    if (language.scope.retraction(sentence).length > 0) found = found.filter((one) => one.sentence !== last);
    last = sentence;
    if (language.scope.correction(sentence).length > 0 || (fresh && found.length > 0)) era += 1;
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
