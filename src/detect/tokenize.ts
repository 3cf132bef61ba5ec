import { maskCode } from './mask-code.ts';

/**
 * A word, or one ideograph, of a text: folded for comparison, with the place it came from. `nth` tells words apart without
 * comparing them: the spellings of a text are numbered as they come.
 */
export type Token = Readonly<{ word: string; nth: number; start: number; end: number; sentence: number }>;

/**
 * Cuts a text into tokens and numbers its sentences. Case, accents, apostrophes, fenced code, file names and links
 * make no difference; Chinese and Japanese come one character a token. Linear in the length of the text: every
 * character is looked at once.
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const known = new Map<string, Readonly<{ word: string; nth: number }>>();
  const said = maskCode(text);
  let sentence = 0;
  for (let start = 0; start < said.length; ) {
    const kind = kindOf(said.charCodeAt(start));
    let end = start + 1;
    if (kind === letter) while (end < said.length && kindOf(said.charCodeAt(end)) === letter) end += 1;
    if (kind === stop && tokens.at(-1)?.sentence === sentence) sentence += 1;
    if (kind === letter || kind === ideograph) {
      const raw = said.slice(start, Math.min(end, start + longestWord));
      let spelling = known.get(raw);
      if (spelling === undefined) {
        spelling = { word: fold(raw), nth: known.size };
        known.set(raw, spelling);
      }
      const { word, nth } = spelling;
      if (word !== '') tokens.push({ word, nth, start, end, sentence });
    }
    start = end;
  }
  return tokens;
}

/** Lower case, without accents, apostrophes and what nobody sees, so that spelling habits do not matter. */
function fold(word: string): string {
  const lower = word.toLowerCase();
  if (plain.test(lower)) return lower;
  return lower.normalize('NFD').replace(marks, '').replaceAll('ß', 'ss').replaceAll('ł', 'l').normalize('NFC');
}

const longestWord = 60;
const plain = /^[a-z0-9]*$/;
const marks = /[\u0300-\u036f'’\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

const [letter, ideograph, stop, space] = [1, 2, 3, 4];

/** What each code unit is, found out when it is first met; 0 is not known yet. */
const kinds = new Uint8Array(65_536);

function kindOf(unit: number): number {
  const known = kinds[unit] ?? space;
  if (known !== 0) return known;
  const character = String.fromCharCode(unit);
  const kind = isIdeograph.test(character)
    ? ideograph
    : isLetter.test(character)
      ? letter
      : isStop.test(character)
        ? stop
        : space;
  kinds[unit] = kind;
  return kind;
}

const isIdeograph = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/;
// Soft hyphens, zero-width characters and marks of direction stand inside of words that were copied from pages.
const isLetter = /[\p{L}\p{N}\p{M}'’\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/u;
const isStop = /[.!?…。！？;；\n]/;
