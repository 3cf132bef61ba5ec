/** The ids nearest to one that does not exist, by shared letter pairs. */
export const nearestIds = (id: string, ids: readonly string[], limit = 3): readonly string[] => {
  const wanted = pairs(id);
  return [...ids]
    .map((candidate) => ({ candidate, score: dice(wanted, pairs(candidate)) }))
    .sort((a, b) => b.score - a.score || a.candidate.localeCompare(b.candidate))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
};

const pairs = (text: string): ReadonlySet<string> => {
  const lower = text.toLowerCase().slice(0, 100);
  return new Set(Array.from({ length: Math.max(0, lower.length - 1) }, (_, index) => lower.slice(index, index + 2)));
};

const dice = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
};
