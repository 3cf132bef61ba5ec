import type { Token } from './tokenize.ts';
import { tokenize } from './tokenize.ts';

/** A phrase of a concept found in a text: tokens `from` to `to`, both inclusive. */
export type Hit = Readonly<{ concept: number; from: number; to: number }>;

/** Finds all phrases of all concepts in one pass. */
export type Matcher = (tokens: readonly Token[]) => readonly Hit[];

type Part = Readonly<{ word: string; open: boolean; gap: boolean }>;
type Phrase = Readonly<{ concept: number; parts: readonly Part[] }>;

/** Phrases as concept and text by their first word, or by its beginning: taken apart only when that word is met. */
type Index = Readonly<{
  whole: ReadonlyMap<string, readonly Entry[]>;
  begun: ReadonlyMap<string, readonly Entry[]>;
  longestStem: number;
  /** What was taken apart before: a phrase is met again and again. */
  parts: Map<string, readonly Part[]>;
}>;
type Entry = readonly [concept: number, text: string];

const widestGap = 3;
const shortestStem = 2;

/**
 * Builds the matcher for lists of normal phrases, one list per concept. `word*` is the beginning of a word, `~` up to
 * three words of any kind. A text of n tokens costs n look-ups and, for each phrase that may begin there, its own length.
 */
export function compilePhrases(concepts: readonly (readonly string[])[]): Matcher {
  const index = { whole: new Map<string, Entry[]>(), begun: new Map<string, Entry[]>(), parts: new Map() };
  for (const [concept, phrases] of concepts.entries())
    for (const text of phrases) {
      const space = text.indexOf(' ');
      const first = space < 0 ? text : text.slice(0, space);
      const open = first.endsWith('*');
      const home = open ? index.begun : index.whole;
      const word = open ? first.slice(0, -1) : first;
      const known = home.get(word);
      if (known === undefined) home.set(word, [[concept, text]]);
      else known.push([concept, text]);
    }
  const longestStem = Math.max(0, ...[...index.begun.keys()].map(({ length }) => length));
  return (tokens) => findAll(tokens, { ...index, longestStem });
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

const nobody = { word: '', nth: 0 };

function findAll(tokens: readonly Token[], index: Index): readonly Hit[] {
  const beginning: (readonly Phrase[])[] = [];
  const hits: Hit[] = [];
  for (let from = 0; from < tokens.length; from++) {
    const { word, nth } = tokens[from] ?? nobody;
    let phrases = beginning[nth];
    if (phrases === undefined) {
      phrases = candidates(word, index);
      beginning[nth] = phrases;
    }
    for (const { concept, parts } of phrases) {
      const to = endOf(tokens, from, parts);
      if (to !== undefined) hits.push({ concept, from, to });
    }
  }
  return hits;
}

function candidates(word: string, { whole, begun, longestStem, parts }: Index): readonly Phrase[] {
  const found = [...(whole.get(word) ?? [])];
  for (let length = Math.min(shortestStem, word.length); length <= word.length && length <= longestStem; length++)
    found.push(...(begun.get(word.slice(0, length)) ?? []));
  return found.map(([concept, text]) => {
    const known = parts.get(text) ?? parse(text);
    parts.set(text, known);
    return { concept, parts: known };
  });
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
