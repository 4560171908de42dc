// A model's outputs as a person reads them: scores of labels, numbers in the target's unit.
import type { TargetRows } from '#shared/data/samples.ts';
import { traitsOf, type LossConfig } from '#shared/training/losses.ts';

/** Logits become probabilities; what a model's own last activation made stays. */
export function asScores(values: Float32Array, width: number, loss: LossConfig): Float32Array {
  if (!('from_logits' in loss) || !loss.from_logits) return values;
  if (width === 1 || traitsOf(loss).squash === 'sigmoid') return values.map((value) => 1 / (1 + Math.exp(-value)));
  const scores = new Float32Array(values.length);
  for (let at = 0; at < values.length; at += width) {
    const row = values.subarray(at, at + width);
    const most = row.reduce((a, b) => Math.max(a, b), -Infinity);
    const powers = Float64Array.from(row, (value) => Math.exp(value - most));
    const sum = powers.reduce((a, b) => a + b, 0);
    for (const [label, power] of powers.entries()) scores[at + label] = power / sum;
  }
  return scores;
}

/** From the normalized target to its own unit. @param values `[…, columns]` of the output */
export function unscaled(values: Float32Array, output: number, rows: TargetRows | undefined): Float32Array {
  const scales = rows?.scales[output] ?? [];
  return values.map((value, at) => {
    const { mean, std } = scales[at % scales.length] ?? { mean: 0, std: 1 };
    return value * std + mean;
  });
}
