import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { featuresIn } from '../src/facts/index.ts';
import { loadFactWords } from '../src/knowledge/decision.ts';
import type { Leanings } from '../src/knowledge/fact-lexicon-schema.ts';
import { caseSchema, conversationOf, type DecisionCase } from './cases.ts';
import { learn, quantise } from './learn.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'test', 'eval', 'decisions');

/** The kinds, and what a conversation that leaves it open is like. */
const kinds = ['local_transaction', 'process_manager', 'saga', 'choreography', 'ask'] as const;

const loaded = loadFactWords(join(root, 'knowledge'));
if (!loaded.ok) throw new Error(loaded.errors.map(({ problem }) => problem).join('\n'));
const lexicon = loaded.value;

/** Our own labelled conversations, file by file. */
export const lessons = (): readonly Readonly<{ file: string; rows: readonly DecisionCase[] }>[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .map((file) => ({ file, rows: readFileSync(join(folder, file), 'utf8').trim().split('\n').map(lesson) }));

const lesson = (line: string): DecisionCase => caseSchema.parse(JSON.parse(line));

/** Chosen by leaving out one file of lessons at a time. */
const dials = {
  sharpness: 1.4,
  enough: 150,
  even: 0.2,
  strength: 1.6,
  against: -3,
  inFavour: 1.5,
  firm: 0.94,
  plain: 0.6,
  likely: 0.2,
  overOpen: 1,
  alone: 0.6,
  base: 0.3,
  slope: 0.6,
};

const BITS = 15;
const PENALTY = 0.003;
/** What only one conversation has says nothing about the next. */
const FEWEST = 2;

/**
 * How much it counts that the sentences that bear an answer bear it without the others, and that the others without
 * them leave it open: the second is no likelier than people who forget to say what decides.
 */
const CORE = 1;
const REST = 0.02;

/** Learns how what is said speaks for each kind against all others. The same lessons give the same bytes. */
export const learnLeanings = (rows: readonly DecisionCase[]): Leanings => {
  const taught = rows.flatMap(teaches);
  return {
    dials,
    bits: BITS,
    kinds: kinds.map((kind) => {
      const examples = taught
        .filter(({ only }) => only === null || only === kind)
        .map(({ label, features, weight }) => ({ features, label: label === kind, weight }));
      const { bias, weights } = learn(examples, { size: 2 ** BITS, penalty: PENALTY, fewest: FEWEST });
      const { scale, bytes } = quantise(weights);
      return { kind, bias: Number(bias.toFixed(3)), scale, weights: Buffer.from(bytes.buffer).toString('base64') };
    }),
  };
};

type Kind = (typeof kinds)[number];
type Lesson = Readonly<{ label: Kind; features: ReadonlyMap<number, number>; weight: number; only: Kind | null }>;

/** A conversation, what bears its answer, and what is left without it: that leaves open what the whole decides. */
const teaches = (row: DecisionCase): readonly Lesson[] => {
  const answer = row.label === 'ask' ? null : row.label;
  const { whole, core, rest } = featuresIn(conversationOf(row), lexicon, answer, BITS);
  return [
    { label: row.label, features: whole, weight: 1, only: null },
    ...(core === null ? [] : [{ label: row.label, features: core, weight: CORE, only: null }]),
    ...(rest === null ? [] : [{ label: 'ask' as const, features: rest, weight: REST, only: 'ask' as const }]),
  ];
};

/** The file as it is committed. */
export const leaningsText = (leanings: Leanings): string => `${JSON.stringify(leanings, null, 1)}\n`;

export const leaningsFile = join(root, 'knowledge', 'facts', 'leanings.json');

if (process.argv[1] === import.meta.filename) {
  writeFileSync(leaningsFile, leaningsText(learnLeanings(lessons().flatMap(({ rows }) => rows))));
}
