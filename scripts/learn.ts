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

/** The examples one after the other: example `n` has the entries from `starts[n]` up to `starts[n + 1]`. */
type Table = Readonly<{
  starts: Int32Array;
  columns: Int32Array;
  values: Float64Array;
  signs: Float64Array;
  weights: Float64Array;
}>;
type Problem = Readonly<{ table: Table; prior: Float64Array; penalty: number }>;

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

const mostSteps = 60;
const remembered = 10;
const flat = 1e-4;

type Step = Readonly<{ move: Float64Array; change: Float64Array; curvature: number }>;

function descend(problem: Problem, start: Float64Array): Float64Array {
  let point: Float64Array = start;
  let { loss, gradient } = slope(problem, point);
  const steps: Step[] = [];
  for (let round = 0; round < mostSteps && norm(gradient) > flat; round++) {
    const direction = downhill(gradient, steps);
    const incline = dot(direction, gradient);
    let length = steps.length === 0 ? 1 / norm(gradient) : 1;
    let next = moved(point, direction, length);
    let there = slope(problem, next);
    while (there.loss > loss + 1e-4 * length * incline && length > 1e-10) {
      length /= 2;
      next = moved(point, direction, length);
      there = slope(problem, next);
    }
    const move = moved(next, point, -1);
    const change = moved(there.gradient, gradient, -1);
    const curvature = dot(move, change);
    if (curvature > 1e-12) steps.push({ move, change, curvature });
    if (steps.length > remembered) steps.shift();
    [point, loss, gradient] = [next, there.loss, there.gradient];
  }
  return point;
}

/** The direction of L-BFGS: the gradient, bent by what the last steps taught about the curvature. */
function downhill(gradient: Float64Array, steps: readonly Step[]): Float64Array {
  let direction = scaled(gradient, -1);
  const shares: number[] = [];
  for (const { move, change, curvature } of [...steps].reverse()) {
    const share = dot(move, direction) / curvature;
    shares.push(share);
    direction = moved(direction, change, -share);
  }
  const last = steps.at(-1);
  if (last !== undefined) {
    const scale = last.curvature / dot(last.change, last.change);
    direction = scaled(direction, scale);
  }
  for (const { move, change, curvature } of steps) {
    const share = shares.pop() ?? 0;
    direction = moved(direction, move, share - dot(change, direction) / curvature);
  }
  return direction;
}

function slope(problem: Problem, point: Float64Array): Readonly<{ loss: number; gradient: Float64Array }> {
  const { table, prior, penalty } = problem;
  const bias = point.length - 1;
  const gradient = new Float64Array(point.length);
  let loss = 0;
  for (let at = 0; at < bias; at++) {
    const away = (point[at] ?? 0) - (prior[at] ?? 0);
    gradient[at] = away * penalty;
    loss += (away * away * penalty) / 2;
  }
  const { starts, columns, values, signs, weights } = table;
  for (let example = 0; example < signs.length; example++) {
    const [from, to] = [starts[example] ?? 0, starts[example + 1] ?? 0];
    let logit = point[bias] ?? 0;
    for (let at = from; at < to; at++) logit += (point[columns[at] ?? 0] ?? 0) * (values[at] ?? 0);
    const [sign, weight] = [signs[example] ?? 1, weights[example] ?? 1];
    const margin = sign * logit;
    loss += weight * (margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin);
    const pull = (-sign * weight) / (1 + Math.exp(margin));
    gradient[bias] = (gradient[bias] ?? 0) + pull;
    for (let at = from; at < to; at++) {
      const column = columns[at] ?? 0;
      gradient[column] = (gradient[column] ?? 0) + pull * (values[at] ?? 0);
    }
  }
  return { loss, gradient };
}

function moved(from: Float64Array, along: Float64Array, length: number): Float64Array {
  const to = new Float64Array(from.length);
  for (let at = 0; at < to.length; at++) to[at] = (from[at] ?? 0) + length * (along[at] ?? 0);
  return to;
}

function scaled(from: Float64Array, factor: number): Float64Array {
  const to = new Float64Array(from.length);
  for (let at = 0; at < to.length; at++) to[at] = (from[at] ?? 0) * factor;
  return to;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

const norm = (a: Float64Array): number => Math.sqrt(dot(a, a));

/** Signed bytes and the factor that turns them back: what is shipped. */
export function quantise(weights: Float64Array): Readonly<{ scale: number; bytes: Int8Array }> {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = largest === 0 ? 1 : Number((largest / 127).toPrecision(6));
  return { scale, bytes: Int8Array.from(weights, (weight) => Math.round(weight / scale)) };
}
