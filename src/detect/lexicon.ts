import type { Token } from './tokenize.ts';
import { tokenize } from './tokenize.ts';

/** A phrase of a concept found in a text: tokens `from` to `to`, both inclusive. */
export type Hit = Readonly<{ concept: number; from: number; to: number }>;

/** Finds all phrases of all concepts in one pass. */
export type Matcher = (tokens: readonly Token[]) => readonly Hit[];

type Part = Readonly<{ word: string; open: boolean; gap: boolean }>;
type Phrase = Readonly<{ concept: number; parts: readonly Part[] }>;

/** Phrases by their first word, each as concept and text: taken apart only when that word is met. */
type Index = ReadonlyMap<string, readonly (readonly [concept: number, text: string])[]>;

const widestGap = 3;
const shortestStem = 2;

/**
 * Builds the matcher for lists of normal phrases, one list per concept. `word*` is the beginning of a word, `~` up to
 * three words of any kind. A text of n tokens costs n look-ups and, for each phrase that may begin there, its own length.
 */
export function compilePhrases(concepts: readonly (readonly string[])[]): Matcher {
  const index = new Map<string, [number, string][]>();
  for (const [concept, phrases] of concepts.entries())
    for (const text of phrases) {
      const space = text.indexOf(' ');
      const first = space < 0 ? text : text.slice(0, space);
      const known = index.get(first);
      if (known === undefined) index.set(first, [[concept, text]]);
      else known.push([concept, text]);
    }
  return (tokens) => findAll(tokens, index);
}

function parse(text: string): readonly Part[] {
  const parts: Part[] = [];
  let gap = false;
  for (const piece of text.split(' ')) {
    if (piece === '~') gap = true;
    else {
      const open = piece.endsWith('*');
      parts.push({ word: open ? piece.slice(0, -1) : piece, open, gap });
      gap = false;
    }
  }
  return parts;
}

/** A phrase as people write it, in the form that `compilePhrases` takes: folded words, one space between them. */
export function normalPhrase(text: string): string {
  return text
    .split(/\s+/)
    .map((piece) => {
      if (piece === '~') return piece;
      const words = tokenize(piece).map(({ word }) => word);
      return words.join(' ') + (piece.endsWith('*') ? '*' : '');
    })
    .join(' ')
    .trim();
}

function findAll(tokens: readonly Token[], index: Index): readonly Hit[] {
  const beginning = new Map<string, readonly Phrase[]>();
  const hits: Hit[] = [];
  for (let from = 0; from < tokens.length; from++) {
    const word = tokens[from]?.word ?? '';
    let phrases = beginning.get(word);
    if (phrases === undefined) {
      phrases = candidates(word, index);
      beginning.set(word, phrases);
    }
    for (const { concept, parts } of phrases) {
      const to = endOf(tokens, from, parts);
      if (to !== undefined) hits.push({ concept, from, to });
    }
  }
  return hits;
}

function candidates(word: string, index: Index): readonly Phrase[] {
  const found = [...(index.get(word) ?? [])];
  for (let length = Math.min(shortestStem, word.length); length <= word.length; length++)
    found.push(...(index.get(`${word.slice(0, length)}*`) ?? []));
  return found.map(([concept, text]) => ({ concept, parts: parse(text) }));
}

function endOf(tokens: readonly Token[], from: number, parts: readonly Part[]): number | undefined {
  let at = from;
  for (let index = 1; index < parts.length; index++) {
    const part = parts[index];
    if (part === undefined) break;
    const last = Math.min(tokens.length - 1, at + 1 + (part.gap ? widestGap : 0));
    let next = at + 1;
    while (next <= last && !fits(tokens[next]?.word ?? '', part)) next += 1;
    if (next > last || tokens[next]?.sentence !== tokens[from]?.sentence) return undefined;
    at = next;
  }
  return at;
}

const fits = (word: string, part: Part): boolean => (part.open ? word.startsWith(part.word) : word === part.word);
