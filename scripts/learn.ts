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

type Row = Readonly<{ features: Int32Array; values: Float64Array; sign: number; weight: number }>;
type Problem = Readonly<{ rows: readonly Row[]; prior: Float64Array; penalty: number }>;

/**
 * Logistic regression with a Gaussian prior, to convergence by L-BFGS: a convex problem, so the same examples give the
 * same weights. Nothing is drawn at random. A rare feature is scaled up before, as it says more than a common one.
 */
export function learn(all: readonly Example[], { size, penalty, prior = new Map(), fewest = 1 }: Options): Linear {
  const counts = countsOf(all);
  const seen = [...counts.keys()].filter((feature) => (counts.get(feature) ?? 0) >= fewest).sort((a, b) => a - b);
  const columns = new Map(seen.map((feature, column) => [feature, column]));
  const rarity = Float64Array.from(
    seen,
    (feature) => Math.log((all.length + 1) / ((counts.get(feature) ?? 0) + 1)) / 4,
  );
  const examples = all.map(({ features, ...example }) => ({
    ...example,
    features: new Map([...features].filter(([feature]) => columns.has(feature))),
  }));
  const rows = examples.map(({ features, label, weight }) => ({
    features: Int32Array.from(features.keys(), (feature) => columns.get(feature) ?? 0),
    values: Float64Array.from(features, ([feature, value]) => value * (rarity[columns.get(feature) ?? 0] ?? 1)),
    sign: label ? 1 : -1,
    weight,
  }));
  // The bias is the last column; no belief is held about it, and `slope` pulls it nowhere.
  const start = new Float64Array(seen.length + 1);
  for (const [column, feature] of seen.entries()) start[column] = (prior.get(feature) ?? 0) / (rarity[column] ?? 1);
  const point = descend({ rows, prior: start.slice(), penalty }, start);
  const weights = new Float64Array(size);
  for (const [feature, belief] of prior) weights[feature] = belief;
  for (const [column, feature] of seen.entries()) weights[feature] = (point[column] ?? 0) * (rarity[column] ?? 1);
  return { bias: point[seen.length] ?? 0, weights };
}

/** In how many examples each feature occurs. */
function countsOf(examples: readonly Example[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { features } of examples)
    for (const feature of features.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return counts;
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
  let direction: Float64Array = gradient.map((value) => -value);
  const shares: number[] = [];
  for (const { move, change, curvature } of [...steps].reverse()) {
    const share = dot(move, direction) / curvature;
    shares.push(share);
    direction = moved(direction, change, -share);
  }
  const last = steps.at(-1);
  if (last !== undefined) {
    const scale = last.curvature / dot(last.change, last.change);
    direction = direction.map((value) => value * scale);
  }
  for (const { move, change, curvature } of steps) {
    const share = shares.pop() ?? 0;
    direction = moved(direction, move, share - dot(change, direction) / curvature);
  }
  return direction;
}

function slope(
  { rows, prior, penalty }: Problem,
  point: Float64Array,
): Readonly<{ loss: number; gradient: Float64Array }> {
  const bias = point.length - 1;
  const gradient = moved(point, prior, -1).map((value) => value * penalty);
  let loss = (dot(gradient, gradient) - (gradient[bias] ?? 0) ** 2) / (2 * penalty);
  gradient[bias] = 0;
  for (const { features, values, sign, weight } of rows) {
    let logit = point[bias] ?? 0;
    for (let at = 0; at < features.length; at++) logit += (point[features[at] ?? 0] ?? 0) * (values[at] ?? 0);
    const margin = sign * logit;
    loss += weight * (margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin);
    const pull = (-sign * weight) / (1 + Math.exp(margin));
    gradient[bias] = (gradient[bias] ?? 0) + pull;
    for (let at = 0; at < features.length; at++) {
      const feature = features[at] ?? 0;
      gradient[feature] = (gradient[feature] ?? 0) + pull * (values[at] ?? 0);
    }
  }
  return { loss, gradient };
}

function moved(from: Float64Array, along: Float64Array, length: number): Float64Array {
  const to = new Float64Array(from.length);
  for (let at = 0; at < to.length; at++) to[at] = (from[at] ?? 0) + length * (along[at] ?? 0);
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
