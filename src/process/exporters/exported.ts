import { isDefault, type Leaf, leavesOf, pathText } from '../leaves.ts';
import type { NormalisedProcess } from '../normalised.ts';

/** Something the document says that the format has no word for. */
export type Lost = Readonly<{
  /** Dotted, steps by id: `steps.payment.retry`. Covers everything below it. */
  path: string;
  why: string;
}>;

/** The files of an export by relative path, and what the format could not take. */
export type Exported = Readonly<{ files: Readonly<Record<string, string>>; lost: readonly Lost[] }>;

/** What a format cannot say: a path pattern, `*` for one name, covering everything below it. */
export type Gap = Readonly<{
  path: string;
  why: string;
  /** Narrows the gap to some values: one alternative fits, a second one does not. */
  when?: (leaf: Leaf, process: NormalisedProcess) => boolean;
  /** The format says something else than the default, so that a default is lost as well. */
  evenDefault?: boolean;
}>;

/** What a step says of how it runs, beyond what it sends and is told. */
export const howAStepRuns = [
  'onFailure',
  'kind',
  'retry',
  'timeouts',
  'when',
  'forEach',
  'count',
  'join',
  'human',
  'sync',
  'readOnly',
  'idempotent',
  'resource',
  'transaction',
  'needs',
] as const;

/** What a document says of a service. */
export const whatAServiceIs = [
  'summary',
  'owner',
  'database',
  'outbox',
  'inbox',
  'acknowledges',
  'external',
  'idempotencyKey',
  'lookup',
  'calls',
] as const;

/** Gaps of several words below one place, for one reason. */
export const gapsAt = (place: string, words: readonly string[], why: string): readonly Gap[] =>
  words.map((word) => ({ path: `${place}.${word}`, why }));

/**
 * What of this document falls into the gaps of a format. What has its default is not listed: reading the export back
 * assumes it again.
 */
export const lostIn = (process: NormalisedProcess, gaps: readonly Gap[]): readonly Lost[] => {
  const patterns = gaps.map((gap) => ({ ...gap, words: gap.path.split('.') }));
  const lost = new Map<string, Lost>();
  for (const leaf of leavesOf(process)) {
    const gap = patterns.find(({ words, when }) => covers(words, leaf.path) && (when?.(leaf, process) ?? true));
    if (gap === undefined || (isDefault(leaf, process) && gap.evenDefault !== true)) continue;
    const path = pathText(leaf.path.slice(0, gap.words.length));
    lost.set(path, { path, why: gap.why });
  }
  return [...lost.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
};

const covers = (pattern: readonly string[], path: readonly string[]): boolean =>
  pattern.length <= path.length && pattern.every((word, at) => word === '*' || word === path[at]);
