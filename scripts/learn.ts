import { descend, type Table } from './descend.ts';

/** A training example: sparse features, the label, and how much it counts. */
export type Example = Readonly<{ features: ReadonlyMap<number, number>; label: boolean; weight: number }>;

/** A linear model: logit = bias + Σ weights[feature] × value. */
export type Linear = Readonly<{ bias: number; weights: Float64Array }>;

type Options = Readonly<{
  size: number;
  /** Strength of the pull of each weight towards what was believed before. */
  penalty: number;
  /** What was believed of a feature before any example was seen; 0 where nothing is said. */
  prior?: ReadonlyMap<number, number>;
  /** A feature of fewer examples than this says nothing beyond what was believed of it; 1 when absent. */
  fewest?: number;
}>;

/**
 * Logistic regression with a Gaussian prior, to convergence by L-BFGS: a convex problem, so the same examples give the
 * same weights. Nothing is drawn at random. A rare feature is scaled up before, as it says more than a common one.
 */
export function learn(examples: readonly Example[], { size, penalty, prior = new Map(), fewest = 1 }: Options): Linear {
  const counts = countsOf(examples, size);
  const seen = [...counts.keys()].filter((feature) => (counts[feature] ?? 0) >= fewest);
  const rarity = Float64Array.from(
    seen,
    (feature) => Math.log((examples.length + 1) / ((counts[feature] ?? 0) + 1)) / 4,
  );
  const table = tableOf(examples, columnsOf(seen, size), rarity);
  // The bias is the last column; no belief is held about it, and `slope` pulls it nowhere.
  const start = new Float64Array(seen.length + 1);
  for (const [column, feature] of seen.entries()) start[column] = (prior.get(feature) ?? 0) / (rarity[column] ?? 1);
  const point = descend({ table, prior: start.slice(), penalty }, start);
  const weights = new Float64Array(size);
  for (const [feature, belief] of prior) weights[feature] = belief;
  for (const [column, feature] of seen.entries()) weights[feature] = (point[column] ?? 0) * (rarity[column] ?? 1);
  return { bias: point[seen.length] ?? 0, weights };
}

/** In how many examples each feature occurs. */
function countsOf(examples: readonly Example[], size: number): Int32Array {
  const counts = new Int32Array(size);
  for (const { features } of examples)
    for (const feature of features.keys()) counts[feature] = (counts[feature] ?? 0) + 1;
  return counts;
}

/** The column of each feature, -1 when it has none. */
function columnsOf(seen: readonly number[], size: number): Int32Array {
  const columns = new Int32Array(size).fill(-1);
  for (const [column, feature] of seen.entries()) columns[feature] = column;
  return columns;
}

function tableOf(examples: readonly Example[], columns: Int32Array, rarity: Float64Array): Table {
  const most = examples.reduce((sum, { features }) => sum + features.size, 0);
  const starts = new Int32Array(examples.length + 1);
  const table = { columns: new Int32Array(most), values: new Float64Array(most) };
  let end = 0;
  for (const [index, { features }] of examples.entries()) {
    for (const [feature, value] of features) {
      const column = columns[feature] ?? -1;
      if (column < 0) continue;
      table.columns[end] = column;
      table.values[end] = value * (rarity[column] ?? 1);
      end += 1;
    }
    starts[index + 1] = end;
  }
  const signs = Float64Array.from(examples, ({ label }) => (label ? 1 : -1));
  return { ...table, starts, signs, weights: Float64Array.from(examples, ({ weight }) => weight) };
}

/** Signed bytes and the factor that turns them back: what is shipped. */
export function quantise(weights: Float64Array): Readonly<{ scale: number; bytes: Int8Array }> {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = largest === 0 ? 1 : Number((largest / 127).toPrecision(6));
  return { scale, bytes: Int8Array.from(weights, (weight) => Math.round(weight / scale)) };
}
