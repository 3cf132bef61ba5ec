import { hashOf, mix } from '../hash.ts';

/**
 * What the kind of a conversation is judged by: which words it has, which pairs of neighbouring words, and which pieces
 * of words. Only presence counts, and the vector has the length 1, so that how much is written says nothing.
 * Answers feature number (below 2 to the power of `bits`) → value.
 */
export const featuresOf = (sentences: readonly string[], bits: number): ReadonlyMap<number, number> => {
  const mask = 2 ** bits - 1;
  const values = new Map<number, number>();
  const raise = (feature: number, value: number) => {
    if ((values.get(feature) ?? 0) < value) values.set(feature, value);
  };
  const seen = new Set<string>();
  for (const sentence of sentences) {
    let before = 0;
    for (const word of wordsOf(sentence)) {
      const hash = hashOf(word);
      raise(mix(Math.imul(before, 31) ^ hash, salt.pair) & mask, 1);
      before = hash;
      if (seen.has(word)) continue;
      seen.add(word);
      raise(mix(hash, salt.word) & mask, 1);
      for (const piece of piecesOf(word)) raise(mix(hashOf(piece), salt.piece) & mask, PIECE);
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
