import type { Conversation } from '../conversation.ts';
import { hashOf, mix } from '../hash.ts';
import type { ConceptKind } from '../knowledge/detection-schema.ts';
import type { Hit, Matcher } from './lexicon.ts';
import { blankFeatures, concatenated, type Features, raise, scaleTo, type Vector, wipe } from './sparse.ts';
import type { Token } from './tokenize.ts';
import { tokenize } from './tokenize.ts';

/** One message, read: its tokens and the concepts in it. */
export type Reading = Readonly<{ message: number; ours: boolean; tokens: readonly Token[]; hits: readonly Hit[] }>;

/** Where vectors are built, one after the other: fresh room for each would cost more than the rest of the work. */
export type Sheet = Readonly<{ concepts: Features; words: Features; last: Features }>;

/** A blank sheet for features of so many bits. */
export const sheetOf = (bits: number): Sheet => ({
  concepts: blankFeatures(bits),
  words: blankFeatures(bits),
  last: blankFeatures(bits),
});

/** Reads every message once. `ours` marks what the assistant said; a system message is nobody's talk. */
export function read(conversation: Conversation, match: Matcher): readonly Reading[] {
  return conversation.flatMap(({ role, content }, message) => {
    if (role === 'system') return [];
    const tokens = tokenize(content);
    return [{ message, ours: role === 'assistant', tokens, hits: match(tokens) }];
  });
}

/**
 * What the need is judged by: which concepts occur, which occur close to each other, how many of each kind, and which
 * words, word pairs and pieces of words, those of the user's last message once more, for it says what is wanted now.
 * Only presence counts, never how often or how long, so that length says nothing.
 */
export function vectorOf(
  readings: readonly Reading[],
  kinds: readonly ConceptKind[],
  { concepts, words, last }: Sheet,
): Vector {
  const bits = Math.log2(words.values.length);
  const mask = 2 ** bits - 1;
  wipe(concepts);
  wipe(words);
  wipe(last);
  for (const reading of readings) {
    const weight = reading.ours ? assistantWeight : 1;
    addConcepts(concepts, reading, weight, bits);
    addWords(words, reading.tokens, weight, mask);
  }
  addLast(last, readings.findLast(({ ours }) => !ours)?.tokens ?? [], mask);
  addCounts(concepts, readings, kinds, mask);
  return concatenated([
    [concepts, Math.min(1, scaleTo(mostConceptWeight, concepts))],
    [words, scaleTo(wordsWeight, words)],
    [last, scaleTo(lastWeight, last)],
  ]);
}

/** The number of the feature "this concept occurs". */
export const conceptFeature = (concept: number, bits: number): number =>
  mix(concept + 1, salt.concept) & (2 ** bits - 1);

// Set by cross-validation on the project's own conversations.
const assistantWeight = 0.4;
const wordsWeight = 8;
const lastWeight = 4;
const mostConceptWeight = 4;
const pairWeight = 0.7;
const pieceWeight = 0.6;

const neighbourhood = 1;
const mostNeighbours = 24;

function addConcepts(into: Features, { tokens, hits }: Reading, weight: number, bits: number): void {
  const mask = 2 ** bits - 1;
  const recent: { concept: number; sentence: number }[] = [];
  for (const { concept, from } of hits) {
    raise(into, conceptFeature(concept, bits), weight);
    const sentence = tokens[from]?.sentence ?? 0;
    for (const other of recent) {
      const [low, high] = other.concept < concept ? [other.concept, concept] : [concept, other.concept];
      raise(into, mix(low * 1009 + high, salt.pair) & mask, weight * pairWeight);
    }
    recent.push({ concept, sentence });
    while (recent.length > mostNeighbours || (recent[0]?.sentence ?? 0) < sentence - neighbourhood) recent.shift();
  }
}

/** How kinds of concepts meet in what the user said: a need without a second party is no process. */
function addCounts(into: Features, readings: readonly Reading[], kinds: readonly ConceptKind[], mask: number): void {
  const seen = new Set(readings.flatMap(({ ours, hits }) => (ours ? [] : hits.map(({ concept }) => concept))));
  const count = (kind: ConceptKind) => [...seen].filter((concept) => kinds[concept] === kind).length;
  const [parties, needs, crafts, vetoes] = [count('party'), count('need'), count('craft'), count('veto')];
  const shapes: readonly (readonly [number, number])[] = [
    [Math.min(needs, 4), Math.min(parties, 3)],
    [Math.min(crafts, 3), Math.min(vetoes, 2)],
    [Math.min(needs, 3), Math.min(vetoes, 2)],
    [Math.min(crafts, 2), Math.min(needs, 2)],
  ];
  for (const [shape, [a, b]] of shapes.entries()) raise(into, mix(shape * 64 + a * 8 + b, salt.count) & mask, 1);
}

function addWords(into: Features, tokens: readonly Token[], weight: number, mask: number): void {
  const hashes: number[] = [];
  let before = 0;
  let sentence = -1;
  for (const { word, nth, sentence: here } of tokens) {
    let hash = hashes[nth];
    if (hash === undefined) {
      hash = hashOf(word);
      hashes[nth] = hash;
      addWord(into, word, hash, weight, mask);
    }
    if (here !== sentence) before = 0;
    sentence = here;
    raise(into, mix(Math.imul(before, 31) ^ hash, salt.words) & mask, weight);
    before = hash;
  }
}

/** The words, their beginnings and the word pairs of the user's last message. */
function addLast(into: Features, tokens: readonly Token[], mask: number): void {
  const hashes: number[] = [];
  let before = 0;
  for (const { word, nth } of tokens) {
    let hash = hashes[nth];
    if (hash === undefined) {
      hash = hashOf(word);
      hashes[nth] = hash;
      raise(into, mix(hash, salt.lastWord) & mask, 1);
      raise(into, mix(hashOf(word.slice(0, stemLength)), salt.lastStem) & mask, 1);
    }
    if (before !== 0) raise(into, mix(Math.imul(before, 31) ^ hash, salt.lastWords) & mask, 1);
    before = hash;
  }
}

/** The word, its beginning, and its pieces: a typo or an ending changes a few of them, not all. */
function addWord(into: Features, word: string, hash: number, weight: number, mask: number): void {
  raise(into, mix(hash, salt.word) & mask, weight);
  raise(into, mix(hashOf(word.slice(0, stemLength)), salt.stem) & mask, weight);
  if (word.length <= pieceLength) return;
  for (let at = 0; at + pieceLength <= word.length; at++)
    raise(into, mix(hashOf(word.slice(at, at + pieceLength)), salt.piece) & mask, weight * pieceWeight);
}

const stemLength = 5;
const pieceLength = 4;

/** What keeps the kinds of features apart that share one table. */
const salt = {
  concept: 0x1f3d5b79,
  pair: 0x2545f491,
  count: 0x7f4a7c15,
  word: 0x6c8e9cf5,
  stem: 0x3779b97f,
  piece: 0x05151515,
  words: 0x51ed270b,
  lastWord: 0x2c1b3c6d,
  lastStem: 0x297a2d39,
  lastWords: 0x1b56c4e9,
} as const;
