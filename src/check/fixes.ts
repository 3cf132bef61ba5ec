import type { CheckerWords } from '../knowledge/checker-words-schema.ts';
import type { NormalisedProcess } from '../process/normalised.ts';
import type { PropertyId } from '../process/rules.ts';
import { type Change, changed, changeKinds } from './changes.ts';
import { fill } from './fill.ts';
import { improvements } from './improvements.ts';
import type { Fix, Verdict } from './result.ts';

/** What a check of a changed process says, in short. */
export type Judgement = Readonly<{
  verdict: Verdict;
  broken: ReadonlySet<PropertyId>;
  /** Everything that can happen was looked at: what is not broken holds. */
  isWhole: boolean;
}>;
/** @param first whether the first broken promise is enough of an answer */
export type Judge = (process: NormalisedProcess, first: boolean) => Judgement;

/** Verified changes: per broken property, and one set with which everything holds. */
export type Fixes = Readonly<{ of: (property: PropertyId) => readonly Fix[]; repair: Fix | null }>;

/**
 * Searches the smallest changes that help, by checking each. A repair makes every promise hold: single kinds of change,
 * then pairs, then everything at once with whatever is not needed taken away again. A fix makes one promise hold and
 * breaks no other: single kinds, then what it takes of the repair or, where there is none, of all changes together. A kind is tried in all places first, then narrowed
 * down to those places that matter.
 */
export const searchFixes = (
  process: NormalisedProcess,
  broken: ReadonlySet<PropertyId>,
  judge: Judge,
  words: CheckerWords,
): Fixes => {
  const all = improvements(process);
  const kinds = changeKinds.map((kind) => all.filter((each) => each.kind === kind)).filter((each) => each.length > 0);
  const holds = memoised(process, (variant) => judge(variant, true).verdict === 'holds');
  const judged = memoised(process, (variant) => judge(variant, false));
  const repaired = smallest([...kinds, ...pairsOf(kinds), all], holds);
  const told = (changes: readonly Change[]): Fix => ({
    change: inWords(changes, words),
    edits: changes.flatMap(({ edit, also = [] }) => [edit, ...also]),
    complete: holds(changes),
  });
  const fixOf = (property: PropertyId): readonly Fix[] => {
    const accept: Accept = (changes) => {
      if (changes === repaired) return true;
      const judgement = judged(changes);
      return solves(judgement, property) && [...judgement.broken].every((each) => broken.has(each) || isMasked(each));
    };
    const found = smallest([...kinds, repaired ?? all], accept);
    return found ? [told(found)] : [];
  };
  return { repair: repaired && told(repaired), of: fixOf };
};

/** What can never happen is looked for once nothing else is broken: a change that lets it be seen has not broken it. */
const isMasked = (property: PropertyId): boolean => property === 'everything-reachable';

type Accept = (changes: readonly Change[]) => boolean;

/** The first candidate that is accepted, without what is not needed. */
const smallest = (candidates: readonly (readonly Change[])[], accept: Accept): readonly Change[] | null => {
  const found = candidates.find((changes) => changes.length > 0 && accept(changes));
  return found ? narrowed(found, accept) : null;
};

const solves = ({ isWhole, broken }: Judgement, property: PropertyId): boolean => isWhole && !broken.has(property);

const pairsOf = (kinds: readonly (readonly Change[])[]): readonly (readonly Change[])[] =>
  kinds.flatMap((first, index) => kinds.slice(index + 1).map((second) => [...first, ...second]));

/** Takes away what is not needed: first whole kinds, then single places. */
const narrowed = (changes: readonly Change[], accept: Accept): readonly Change[] => {
  const without = (kept: readonly Change[], taken: (change: Change) => boolean): readonly Change[] => {
    const rest = kept.filter((each) => !taken(each));
    return rest.length > 0 && rest.length < kept.length && accept(rest) ? rest : kept;
  };
  const needed = changeKinds.toReversed().reduce((kept, kind) => without(kept, (each) => each.kind === kind), changes);
  return needed.reduce((kept, change) => without(kept, (each) => each === change), needed);
};

const memoised = <T>(process: NormalisedProcess, judge: (variant: NormalisedProcess) => T) => {
  const known = new Map<string, T>();
  return (changes: readonly Change[]): T => {
    const key = changes.map(({ edit }) => edit.path).join(' ');
    const found = known.get(key) ?? judge(changed(process, changes));
    known.set(key, found);
    return found;
  };
};

const inWords = (changes: readonly Change[], words: CheckerWords): string =>
  changeKinds
    .map((kind) => changes.filter((change) => change.kind === kind))
    .filter((same) => same.length > 0)
    .map((same) =>
      fill(words.changes[same[0]?.kind ?? ''] ?? '{target}', {
        target: [...new Set(same.map(({ target }) => target))].join(', '),
      }),
    )
    .join('; ');
