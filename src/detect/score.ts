import type { DetectionModel } from '../knowledge/detection-schema.ts';
import type { Detector } from './compile.ts';
import type { Vector } from './features.ts';

/** How sure the model is that the conversation has the need, 0 to 1 with four decimals. */
export function needScore(vector: Vector, { need }: DetectionModel, { weights }: Detector): number {
  let sum = 0;
  for (const [feature, value] of vector) sum += (weights[feature] ?? 0) * value;
  return sigmoid(need.bias + need.scale * sum);
}

/** Four decimals: what is left differs between machines in the last bits only. */
export const sigmoid = (logit: number): number => Math.round(10_000 / (1 + Math.exp(-logit))) / 10_000;
