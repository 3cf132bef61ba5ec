import type { Token } from './tokenize.ts';
import { tokenize } from './tokenize.ts';

/** A phrase of a concept found in a text: tokens `from` to `to`, both inclusive. */
export type Hit = Readonly<{ concept: number; from: number; to: number }>;

/** Finds all phrases of all concepts in one pass. */
export type Matcher = (tokens: readonly Token[]) => readonly Hit[];

type Part = Readonly<{ word: string; open: boolean; gap: boolean }>;
type Phrase = Readonly<{ concept: number; parts: readonly Part[] }>;

const widestGap = 3;
const shortestStem = 2;

/**
 * Builds the matcher for lists of phrases, one list per concept. `word*` is the beginning of a word, `~` up to three
 * words of any kind. A text of n tokens costs n look-ups and, for each phrase that may begin there, its own length.
 */
export function compilePhrases(concepts: readonly (readonly string[])[]): Matcher {
  const whole = new Map<string, Phrase[]>();
  const stems = new Map<string, Phrase[]>();
  for (const [concept, phrases] of concepts.entries())
    for (const text of phrases) {
      const parts = parse(text);
      const [first] = parts;
      if (first === undefined) continue;
      const index = first.open ? stems : whole;
      const known = index.get(first.word);
      if (known === undefined) index.set(first.word, [{ concept, parts }]);
      else known.push({ concept, parts });
    }
  return (tokens) => findAll(tokens, whole, stems);
}

function parse(text: string): readonly Part[] {
  const parts: Part[] = [];
  let gap = false;
  for (const piece of text.split(/\s+/)) {
    if (piece === '~') gap = true;
    const open = piece.endsWith('*');
    const words = tokenize(piece);
    for (const [at, { word }] of words.entries()) {
      parts.push({ word, open: open && at === words.length - 1, gap });
      gap = false;
    }
  }
  return parts;
}

function findAll(
  tokens: readonly Token[],
  whole: ReadonlyMap<string, readonly Phrase[]>,
  stems: ReadonlyMap<string, readonly Phrase[]>,
): readonly Hit[] {
  const beginning = new Map<string, readonly Phrase[]>();
  const hits: Hit[] = [];
  for (const [from, { word }] of tokens.entries()) {
    let phrases = beginning.get(word);
    if (phrases === undefined) {
      phrases = candidates(word, whole, stems);
      beginning.set(word, phrases);
    }
    for (const { concept, parts } of phrases) {
      const to = endOf(tokens, from, parts);
      if (to !== undefined) hits.push({ concept, from, to });
    }
  }
  return hits;
}

function candidates(
  word: string,
  whole: ReadonlyMap<string, readonly Phrase[]>,
  stems: ReadonlyMap<string, readonly Phrase[]>,
): readonly Phrase[] {
  const found = [...(whole.get(word) ?? [])];
  // One ideograph is a word of its own, so a stem may be as short.
  for (let length = Math.min(shortestStem, word.length); length <= word.length; length++)
    found.push(...(stems.get(word.slice(0, length)) ?? []));
  return found;
}

function endOf(tokens: readonly Token[], from: number, parts: readonly Part[]): number | undefined {
  let at = from;
  for (const [index, part] of parts.entries()) {
    if (index === 0) continue;
    const last = Math.min(tokens.length - 1, at + 1 + (part.gap ? widestGap : 0));
    let next = at + 1;
    while (next <= last && !fits(tokens[next]?.word ?? '', part)) next += 1;
    if (next > last || tokens[next]?.sentence !== tokens[from]?.sentence) return undefined;
    at = next;
  }
  return at;
}

const fits = (word: string, part: Part): boolean => (part.open ? word.startsWith(part.word) : word === part.word);
