/** `did you mean "command"?` where the word looks like a slip of the pen for a candidate; otherwise the given advice. */
export const suggestion = (word: string, candidates: readonly string[], otherwise: string): string => {
  const meant = mistyped(word, candidates);
  return meant === undefined ? otherwise : `did you mean "${meant}"?`;
};

/**
 * The few names most like one that does not exist, best first, by shared letter pairs: it also finds a name that is
 * part of what was asked for ("outbox-pattern" → "outbox"), and always answers.
 */
export const nearestNames = (name: string, names: readonly string[], limit = 3): readonly string[] => {
  const wanted = pairs(name);
  return [...names]
    .map((candidate) => ({ candidate, score: dice(wanted, pairs(candidate)) }))
    .sort((a, b) => b.score - a.score || a.candidate.localeCompare(b.candidate))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
};

/** Longer words are no slips, and comparing them costs the product of their lengths. */
const LONGEST = 64;

/** The candidate within a third of the word's letters, if there is one. */
const mistyped = (word: string, candidates: readonly string[]): string | undefined => {
  if (word.length > LONGEST) return undefined;
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit || candidate.length > LONGEST) continue;
    const distance = edits(plain(word), plain(candidate));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
};

const plain = (word: string): string => word.toLowerCase().replace(/[-_. ]/g, '');

/** Damerau-Levenshtein, optimal string alignment: the usual slips are a letter swapped, missing, doubled or wrong. */
const edits = (a: string, b: string): number => {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let distance = Math.min((row[j - 1] ?? 0) + 1, (previous[j] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        distance = Math.min(distance, (beforePrevious[j - 2] ?? 0) + 1);
      row.push(distance);
    }
    beforePrevious = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
};

const pairs = (text: string): ReadonlySet<string> => {
  const lower = text.toLowerCase().slice(0, 100);
  return new Set(Array.from({ length: Math.max(0, lower.length - 1) }, (_, index) => lower.slice(index, index + 2)));
};

const dice = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
};
