/** Letters of a word that are compared before a regular expression is tried. */
const LENGTH = 3;

/** How the words of a text begin; what `anchorsOf` is compared with. */
export const wordStarts = (lower: string): ReadonlySet<string> => {
  const starts = new Set<string>();
  for (const word of lower.split(/[^a-z0-9\u00df-\u024f]+/)) starts.add(word.slice(0, LENGTH));
  return starts;
};

/**
 * The smallest set of word beginnings of which every match of the pattern (macros already expanded) has one; null when
 * the pattern demands no word. It lets a sentence skip most patterns without running them.
 */
export const anchorsOf = (pattern: string): readonly string[] | null => {
  const all: string[] = [];
  for (const alternative of alternatives(pattern)) {
    const anchors = anchorsOfOne(alternative);
    if (anchors === null) return null;
    all.push(...anchors);
  }
  return [...new Set(all)];
};

const anchorsOfOne = (pattern: string): readonly string[] | null => {
  let best: readonly string[] | null = null;
  let atWord = true;
  for (let at = 0; at < pattern.length; ) {
    const atom = atomAt(pattern, at);
    const needed = atWord && !atom.optional ? startsOf(pattern.slice(at)) : null;
    if (needed !== null && (best === null || needed.length < best.length)) best = needed;
    atWord = /[\s~]$/.test(atom.text) || (atom.optional && atWord) || (atom.group && / \)$/.test(atom.text));
    at += atom.text.length + atom.suffix;
  }
  return best;
};

type Atom = Readonly<{ text: string; group: boolean; optional: boolean; suffix: number }>;

const atomAt = (pattern: string, at: number): Atom => {
  const group = pattern.charAt(at) === '(';
  const text = group
    ? pattern.slice(at, closing(pattern, at) + 1)
    : (/^(?:<\d>|.)/su.exec(pattern.slice(at))?.[0] ?? '');
  const mark = pattern.charAt(at + text.length);
  const suffix = mark === '?' || mark === '*' ? 1 : 0;
  return { text, group, optional: (suffix === 1 && (group || mark === '?')) || text.startsWith('<'), suffix };
};

const closing = (pattern: string, open: number): number => {
  let depth = 0;
  for (let at = open; at < pattern.length; at += 1) {
    if (pattern.charAt(at) === '(') depth += 1;
    if (pattern.charAt(at) === ')') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`lexicon: no ) in "${pattern}"`);
};

/** The beginnings of the first word of what follows; null when it may begin with anything. */
const startsOf = (rest: string): readonly string[] | null => {
  if (rest.charAt(0) !== '(') return literalStart(rest);
  const end = closing(rest, 0);
  const mark = rest.charAt(end + 1);
  const after = rest.slice(end + 1 + (mark === '?' || mark === '*' ? 1 : 0));
  const found: string[] = [];
  for (const alternative of alternatives(rest.slice(1, end))) {
    const starts = startsOf(alternative === '' ? after : alternative + (/[\s~]$/.test(alternative) ? '' : after));
    if (starts === null) return null;
    found.push(...starts);
  }
  if (mark === '?' || mark === '*') {
    const starts = startsOf(after);
    if (starts === null) return null;
    found.push(...starts);
  }
  return [...new Set(found)];
};

const literalStart = (rest: string): readonly string[] | null => {
  const word = /^[a-z0-9\u00df-\u024f]*/.exec(rest)?.[0] ?? '';
  const next = rest.charAt(word.length);
  const whole = next === '' || /[\s~'|)]/.test(next);
  const sure = next === '?' ? word.slice(0, -1) : word;
  if (sure.length >= LENGTH) return [sure.slice(0, LENGTH)];
  return whole && word !== '' ? [word] : null;
};

const alternatives = (inside: string): readonly string[] => {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < inside.length; at += 1) {
    if (inside.charAt(at) === '(') depth += 1;
    if (inside.charAt(at) === ')') depth -= 1;
    if (inside.charAt(at) === '|' && depth === 0) {
      found.push(inside.slice(start, at));
      start = at + 1;
    }
  }
  return [...found, inside.slice(start)];
};
