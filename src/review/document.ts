import type { ReviewWords } from '../knowledge/review-schema.ts';
import { normalise } from '../process/normalise.ts';
import type { ParsedProcess } from '../process/parse.ts';
import { rules } from './rules.ts';
import type { Evidence, Finding, Observation, Statement } from './types.ts';

type Words = ReviewWords['rules'][number];

/** What the rules say about a document, in words and with the lines it rests on. */
export type DocumentReview = Readonly<{
  findings: readonly Finding[];
  /** What holds, with the items it speaks for. */
  held: readonly (Statement & Readonly<{ items: readonly string[] }>)[];
  assumed: readonly string[];
}>;

/** Runs every rule over a document. */
export const reviewDocument = (document: ParsedProcess, words: ReviewWords): DocumentReview => {
  const process = normalise(document.process);
  const wordsOf = new Map(words.rules.map((rule) => [rule.id, rule]));
  const assumed = process.assumptions.filter(({ source }) => source === 'assumed').map(({ path }) => path);
  const evidenceOf = ({ path }: Observation): Evidence => ({
    source: 'document',
    path,
    line: document.lineOf(path),
    stated: !assumed.includes(path),
  });
  const seen = rules
    .flatMap((rule) => rule(process, words.limits))
    .map((observation) => ({
      observation,
      words: known(wordsOf, observation.rule),
      evidence: evidenceOf(observation),
    }));
  return {
    findings: merged(seen.filter(({ observation }) => !observation.holds)),
    held: seen
      .filter(({ observation }) => observation.holds)
      .map(({ observation, words: rule, evidence }) => ({
        rule: rule.id,
        text: filled(rule.holds, [observation]),
        items: rule.items,
        evidence: [evidence],
      })),
    assumed,
  };
};

type Seen = Readonly<{ observation: Observation; words: Words; evidence: Evidence }>;

/** The same thing seen at several places is one finding with several lines. */
const merged = (seen: readonly Seen[]): readonly Finding[] =>
  [...new Set(seen.map(({ words }) => words))].map((words) => {
    const group = seen.filter((each) => each.words === words);
    const observations = group.map(({ observation }) => observation);
    return {
      rule: words.id,
      text: filled(words.violated, observations),
      evidence: group.map(({ evidence }) => evidence),
      antiPattern: words.anti_pattern ?? null,
      severity: words.severity,
      items: words.items,
      change: filled(words.change, observations),
      rank: words.rank,
    };
  });

/**
 * `{step}` and the like, replaced by the names that were seen, each once; `{step:takes|take}` by the first for one name
 * and the second for several.
 */
const filled = (template: string, observations: readonly Observation[]): string =>
  template.replace(
    /\{([a-z]{1,20})(?::([^|{}]{1,60})\|([^|{}]{1,60}))?\}/g,
    (whole, key: string, one: string | undefined, several: string | undefined) => {
      const names = [...new Set(observations.flatMap(({ values }) => values[key]?.split(', ') ?? []))];
      if (names.length === 0) return whole;
      if (one !== undefined && several !== undefined) return names.length === 1 ? one : several;
      return listed(names);
    },
  );

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const known = (wordsOf: ReadonlyMap<string, Words>, id: string): Words => {
  const words = wordsOf.get(id);
  if (!words) throw new Error(`knowledge/review.yaml has no words for the rule "${id}"`);
  return words;
};
