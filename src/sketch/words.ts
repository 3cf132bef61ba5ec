/** A word of a text and where it stands. */
export type Word = Readonly<{ text: string; start: number; end: number }>;

/** The words that follow `from` with nothing but a space between them. */
export const wordsAfter = (text: string, from: number, most: number): readonly Word[] => {
  const words: Word[] = [];
  const pattern = /[ \t]{1,3}([\p{L}\p{N}][\p{L}\p{N}'’_-]{0,40})/uy;
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null && words.length < most; match = pattern.exec(text)) {
    const end = match.index + match[0].length;
    words.push({ text: match[1] ?? '', start: end - (match[1]?.length ?? 0), end });
  }
  return words;
};

/** The words that stand before `until` in the same clause, in reading order. */
export const wordsBefore = (text: string, until: number, most: number): readonly string[] => {
  const clause = text.slice(Math.max(0, until - 120), until);
  const from = Math.max(...[...'.,;:!?()\n'].map((mark) => clause.lastIndexOf(mark)));
  return [...clause.slice(from + 1).matchAll(/[\p{L}\p{N}'’_-]+/gu)].map((match) => match[0]).slice(-most);
};

/** `loyalty points` → `LoyaltyPoints`. */
export const pascal = (words: readonly string[]): string =>
  words
    .flatMap((word) => plain(word).split(/[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])/))
    .filter((part) => part !== '')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
    .replace(/^[0-9]+/, '');

/** Letters without their accents: names must be identifiers in any programming language. */
const plain = (word: string): string =>
  word
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[łŁøØß]/g, (letter) => UNDECOMPOSED[letter] ?? letter);

const UNDECOMPOSED: Readonly<Record<string, string>> = { ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', ß: 'ss' };

/** `LoyaltyPoints` or `loyalty points` → `loyalty-points`. */
export const kebab = (text: string): string =>
  plain(text)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');

/** One alternation over many phrases, longest first, matched as whole words. */
export const phrases = (forms: readonly string[]): RegExp => {
  const ordered = [...new Set(forms)].sort((a, b) => b.length - a.length || a.localeCompare(b));
  const escaped = ordered.map((form) => form.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[ ]'));
  return new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_-])`, 'giu');
};
