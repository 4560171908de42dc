// Keras 3's optimizers as pure functions of one weight: nothing here assigns or keeps state, so the eager step can execute
// them and the compiled step can record them in its graph.
import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerConfig } from '#shared/training/optimizers.ts';
import { clipGradients } from '#main/training/nn/gradient-clipping.ts';
import { squaredGradient, summedGradient, type Gradient } from '#main/training/nn/row-gradient.ts';

/** What changes from step to step besides the gradients, by name; scalars, float32. */
export type ScalarName = 'learningRate' | 'stepSize' | 'decay';

/** A weight and its slots after one update. */
export interface WeightUpdate {
  readonly weight: tf.Tensor;
  /** The slots' new values, as in `Optimizer.slots`. */
  readonly slots: Readonly<Record<string, tf.Tensor>>;
}

/** One of Keras's optimizers: pure updates of weights and slots. */
export interface Optimizer {
  readonly config: OptimizerConfig;
  /** Names of the arrays kept for each weight, in its shape, initially zero (Keras: `momentum`, `velocity`). */
  readonly slots: readonly string[];
  /** Clips all gradients of a step. */
  clip(gradients: readonly Gradient[]): Gradient[];
  /** @param iterations how many updates were made before this one */
  scalars(learningRate: number, iterations: number): Readonly<Record<ScalarName, number>>;
  update(
    weight: tf.Tensor,
    slots: Readonly<Record<string, tf.Tensor>>,
    gradient: Gradient,
    scalars: Readonly<Record<ScalarName, tf.Scalar>>,
  ): WeightUpdate;
}

/** One of Keras's optimizers with its arguments. */
export function createOptimizer(config: OptimizerConfig): Optimizer {
  const rule = ruleOf(config);
  return {
    config,
    slots: rule.slots,
    clip: (gradients) => clipGradients(gradients, config),
    scalars: (learningRate, iterations) => ({
      learningRate,
      stepSize: rule.stepSize(learningRate, iterations),
      decay: (config.weight_decay ?? 0) * learningRate,
    }),
    update(weight, slots, gradient, scalars) {
      // Decoupled weight decay (Loshchilov & Hutter, 2019): before the update, from the old weight.
      const decayed = config.weight_decay === null ? weight : tf.sub(weight, tf.mul(weight, scalars.decay));
      return rule.update(decayed, slots, gradient, scalars);
    },
  };
}

interface Rule extends Pick<Optimizer, 'slots' | 'update'> {
  stepSize(learningRate: number, iterations: number): number;
}

function ruleOf(config: OptimizerConfig): Rule {
  switch (config.name) {
    case 'SGD':
      return sgd(config);
    case 'RMSprop':
      return rmsprop(config);
    case 'Adam':
    case 'AdamW':
      return adam(config);
  }
}

type ConfigOf<Name extends OptimizerConfig['name']> = Extract<OptimizerConfig, { name: Name }>;

/** The slot, which must exist. */
function slotOf(slots: Readonly<Record<string, tf.Tensor>>, name: string): tf.Tensor {
  const slot = slots[name];
  if (slot === undefined) throw new Error(`An optimizer was called without its slot ${name}.`);
  return slot;
}

/**
 * `w ← w - lr·g`. With momentum (Polyak, 1964): `m ← momentum·m - lr·g`, `w ← w + m`;
 * Nesterov (Sutskever et al., 2013): `w ← w + momentum·m - lr·g`.
 */
function sgd({ momentum, nesterov }: ConfigOf<'SGD'>): Rule {
  return {
    slots: momentum === 0 ? [] : ['momentum'],
    stepSize: (learningRate) => learningRate,
    update(weight, slots, gradient, { learningRate }) {
      const step = tf.mul(summedGradient(gradient), learningRate);
      if (momentum === 0) return { weight: tf.sub(weight, step), slots: {} };
      const next = tf.sub(tf.mul(slotOf(slots, 'momentum'), momentum), step);
      const change = nesterov ? tf.sub(tf.mul(next, momentum), step) : next;
      return { weight: tf.add(weight, change), slots: { momentum: next } };
    },
  };
}

