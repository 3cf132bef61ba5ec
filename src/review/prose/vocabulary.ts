import type { ProseWords } from '../../knowledge/prose-schema.ts';
import { plainOf } from './text.ts';

/** Finds words of a list in a plain text: the position of the first, or -1; and the first itself, or nothing. */
export type Words = Readonly<{ in: (plain: string) => number; first: (plain: string) => string | undefined }>;

/** The word lists of the knowledge, ready to match. */
export type Vocabulary = Readonly<{
  group: (name: string) => Words;
  context: Words;
  plannedHeadings: Words;
  planned: Words;
  deniedBefore: (plain: string, position: number) => boolean;
  withoutNoise: (plain: string) => string;
  isAside: (heading: string) => boolean;
  promises: Words;
}>;

/** Prepares the word lists once per review. */
export const vocabularyOf = (words: ProseWords): Vocabulary => {
  const groups = new Map(Object.entries(words.groups).map(([name, list]) => [name, wordsOf(list)]));
  const denied = wordsOf(words.denied);
  const aside = new Set(words.aside.map(plainOf));
  const noise = new RegExp(patternOf(words.noise), 'gu');
  return {
    group: (name) => {
      const found = groups.get(name);
      if (!found) throw new Error(`no group of words "${name}"`);
      return found;
    },
    context: wordsOf(words.context),
    plannedHeadings: wordsOf(words.planned.headings),
    planned: wordsOf(words.planned.words),
    isAside: (heading) => aside.has(heading),
    promises: wordsOf(words.promises),
    withoutNoise: (plain) => plain.replace(noise, ' '),
    deniedBefore: (plain, position) => denied.in(lastWords(plain.slice(0, position))) >= 0,
  };
};

/** One alternation of literal words: no nesting, so it is linear. A blank in a word is one blank in the text. */
export const wordsOf = (list: readonly string[]): Words => {
  if (list.length === 0) return { in: () => -1, first: () => undefined };
  const pattern = new RegExp(patternOf(list), 'u');
  // Several concerns ask the same of the same place.
  const known = new Map<string, number>();
  const position = (plain: string): number => {
    const found = known.get(plain) ?? plain.search(pattern);
    known.set(plain, found);
    return found;
  };
  return { in: position, first: (plain) => pattern.exec(plain)?.[0] };
};

const patternOf = (list: readonly string[]): string => {
  const alternatives = [...list].sort((a, b) => b.length - a.length).map(alternative);
  return `(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`;
};

const alternative = (word: string): string =>
  word
    .split('*')
    .map((part) => plainPart(part).replace(/[\\^$.+?()[\]{}|/]/g, '\\$&'))
    .join('[\\p{L}\\p{N}]{0,12}');

/** Like the text, but blanks around a star stay. */
const plainPart = (part: string): string => {
  const before = part.startsWith(' ') ? ' ' : '';
  const after = part.endsWith(' ') && part.length > 1 ? ' ' : '';
  return `${before}${plainOf(part)}${after}`;
};

/** A denial stands within the four words before what it denies. */
const lastWords = (plain: string): string => plain.split(' ').slice(-5).join(' ');
