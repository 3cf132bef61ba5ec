/** The examples one after the other: example `n` has the entries from `starts[n]` up to `starts[n + 1]`. */
export type Table = Readonly<{
  starts: Int32Array;
  columns: Int32Array;
  values: Float64Array;
  signs: Float64Array;
  weights: Float64Array;
}>;
type Problem = Readonly<{ table: Table; prior: Float64Array; penalty: number }>;

const mostSteps = 60;
const remembered = 10;
const flat = 1e-4;

type Step = Readonly<{ move: Float64Array; change: Float64Array; curvature: number }>;

/**
 * The weights of least loss, from a start: L-BFGS until the slope is flat, or for a fixed number of steps. The last
 * weight is the bias, which `penalty` does not pull.
 */
export function descend(problem: Problem, start: Float64Array): Float64Array {
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
