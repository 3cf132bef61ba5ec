import type { Conversation } from '../conversation.ts';
import type { Hit, Matcher } from './lexicon.ts';
import type { Token } from './tokenize.ts';
import { tokenize } from './tokenize.ts';

/** One message, read: its tokens and the concepts in it. */
export type Reading = Readonly<{ message: number; ours: boolean; tokens: readonly Token[]; hits: readonly Hit[] }>;

/** A sparse vector: feature number → value. */
export type Vector = ReadonlyMap<number, number>;

/** Reads every message once. `ours` marks what the assistant said, which weighs less than what the user said. */
export function read(conversation: Conversation, match: Matcher): readonly Reading[] {
  return conversation
    .map(({ role, content }, message) => {
      const tokens = tokenize(content);
      return { message, ours: role === 'assistant', tokens, hits: match(tokens), system: role === 'system' };
    })
    .filter(({ system }) => !system);
}

/**
 * What the need is judged by: which concepts occur, which occur close to each other, and which words and word pairs.
 * Only presence counts, never how often or how long, so that length says nothing.
 */
export function vectorOf(readings: readonly Reading[], bits: number): Vector {
  const mask = 2 ** bits - 1;
  const concepts = new Map<number, number>();
  const words = new Map<number, number>();
  for (const reading of readings) {
    const weight = reading.ours ? assistantWeight : 1;
    addConcepts(concepts, reading, weight, mask);
    addWords(words, reading.tokens, weight, mask);
  }
  return merge(concepts, scaled(words));
}

const assistantWeight = 0.4;
const wordsWeight = 6;
const pairWeight = 0.7;
const neighbourhood = 1;

function addConcepts(into: Map<number, number>, { tokens, hits }: Reading, weight: number, mask: number): void {
  const recent: { concept: number; sentence: number }[] = [];
  for (const { concept, from } of hits) {
    raise(into, mix(concept + 1, salt.concept) & mask, weight);
    const sentence = tokens[from]?.sentence ?? 0;
    for (const other of recent) {
      const [low, high] = other.concept < concept ? [other.concept, concept] : [concept, other.concept];
      raise(into, mix(low * 1009 + high, salt.pair) & mask, weight * pairWeight);
    }
    recent.push({ concept, sentence });
    while (recent.length > 24 || (recent[0]?.sentence ?? 0) < sentence - neighbourhood) recent.shift();
  }
}

function addWords(into: Map<number, number>, tokens: readonly Token[], weight: number, mask: number): void {
  const hashes = new Map<string, readonly [number, number]>();
  let before = 0;
  let sentence = -1;
  for (const token of tokens) {
    let hash = hashes.get(token.word);
    if (hash === undefined) {
      hash = [hashOf(token.word), hashOf(token.word.slice(0, stemLength))];
      hashes.set(token.word, hash);
    }
    if (token.sentence !== sentence) before = 0;
    sentence = token.sentence;
    raise(into, mix(hash[0], salt.word) & mask, weight);
    raise(into, mix(hash[1], salt.stem) & mask, weight);
    raise(into, mix(Math.imul(before, 31) ^ hash[0], salt.words) & mask, weight);
    before = hash[0];
  }
}

const stemLength = 5;
const salt = { concept: 0x1f3d5b79, pair: 0x2545f491, word: 0x6c8e9cf5, stem: 0x3779b97f, words: 0x51ed270b } as const;

function raise(into: Map<number, number>, feature: number, value: number): void {
  if ((into.get(feature) ?? 0) < value) into.set(feature, value);
}

/** A long text must not outweigh its concepts by sheer number of words. */
function scaled(words: ReadonlyMap<number, number>): Vector {
  let square = 0;
  for (const value of words.values()) square += value * value;
  const factor = square === 0 ? 0 : wordsWeight / Math.sqrt(square);
  return new Map([...words].map(([feature, value]) => [feature, value * factor]));
}

function merge(first: Vector, second: Vector): Vector {
  const sum = new Map(first);
  for (const [feature, value] of second) sum.set(feature, (sum.get(feature) ?? 0) + value);
  return sum;
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function mix(value: number, seed: number): number {
  let hash = Math.imul(value ^ seed, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