/**
 * Tieleman & Hinton, 2012, with Keras 3's epsilon inside the root: `v ← v + (g² - v)(1 - rho)`, `w ← w - lr·g / √(v + eps)`.
 * Centered (Graves, 2013): `a ← a + (g - a)(1 - rho)` and `v - a² + eps` under the root.
 * With momentum: `m ← momentum·m + lr·g / √…`, `w ← w - m`.
 */
function rmsprop({ rho, momentum, epsilon, centered }: ConfigOf<'RMSprop'>): Rule {
  return {
    slots: ['velocity', ...(momentum > 0 ? ['momentum'] : []), ...(centered ? ['average_gradient'] : [])],
    stepSize: (learningRate) => learningRate,
    update(weight, slots, gradient, { learningRate }) {
      const share = complement(rho);
      const summed = summedGradient(gradient);
      const velocity = movedTowards(slotOf(slots, 'velocity'), squaredGradient(gradient), share);
      const average = centered ? movedTowards(slotOf(slots, 'average_gradient'), summed, share) : null;
      const spread = average === null ? velocity : tf.sub(velocity, tf.square(average));
      const step = tf.div(tf.mul(summed, learningRate), tf.sqrt(tf.add(spread, epsilon)));
      const next = momentum > 0 ? tf.add(tf.mul(slotOf(slots, 'momentum'), momentum), step) : null;
      return {
        weight: tf.sub(weight, next ?? step),
        slots: {
          velocity,
          ...(next === null ? {} : { momentum: next }),
          ...(average === null ? {} : { average_gradient: average }),
        },
      };
    },
  };
}

/**
 * `1 - share` as TensorFlow's own optimizers compute it, from a 32-bit share: for 0.999 it is smaller by a relative 1.3e-5.
 * Both kinds of step use it. It is the exact optimizer for a share that differs in the eighth digit.
 */
function complement(share: number): number {
  return Math.fround(1 - Math.fround(share));
}

/**
 * Kingma & Ba, 2014, in the form before section 2.1 ("epsilon hat"), as Keras: `m ← m + (g - m)(1 - β₁)`,
 * `v ← v + (g² - v)(1 - β₂)`, `w ← w - m·α / (√v + eps)` with `α = lr·√(1 - β₂ᵗ) / (1 - β₁ᵗ)` (the scalar `stepSize`).
 * amsgrad (Reddi et al., 2018): the largest v so far replaces v.
 */
function adam({ beta_1, beta_2, epsilon, amsgrad }: ConfigOf<'Adam'> | ConfigOf<'AdamW'>): Rule {
  return {
    slots: ['momentum', 'velocity', ...(amsgrad ? ['velocity_hat'] : [])],
    stepSize(learningRate, iterations) {
      const step = iterations + 1;
      const [first, second] = [1 - complement(beta_1), 1 - complement(beta_2)];
      return (learningRate * Math.sqrt(1 - second ** step)) / (1 - first ** step);
    },
    update(weight, slots, gradient, { stepSize }) {
      const momentum = movedTowards(slotOf(slots, 'momentum'), summedGradient(gradient), complement(beta_1));
      const velocity = movedTowards(slotOf(slots, 'velocity'), squaredGradient(gradient), complement(beta_2));
      const largest = amsgrad ? tf.maximum(slotOf(slots, 'velocity_hat'), velocity) : null;
      const step = tf.div(tf.mul(momentum, stepSize), tf.add(tf.sqrt(largest ?? velocity), epsilon));
      return {
        weight: tf.sub(weight, step),
        slots: { momentum, velocity, ...(largest === null ? {} : { velocity_hat: largest }) },
      };
    },
  };
}

function movedTowards(value: tf.Tensor, goal: tf.Tensor, share: number): tf.Tensor {
  return tf.add(value, tf.mul(tf.sub(goal, value), share));
}
