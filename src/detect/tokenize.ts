/** A word, or one ideograph, of a text: folded for comparison, with the place it came from. */
export type Token = Readonly<{ word: string; start: number; end: number; sentence: number }>;

/**
 * Cuts a text into tokens and numbers its sentences. Case, accents, apostrophes, fenced code, file names and links
 * make no difference; Chinese and Japanese come one character a token. Linear in the length of the text.
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const folded = new Map<string, string>();
  let sentence = 0;
  for (const match of text.matchAll(lexeme)) {
    const [raw] = match;
    if (match.groups?.word !== undefined) {
      let word = folded.get(raw);
      if (word === undefined) {
        word = fold(raw);
        folded.set(raw, word);
      }
      tokens.push({ word, start: match.index, end: match.index + raw.length, sentence });
    } else if (match.groups?.stop !== undefined) sentence += 1;
  }
  return tokens;
}

/** Lower case, without accents and apostrophes, so that spelling habits do not matter. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (plain.test(lower)) return lower;
  return lower.normalize('NFD').replace(marks, '').replaceAll('ß', 'ss').replaceAll('ł', 'l').normalize('NFC');
}

const plain = /^[a-z0-9]*$/;
const marks = /[\u0300-\u036f'’]/g;

// The order matters: code and links are passed over before their words could be seen. Every repetition is bounded or
// runs over a class that the next alternative cannot re-enter, so the scan never goes back.
const code = '```[^`]{0,20000}(?:```|$)';
const link = 'https?://[^\\s)>\\]]{1,500}';
const file =
  '[\\w-]{1,60}(?:[./\\\\][\\w-]{1,60}){0,12}\\.(?:tsx?|jsx?|mjs|go|py|java|cs|rb|rs|kt|php|sql|ya?ml|json|md|txt|csv|log|xml|toml|proto)\\b(?::\\d{1,6})?';
const ideograph = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー]';
const word = `${ideograph}|(?:(?!${ideograph})[\\p{L}\\p{N}\\p{M}])(?:(?!${ideograph})[\\p{L}\\p{N}\\p{M}]|['’](?=\\p{L})){0,59}`;
const lexeme = new RegExp(`${code}|${link}|${file}|(?<word>${word})|(?<stop>[.!?…。！？;；\\n]+)`, 'gu');
