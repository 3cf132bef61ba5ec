import type { SketchLexicon } from '../knowledge/sketch-schema.ts';
import { pascal, type Word, wordsAfter, wordsBefore } from './words.ts';

/** What a verb is done to: a thing with a name, "it", or nothing that the text says. */
export type ObjectOf =
  | Readonly<{ kind: 'noun'; name: string; end: number }>
  | Readonly<{ kind: 'pronoun' }>
  | Readonly<{ kind: 'none' }>;

/** The thing a verb is done to: "reserve the room" → Room; "the card is charged" → Card; "charge it" → pronoun. */
export const objectOf = (text: string, start: number, end: number, lexicon: SketchLexicon): ObjectOf => {
  const passive = subjectBefore(text.slice(Math.max(0, start - 80), start), lexicon);
  if (passive !== undefined) return { kind: 'noun', name: passive, end };
  const words = wordsAfter(text, end, 6);
  const after = nounPhrase(words, lexicon);
  const last = after.at(-1);
  if (last !== undefined) return { kind: 'noun', name: pascal(after.map((word) => word.text)), end: last.end };
  return { kind: lexicon.pronouns.includes(words[0]?.text.toLowerCase() ?? '') ? 'pronoun' : 'none' };
};

/** The thing that does it itself: "a claim comes in" → Claim. */
export const subjectOf = (text: string, start: number, lexicon: SketchLexicon): ObjectOf => {
  const name = nounBefore(wordsBefore(text, start, 6), lexicon);
  return name === undefined ? { kind: 'none' } : { kind: 'noun', name, end: start };
};

type SharedObject = Readonly<{ kind: 'noun'; name: string; start: number; end: number }>;

/** Further things one verb is done to: "(books a flight) with A, a hotel with B and a car". Each opens with an article. */
export const objectsShared = (text: string, from: number, lexicon: SketchLexicon): readonly SharedObject[] => {
  const found: SharedObject[] = [];
  for (let at = from; found.length < MOST_SHARED; ) {
    const lead = LEAD.exec(text.slice(at, at + 80))?.[0];
    if (lead === undefined) break;
    const start = at + lead.length;
    const [article, ...rest] = wordsAfter(` ${text.slice(start, start + 120)}`, 0, 5);
    if (article === undefined || !lexicon.determiners.includes(article.text.toLowerCase())) break;
    const phrase = nounPhrase(rest, lexicon);
    const last = phrase.at(-1);
    if (last === undefined) break;
    const end = start + last.end - 1;
    // "… and the room is booked" opens a sentence of its own.
    if (!CLOSED.test(text.slice(end, end + 12))) break;
    found.push({ kind: 'noun', name: pascal(phrase.map(({ text: word }) => word)), start, end });
    at = end;
  }
  return found;
};

const MOST_SHARED = 6;

/** Perhaps the name of a party, then the comma or "and" before the next thing. */
const LEAD = /^(?: (?:with|at|from|via|through|by|on|in) [\p{L}\p{N}.-]{1,30}){0,1}(?:, and |, | and | und | y | et )/u;

const CLOSED = /^(?:[,.;:)\n]|$| (?:with|at|from|via|through|by|and|und|y|et)[ ])/;

const MOST_WORDS = 3;

const nounPhrase = (words: readonly Word[], lexicon: SketchLexicon): readonly Word[] => {
  const phrase: Word[] = [];
  for (const word of words) {
    const lower = word.text.toLowerCase();
    if (phrase.length === 0 && lexicon.determiners.includes(lower)) continue;
    if (lexicon.fillers.includes(lower) || POSSESSIVE.test(lower)) continue;
    if (lexicon.boundaries.includes(lower) || lexicon.determiners.includes(lower)) break;
    if ([lexicon.pronouns, lexicon.negations, lexicon.failures].some((list) => list.includes(lower))) break;
    phrase.push({ ...word, text: word.text.replace(/^[ld]['’]/i, '') });
    if (phrase.length === MOST_WORDS) break;
  }
  return phrase;
};

/** The subject of a passive: "the stock is reserved", "a courier gets booked". */
const subjectBefore = (before: string, lexicon: SketchLexicon): string | undefined => {
  const passive =
    /([\p{L}\p{N}'’ _-]{2,60})[ ](?:is|are|was|were|gets?|be|been|being)[ ](?:(?:then|only|already|finally|first)[ ])?$/u;
  return nounBefore(passive.exec(before)?.[1]?.trim().split(' ') ?? [], lexicon);
};

const POSSESSIVE = /['’]s$/;

const AUXILIARY = /^(?:has|have|had|must|should|will|can|to)$/;

const nounBefore = (words: readonly string[], lexicon: SketchLexicon): string | undefined => {
  const phrase: string[] = [];
  for (const word of words.toReversed()) {
    const lower = word.toLowerCase();
    if (AUXILIARY.test(lower) && phrase.length === 0) continue;
    const ends = [lexicon.determiners, lexicon.boundaries, lexicon.pronouns, lexicon.failures, lexicon.conditions];
    if (ends.some((list) => list.includes(lower)) || POSSESSIVE.test(lower) || phrase.length === 2) break;
    phrase.unshift(word);
  }
  return phrase.length === 0 ? undefined : pascal(phrase);
};
