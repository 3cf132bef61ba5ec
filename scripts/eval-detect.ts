import type { Detection } from '../src/detect/index.ts';
import type { Labelled } from './corpus.ts';

type Share = Readonly<{ right: number; of: number }>;

/** What a detector is worth on labelled conversations. */
export type DetectionFigures = Readonly<{
  rows: number;
  f1: number;
  precision: number;
  recall: number;
  /** Found, of those that have the need, by slice and by language. */
  recallBySlice: Readonly<Record<string, Share>>;
  recallByLanguage: Readonly<Record<string, Share>>;
  /** Fired, of those that have no need, by slice. */
  falseBySlice: Readonly<Record<string, Share>>;
  falseByLanguage: Readonly<Record<string, Share>>;
  /** Both members right. */
  pairs: Share;
  /** Fired before the relevant turn. */
  prefixes: Share;
  mainTrigger: Share;
  anyTrigger: Share;
}>;

type Detector = (messages: Labelled['messages']) => Pick<Detection, 'detected' | 'triggers'>;

/** Runs a detector over labelled conversations and counts. */
export function evalDetection(rows: readonly Labelled[], run: Detector): DetectionFigures {
  const judged = rows.map((row) => ({ row, ...run(row.messages) }));
  const positive = judged.filter(({ row }) => row.detected);
  const negative = judged.filter(({ row }) => !row.detected);
  const found = positive.filter(({ detected }) => detected);
  const fired = negative.filter(({ detected }) => detected).length;
  const [precision, recall] = [ratio(found.length, found.length + fired), ratio(found.length, positive.length)];
  return {
    rows: rows.length,
    f1: ratio(2 * precision * recall, precision + recall),
    precision,
    recall,
    recallBySlice: tally(positive, ({ row }) => row.slice),
    recallByLanguage: tally(positive, ({ row }) => row.lang),
    falseBySlice: tally(negative, ({ row }) => row.slice),
    falseByLanguage: tally(negative, ({ row }) => row.lang),
    pairs: pairsRight(judged),
    prefixes: share(prefixesOf(rows), (messages) => run(messages).detected),
    mainTrigger: share(found, ({ row, triggers }) => triggers[0] === row.triggers[0]),
    anyTrigger: share(found, ({ row, triggers }) => triggers.some((trigger) => row.triggers.includes(trigger))),
  };
}

/** The figures as lines of text. */
export function printDetection(name: string, figures: DetectionFigures): string {
  const { rows, f1, precision, recall } = figures;
  return [
    `${name}: ${rows} conversations, F1 ${f1.toFixed(3)}, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
    `  recall by slice     ${shares(figures.recallBySlice)}`,
    `  recall by language  ${shares(figures.recallByLanguage)}`,
    `  false by slice      ${shares(figures.falseBySlice)}`,
    `  false by language   ${shares(figures.falseByLanguage)}`,
    `  pairs right ${percent(figures.pairs)} · fired too early ${percent(figures.prefixes)} · main trigger ${percent(figures.mainTrigger)} · any trigger ${percent(figures.anyTrigger)}`,
  ].join('\n');
}

type Judged = Readonly<{ row: Labelled; detected: boolean }>;

function pairsRight(judged: readonly Judged[]): Share {
  const paired = judged.filter(({ row }) => row.pair !== undefined);
  const pairs = grouped(paired, ({ row }) => row.pair ?? '');
  return share([...pairs.values()], (members) => members.every(({ row, detected }) => row.detected === detected));
}

function prefixesOf(rows: readonly Labelled[]): readonly Labelled['messages'][] {
  return rows.flatMap(({ detected, from, messages }) =>
    detected && from !== undefined && from > 0 ? [messages.slice(0, from)] : [],
  );
}

function tally(judged: readonly Judged[], key: (one: Judged) => string): Readonly<Record<string, Share>> {
  const groups = [...grouped(judged, key)].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(groups.map(([name, members]) => [name, share(members, ({ detected }) => detected)]));
}

function grouped<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): Share {
  return { right: items.filter(holds).length, of: items.length };
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const percent = ({ right, of }: Share): string => `${right}/${of} ${(100 * ratio(right, of)).toFixed(1)}%`;
const shares = (groups: Readonly<Record<string, Share>>): string =>
  Object.entries(groups)
    .map(([name, group]) => `${name} ${percent(group)}`)
    .join(' · ');
