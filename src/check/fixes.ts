import type { CheckerWords } from '../knowledge/checker-words-schema.ts';
import type { NormalisedProcess } from '../process/normalised.ts';
import type { PropertyId } from '../process/rules.ts';
import { type Change, type ChangeKind, changed, changeKinds, improvements } from './changes.ts';
import { fill } from './fill.ts';
import type { Fix, Verdict } from './result.ts';

/** What a check of a changed process says, in short. */
export type Judgement = Readonly<{ verdict: Verdict; broken: ReadonlySet<PropertyId> }>;
/** @param first whether the first broken promise is enough of an answer */
export type Judge = (process: NormalisedProcess, first: boolean) => Judgement;

type Group = Readonly<{ kind: ChangeKind; changes: readonly Change[] }>;
type Accept = (judgement: Judgement) => boolean;

/** Verified changes: per broken property, and one set with which everything holds. */
export type Fixes = Readonly<{ of: (property: PropertyId) => readonly Fix[]; repair: Fix | null }>;

/**
 * Searches the smallest changes that help, by checking each: single kinds of change, then pairs, then everything at
 * once with whatever is not needed taken away again. A kind is tried in all places first, then narrowed down to those
 * places that matter.
 */
export const searchFixes = (
  process: NormalisedProcess,
  broken: ReadonlySet<PropertyId>,
  judge: Judge,
  words: CheckerWords,
): Fixes => {
  const all = improvements(process);
  const groups: readonly Group[] = changeKinds
    .map((kind) => ({ kind, changes: all.filter((change) => change.kind === kind) }))
    .filter(({ changes }) => changes.length > 0);
  const judged = memoised(process, judge);
  const harmless: Accept = (judgement) => [...judgement.broken].every((property) => broken.has(property));
  const find = (accept: Accept): readonly Change[] | null => {
    const found = candidates(groups).find((changes) => accept(judged(changes)));
    if (found) return narrowed(found, accept, judged);
    const everything = groups.flatMap(({ changes }) => changes);
    return accept(judged(everything)) ? narrowed(everything, accept, judged) : null;
  };
  const told = (changes: readonly Change[] | null): Fix | null =>
    changes && {
      change: inWords(changes, words),
      edits: changes.map(({ edit }) => edit),
      complete: judged(changes).verdict === 'holds',
    };
  const repaired = find(({ verdict }) => verdict === 'holds');
  const fixes = new Map(
    [...broken].map((property) => [
      property,
      told(find((judgement) => solves(judgement, property) && harmless(judgement))),
    ]),
  );
  return { repair: told(repaired), of: (property) => [fixes.get(property) ?? null].filter((fix) => fix !== null) };
};

const solves = ({ verdict, broken }: Judgement, property: PropertyId): boolean =>
  verdict !== 'inconclusive' && !broken.has(property);

/** Single kinds, then pairs of kinds. */
const candidates = (groups: readonly Group[]): readonly (readonly Change[])[] => [
  ...groups.map(({ changes }) => changes),
  ...groups.flatMap((first, index) => groups.slice(index + 1).map((second) => [...first.changes, ...second.changes])),
];

/** Takes away, one after the other, what is not needed. */
const narrowed = (
  changes: readonly Change[],
  accept: Accept,
  judged: (changes: readonly Change[]) => Judgement,
): readonly Change[] =>
  changes.reduce((kept, change) => {
    const without = kept.filter((each) => each !== change);
    return without.length > 0 && accept(judged(without)) ? without : kept;
  }, changes);

const memoised = (process: NormalisedProcess, judge: Judge) => {
  const known = new Map<string, Judgement>();
  return (changes: readonly Change[]): Judgement => {
    const key = changes.map(({ edit }) => edit.path).join(' ');
    const found = known.get(key) ?? judge(changed(process, changes), false);
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
