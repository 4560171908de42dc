// Keras's initializers. Plain arithmetic, so that a seed gives the same weights on every engine.
import { createRandom, type Random } from '#shared/base/random.ts';
import type { Initializer } from '#shared/model/layer-rules/initializers.ts';

/** The standard deviation of a normal distribution truncated at two deviations (Keras's `VarianceScaling`). */
const truncatedDeviation = 0.879_625_661_034_239_78;

/**
 * A weight's initial values, row-major.
 * @param shape without a batch axis
 * @param seed the run's; an initializer's own seed takes precedence
 * @param stream separates the weights of one model
 */
export function initialValues(
  initializer: Initializer,
  shape: readonly number[],
  seed: number,
  stream: number,
): Float32Array {
  const ownSeed = 'seed' in initializer ? initializer.seed : null;
  const random = createRandom(ownSeed ?? seed, stream);
  const values = new Float32Array(sizeOf(shape));
  switch (initializer.name) {
    case 'zeros':
      return values;
    case 'ones':
      return values.fill(1);
    case 'constant':
      return values.fill(initializer.value);
    case 'identity':
      return fillIdentity(values, shape, initializer.gain);
    case 'orthogonal':
      return fillOrthogonal(values, shape, initializer.gain, random);
    case 'random_uniform':
      return fillUniform(values, initializer.minval, initializer.maxval, random);
    case 'random_normal':
      return fillNormal(values, initializer.mean, initializer.stddev, random);
    case 'truncated_normal':
      return fillTruncatedNormal(values, initializer.mean, initializer.stddev, random);
    case 'variance_scaling':
      return fillScaled(values, shape, initializer, random);
    case 'glorot_uniform':
      return fillScaled(values, shape, { scale: 1, mode: 'fan_avg', distribution: 'uniform' }, random);
    case 'glorot_normal':
      return fillScaled(values, shape, { scale: 1, mode: 'fan_avg', distribution: 'truncated_normal' }, random);
    case 'he_uniform':
      return fillScaled(values, shape, { scale: 2, mode: 'fan_in', distribution: 'uniform' }, random);
    case 'he_normal':
      return fillScaled(values, shape, { scale: 2, mode: 'fan_in', distribution: 'truncated_normal' }, random);
    case 'lecun_uniform':
      return fillScaled(values, shape, { scale: 1, mode: 'fan_in', distribution: 'uniform' }, random);
    case 'lecun_normal':
      return fillScaled(values, shape, { scale: 1, mode: 'fan_in', distribution: 'truncated_normal' }, random);
  }
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** A weight's fan-in and fan-out (Keras's `compute_fans`); for a convolution's kernel, times its length. */
function fansOf(shape: readonly number[]): { readonly in: number; readonly out: number } {
  const last = shape.at(-1) ?? 1;
  if (shape.length < 2) return { in: last, out: last };
  const field = sizeOf(shape.slice(0, -2));
  return { in: (shape.at(-2) ?? 1) * field, out: last * field };
}

interface Scaling {
  readonly scale: number;
  readonly mode: 'fan_in' | 'fan_out' | 'fan_avg';
  readonly distribution: 'truncated_normal' | 'untruncated_normal' | 'uniform';
}

function fillScaled(values: Float32Array, shape: readonly number[], scaling: Scaling, random: Random): Float32Array {
  const fans = fansOf(shape);
  const fan = { fan_in: fans.in, fan_out: fans.out, fan_avg: (fans.in + fans.out) / 2 }[scaling.mode];
  const variance = scaling.scale / Math.max(1, fan);
  switch (scaling.distribution) {
    case 'uniform': {
      const limit = Math.sqrt(3 * variance);
      return fillUniform(values, -limit, limit, random);
    }
    case 'untruncated_normal':
      return fillNormal(values, 0, Math.sqrt(variance), random);
    case 'truncated_normal':
      return fillTruncatedNormal(values, 0, Math.sqrt(variance) / truncatedDeviation, random);
  }
}

function fillUniform(values: Float32Array, least: number, most: number, random: Random): Float32Array {
  for (let i = 0; i < values.length; i++) values[i] = least + (most - least) * random();
  return values;
}

/** Box–Muller; `1 - random()` is in (0, 1], so its logarithm is finite. */
function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function fillNormal(values: Float32Array, mean: number, stddev: number, random: Random): Float32Array {
  for (let i = 0; i < values.length; i++) values[i] = mean + stddev * drawNormal(random);
  return values;
}

/** Values further than two deviations from the mean are drawn again. */
function fillTruncatedNormal(values: Float32Array, mean: number, stddev: number, random: Random): Float32Array {
  for (let i = 0; i < values.length; i++) {
    let drawn = drawNormal(random);
    while (Math.abs(drawn) > 2) drawn = drawNormal(random);
    values[i] = mean + stddev * drawn;
  }
  return values;
}

function fillIdentity(values: Float32Array, shape: readonly number[], gain: number): Float32Array {
  const [rows, columns] = shape;
  if (shape.length !== 2 || rows === undefined || columns === undefined) {
    throw new Error(`The identity initializer is for matrices, not for [${shape.join(', ')}].`);
  }
  for (let i = 0; i < Math.min(rows, columns); i++) values[i * columns + i] = gain;
  return values;
}

/**
 * Orthogonal columns (or rows, if there are fewer of them) of length `gain`; Saxe et al., 2014. Gram–Schmidt, each
 * vector twice ("twice is enough", Kahan; Giraud et al., 2005) in float64. It leaves R's diagonal positive, which is
 * what Keras's multiplication with its sign does to its QR decomposition.
 */
function fillOrthogonal(values: Float32Array, shape: readonly number[], gain: number, random: Random): Float32Array {
  const columns = shape.at(-1) ?? 1;
  const rows = values.length / columns;
  if (shape.length < 2) throw new Error(`The orthogonal initializer is not for [${shape.join(', ')}].`);
  const count = Math.min(rows, columns);
  const length = Math.max(rows, columns);
  const vectors: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    const vector = new Float64Array(length);
    for (let k = 0; k < length; k++) vector[k] = drawNormal(random);
    for (let pass = 0; pass < 2; pass++) for (const before of vectors) removeDirection(vector, before);
    const norm = Math.sqrt(dot(vector, vector));
    for (let k = 0; k < length; k++) vector[k] = (vector[k] ?? 0) / norm;
    vectors.push(vector);
  }
  vectors.forEach((vector, i) => {
    for (let k = 0; k < length; k++) {
      values[rows >= columns ? k * columns + i : i * columns + k] = gain * (vector[k] ?? 0);
    }
  });
  return values;
}

function removeDirection(vector: Float64Array, direction: Float64Array): void {
  const share = dot(vector, direction);
  for (let k = 0; k < vector.length; k++) vector[k] = (vector[k] ?? 0) - share * (direction[k] ?? 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
}
