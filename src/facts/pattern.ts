import { anchorsOf } from './anchor.ts';

/** What a lexicon pattern needs to know to become a regular expression. */
export type PatternSetting = Readonly<{ macros: Readonly<Record<string, string>>; unspaced: boolean }>;

/** A stretch of a text: offsets, end exclusive. */
export type Stretch = Readonly<{ start: number; end: number }>;

/** A text to search: in lower case, with the beginnings of its words (`wordStarts`). */
export type Searchable = Readonly<{ lower: string; starts: ReadonlySet<string> }>;

/** Finds every stretch any of its patterns matches, in the order of the patterns. */
export type Finder = (text: Searchable) => readonly Stretch[];

// Plain ranges and no `u` flag: V8 compiles them a hundred times faster than \p{L}, and the text is lower-case already.
const LETTER = 'a-z0-9\\u00df-\\u024f';
const GAP = '[^.;!?\\n]{0,90}?';
const NEAR = '[^.;!?。；！？\\n]{0,40}?';
const START = `(?<![${LETTER}])`;
const FIRST = `^[^${LETTER}]{0,4}`;
const END = `(?![${LETTER}])`;
const WORD = `[${LETTER}'’]+`;

/**
 * Compiles lexicon patterns, each on first use: a blank is white space or a hyphen, `~` a gap of up to 90 characters
 * inside the sentence, `<3>` up to three words, `_` one word, `word*` any ending, a leading `*` any beginning, a leading `^` the beginning of the text,
 * `( )*` up to four times, `[ae]` one of these letters, `#` a
 * number, `{name}` a macro, `( | )` and `?` as usual; everything else stands for itself. Every gap is bounded, so the
 * time is linear in the text. In a language without blanks a pattern is a regular expression, with `~` for a gap of up to
 * 40 characters. Throws on a macro or bracket that is missing: the lexicon is ours.
 */
export const finderOf = (patterns: readonly string[], setting: PatternSetting): Finder => {
  const each = patterns.map((pattern) => compile(expand(pattern, setting.macros, 0), setting.unspaced));
  return (text) => each.flatMap((find) => find(text));
};

const compile = (pattern: string, unspaced: boolean): Finder => {
  const anchors = unspaced ? null : anchorsOf(pattern.replace(/^\*/, '_').replace(/^\^/, ''));
  let compiled: RegExp | null = null;
  return ({ lower, starts }) => {
    if (anchors !== null && !anchors.some((anchor) => starts.has(anchor))) return [];
    compiled ??= new RegExp(withEdges(pattern, unspaced), 'g');
    return stretches(compiled, lower);
  };
};

const withEdges = (pattern: string, unspaced: boolean): string => {
  const start = unspaced || /^[*,.;:\s-]/.test(pattern) ? '' : pattern.startsWith('^') ? FIRST : START;
  const end = unspaced || /[,.;:\s-]$/.test(pattern) ? '' : END;
  return `${start}(?:${translate(pattern.replace(/^[*^]/, ''), unspaced)})${end}`;
};

const stretches = (pattern: RegExp, text: string): readonly Stretch[] => {
  const found: Stretch[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push({ start: match.index, end: match.index + match[0].length });
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return found;
};

const expand = (pattern: string, macros: PatternSetting['macros'], depth: number): string =>
  pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const macro = macros[name];
    if (macro === undefined || depth > 5) throw new Error(`lexicon: no macro {${name}} in "${pattern}"`);
    return `(${expand(macro, macros, depth + 1)})`;
  });

const translate = (pattern: string, unspaced: boolean): string => {
  if (unspaced) return pattern.replace(/\((?!\?)/g, '(?:').replace(/~/g, NEAR);
  return pattern
    .replace(/ ?~ ?/g, '~')
    .replace(/[.+^$\\/{}]/g, '\\$&')
    .replace(/'/g, "['’]")
    .replace(/\)\*/g, '){0,4}')
    .replace(/<(\d)>/g, `(?:${WORD}[\\s-]+){0,$1}?`)
    .replace(/(?<![\p{L}\p{N}])_(?![\p{L}\p{N}])/gu, WORD)
    .replace(/\((?!\?)/g, '(?:')
    .replace(/#/g, '\\d+(?:[.,]\\d+)*')
    .replace(/[-=]>/g, '(?:[-=]>|[→⇒➜])')
    .replace(/ \?/g, '[\\s-]*')
    .replace(/ /g, '[\\s-]+')
    .replace(/(\p{L})\*/gu, `$1[${LETTER}]*`)
    .replace(/~(?=[,:])/g, `${END}${GAP}`)
    .replace(/~/g, `${END}${GAP}${START}`);
};
