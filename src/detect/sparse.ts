/** A sparse vector: feature numbers and their values. A number may come twice; its values add up. */
export type Vector = Readonly<{ features: Int32Array; values: Float64Array }>;

/** A vector being built: the value of every feature, and which of them have one. */
export type Features = Readonly<{ values: Float64Array; touched: number[] }>;

/** Features without any value, of numbers up to so many bits. */
export const blankFeatures = (bits: number): Features => ({ values: new Float64Array(2 ** bits), touched: [] });

/** Makes them blank again. */
export function wipe({ values, touched }: Features): void {
  for (const feature of touched) values[feature] = 0;
  touched.length = 0;
}

/** Gives a feature at least this value. */
export function raise({ values, touched }: Features, feature: number, value: number): void {
  const held = values[feature] ?? 0;
  if (held >= value) return;
  if (held === 0) touched.push(feature);
  values[feature] = value;
}

/** The factor that gives them this length: neither words nor concepts may win by sheer number. */
export function scaleTo(length: number, { values, touched }: Features): number {
  let square = 0;
  for (const feature of touched) square += (values[feature] ?? 0) ** 2;
  return square === 0 ? 0 : length / Math.sqrt(square);
}

/** One vector of several parts, each times its factor. */
export function concatenated(parts: readonly (readonly [part: Features, factor: number])[]): Vector {
  const length = parts.reduce((sum, [{ touched }]) => sum + touched.length, 0);
  const vector = { features: new Int32Array(length), values: new Float64Array(length) };
  let end = 0;
  for (const [{ touched, values }, factor] of parts)
    for (const feature of touched) {
      vector.features[end] = feature;
      vector.values[end] = factor * (values[feature] ?? 0);
      end += 1;
    }
  return vector;
}
