import { hashOf, mix } from '../hash.ts';
import type { Language } from './language.ts';
import type { Sentence } from './segment.ts';

/** A sentence and how much its words count, 1 when nothing that follows takes it back. */
export type Said = Readonly<{ sentence: Pick<Sentence, 'lower' | 'message' | 'start' | 'asks'>; weight: number }>;

/** How much counts what was said in an earlier turn, or before a correction: the later statement stands. */
const EARLIER = 0.3;

/** The user's own sentences, weighted. */
export const saidIn = (sentences: readonly Sentence[], spoken: readonly Language[]): readonly Said[] => {
  const own = sentences.filter(({ speaker }) => speaker === 'user');
  const corrected = own.findLastIndex((sentence) =>
    spoken.some(({ scope }) => scope.correction(sentence).length > 0 || scope.retraction(sentence).length > 0),
  );
  const last = own.at(-1)?.turn;
  return own.map((sentence, at) => ({
    sentence,
    weight: (sentence.turn === last ? 1 : EARLIER) * (at >= corrected ? 1 : EARLIER),
  }));
};

/**
 * What the kind of a conversation is judged by: which words it has, which pairs of neighbouring words, and which pieces
 * of words. Only presence counts, and the vector has the length 1, so that how much is written says nothing.
 * Answers feature number (below 2 to the power of `bits`) → value.
 */
export const featuresOf = (said: readonly Said[], bits: number): ReadonlyMap<number, number> => {
  const mask = 2 ** bits - 1;
  const values = new Map<number, number>();
  const raise = (feature: number, value: number) => {
    if ((values.get(feature) ?? 0) < value) values.set(feature, value);
  };
  const seen = new Map<string, number>();
  for (const { sentence, weight } of said) {
    let before = 0;
    for (const word of wordsOf(sentence.lower)) {
      const hash = hashOf(word);
      raise(mix(Math.imul(before, 31) ^ hash, salt.pair) & mask, weight);
      before = hash;
      if ((seen.get(word) ?? 0) >= weight) continue;
      seen.set(word, weight);
      raise(mix(hash, salt.word) & mask, weight);
      for (const piece of piecesOf(word)) raise(mix(hashOf(piece), salt.piece) & mask, weight * PIECE);
    }
  }
  return toLength(values);
};

/** Words without case, accents and apostrophes; of Chinese and Japanese every sign. */
const wordsOf = (sentence: string): readonly string[] =>
  sentence.toLowerCase().normalize('NFD').replace(MARKS, '').match(WORDS) ?? [];

const MARKS = /[\u0300-\u036f'’]/g;
const WORDS = /[\u3040-\u30ff\u3400-\u9fff]|[\p{L}\p{N}]+/gu;

/** What one piece says, beside a whole word. */
const PIECE = 0.6;
const PIECE_LENGTH = 4;
const LONGEST = 40;

/** Four letters at a time, the ends marked: a typo or an ending changes a few of them, not all. */
const piecesOf = (word: string): readonly string[] => {
  const marked = ` ${word.slice(0, LONGEST)} `;
  return Array.from({ length: Math.max(0, marked.length - PIECE_LENGTH + 1) }, (_, at) =>
    marked.slice(at, at + PIECE_LENGTH),
  );
};

/** What keeps words, pairs and pieces apart that share one table. */
const salt = { word: 0x6c8e9cf5, pair: 0x51ed270b, piece: 0x05151515 } as const;

const toLength = (values: ReadonlyMap<number, number>): ReadonlyMap<number, number> => {
  let square = 0;
  for (const value of values.values()) square += value ** 2;
  const length = Math.sqrt(square);
  return new Map([...values].map(([feature, value]) => [feature, value / length]));
};
