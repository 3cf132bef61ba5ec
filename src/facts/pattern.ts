/** What a lexicon pattern needs to know to become a regular expression. */
export type PatternSetting = Readonly<{ macros: Readonly<Record<string, string>>; unspaced: boolean }>;

// Plain ranges and no `u` flag: V8 compiles them a hundred times faster than \p{L}, and the text is lower-case already.
const LETTER = 'a-z0-9\\u00df-\\u024f';
const GAP = '[^.;!?。；！？\\n]{0,60}?';
const START = `(?<![${LETTER}])`;
const END = `(?![${LETTER}])`;
const WORD = `[${LETTER}'’]+`;

/**
 * Compiles lexicon patterns to one global regular expression over lower-case text: a blank is white space or a
 * hyphen, `~` a gap of up to 60 characters inside the sentence, `<3>` up to three words, `_` one word, `word*` any
 * ending, `( )*` up to four times, `#` a number, `{name}` a macro, `( | )` and `?` as usual; everything else stands
 * for itself. Every gap is bounded, so the time is linear in the text.
 */
export const compilePatterns = (patterns: readonly string[], setting: PatternSetting): RegExp => {
  const groups = new Map<string, string[]>();
  for (const pattern of patterns) {
    const start = setting.unspaced || /^[,.;:\s-]/.test(pattern) ? '' : START;
    const end = setting.unspaced || /[,.;:\s-]$/.test(pattern) ? '' : END;
    const edges = `${start}(?:|)${end}`;
    const words = translate(expand(pattern, setting.macros, 0), setting.unspaced);
    groups.set(edges, [...(groups.get(edges) ?? []), words]);
  }
  const parts = [...groups].map(([edges, words]) => edges.replace('|', () => words.join('|')));
  return new RegExp(parts.length === 0 ? '(?!)' : parts.join('|'), 'g');
};

const expand = (pattern: string, macros: PatternSetting['macros'], depth: number): string =>
  pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const macro = macros[name];
    if (macro === undefined || depth > 5) throw new Error(`lexicon: no macro {${name}} in "${pattern}"`);
    return `(${expand(macro, macros, depth + 1)})`;
  });

const translate = (pattern: string, unspaced: boolean): string => {
  const edge = unspaced ? '' : `${END}${GAP}${START}`;
  return pattern
    .replace(/ ?~ ?/g, '~')
    .replace(/[.+^$[\]\\/{}]/g, '\\$&')
    .replace(/'/g, "['’]")
    .replace(/\)\*/g, '){0,4}')
    .replace(/<(\d)>/g, `(?:${WORD}[\\s-]+){0,$1}?`)
    .replace(/(?<![\p{L}\p{N}])_(?![\p{L}\p{N}])/gu, WORD)
    .replace(/\((?!\?)/g, '(?:')
    .replace(/#/g, '\\d+(?:[.,]\\d+)*')
    .replace(/ /g, '[\\s-]+')
    .replace(/(\p{L})\*/gu, `$1[${LETTER}]*`)
    .replace(/~/g, unspaced ? GAP : edge);
};
