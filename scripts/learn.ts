/** A training example: sparse features, the label, and how much it counts. */
export type Example = Readonly<{ features: ReadonlyMap<number, number>; label: boolean; weight: number }>;

/** A linear model: logit = bias + Σ weights[feature] × value. */
export type Linear = Readonly<{ bias: number; weights: Float64Array }>;

type Options = Readonly<{ size: number; penalty: number; rounds?: number }>;

/**
 * Logistic regression with an L2 penalty by AdaGrad over a fixed order: the same examples give the same weights, bit
 * for bit.
 */
export function learn(examples: readonly Example[], { size, penalty, rounds = 40 }: Options): Linear {
  const weights = new Float64Array(size);
  const squares = new Float64Array(size).fill(1e-2);
  const order = shuffled(examples.length);
  const decay = penalty / examples.length;
  let [bias, biasSquare] = [0, 1e-2];
  for (let round = 0; round < rounds; round++)
    for (const at of order) {
      const example = examples[at];
      if (example === undefined) continue;
      const { features, label, weight } = example;
      let logit = bias;
      for (const [feature, value] of features) logit += (weights[feature] ?? 0) * value;
      const error = (1 / (1 + Math.exp(-logit)) - (label ? 1 : 0)) * weight;
      biasSquare += error * error;
      bias -= (rate * error) / Math.sqrt(biasSquare);
      for (const [feature, value] of features) {
        const held = weights[feature] ?? 0;
        const gradient = error * value + decay * held * reach;
        const square = (squares[feature] ?? 0) + gradient * gradient;
        squares[feature] = square;
        weights[feature] = held - (rate * gradient) / Math.sqrt(square);
      }
    }
  return { bias, weights };
}

const rate = 0.1;
/** A rare feature is seen seldom, so its penalty is paid in fewer, larger parts. */
const reach = 20;

/** Signed bytes and the factor that turns them back: what is shipped. */
export function quantise(weights: Float64Array): Readonly<{ scale: number; bytes: Int8Array }> {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = largest === 0 ? 1 : Number((largest / 127).toPrecision(6));
  return { scale, bytes: Int8Array.from(weights, (weight) => Math.round(weight / scale)) };
}

/** A fixed permutation, by a linear congruential generator. */
function shuffled(length: number): readonly number[] {
  const order = Array.from({ length }, (_, at) => at);
  let seed = 12345;
  for (let at = length - 1; at > 0; at--) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const other = seed % (at + 1);
    const [held, swapped] = [order[at], order[other]];
    if (held !== undefined && swapped !== undefined) [order[at], order[other]] = [swapped, held];
  }
  return order;
}
