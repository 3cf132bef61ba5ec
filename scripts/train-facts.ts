import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordsOf } from '../src/facts/index.ts';
import type { Leanings } from '../src/knowledge/fact-lexicon-schema.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'test', 'eval', 'decisions');
const kinds = ['local_transaction', 'process_manager', 'saga', 'choreography', 'ask'] as const;

/** A conversation and the kind it is of. */
export type Lesson = Readonly<{ text: string; label: (typeof kinds)[number] }>;

/** Our own labelled English conversations, file by file. */
export const lessons = (): readonly Readonly<{ file: string; rows: readonly Lesson[] }>[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith('english-'))
    .sort()
    .map((file) => ({ file, rows: readFileSync(join(folder, file), 'utf8').trim().split('\n').map(lesson) }));

const lesson = (line: string): Lesson => {
  const { text, label } = JSON.parse(line);
  return { text, label };
};

/** Chosen by leaving out one file of lessons at a time. */
const dials = {
  temper: 6,
  even: 0.2,
  strength: 0.6,
  against: -2,
  inFavour: 1,
  likely: 0.36,
  overOpen: 3,
  alone: 0.6,
  base: 0.42,
  slope: 0.6,
};

/** Seen in fewer texts than this, a word teaches nothing. */
const OFTEN = 2;
const SMOOTH = 0.3;

/**
 * Learns how words speak for kinds: a multinomial naive Bayes over presence, each word's logarithms centred on their
 * mean, as whole hundredths. The same lessons give the same bytes.
 */
export const learnLeanings = (rows: readonly Lesson[]): Leanings => {
  const sizes = kinds.map((kind) => rows.filter(({ label }) => label === kind).length);
  const counts = new Map<string, number[]>();
  for (const { text, label } of rows) {
    for (const word of wordsOf(text.toLowerCase())) {
      const count = counts.get(word) ?? kinds.map(() => 0);
      count[kinds.indexOf(label)] = (count[kinds.indexOf(label)] ?? 0) + 1;
      counts.set(word, count);
    }
  }
  const words = [...counts]
    .filter(([, count]) => count.reduce((sum, one) => sum + one, 0) >= OFTEN)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, count]) => [word, centred(count, sizes)] as const);
  return { language: 'en', kinds: [...kinds], dials, words: Object.fromEntries(words) };
};

const centred = (count: readonly number[], sizes: readonly number[]): number[] => {
  const logs = count.map((one, at) => Math.log((one + SMOOTH) / ((sizes[at] ?? 0) + 2 * SMOOTH)));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  return logs.map((log) => Math.round((log - mean) * 100));
};

/** The file as it is committed: one word a line. */
export const leaningsText = ({ words, ...head }: Leanings): string => {
  const lines = Object.entries(words).map(([word, weights]) => `${JSON.stringify(word)}: ${JSON.stringify(weights)}`);
  return `${JSON.stringify(head).slice(0, -1)},\n"words": {\n${lines.join(',\n')}\n}}\n`;
};

export const leaningsFile = join(root, 'knowledge', 'facts', 'leanings.json');

if (process.argv[1] === import.meta.filename) {
  writeFileSync(leaningsFile, leaningsText(learnLeanings(lessons().flatMap(({ rows }) => rows))));
}
