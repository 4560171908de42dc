// Keras 3's optimizers as pure functions of one weight: nothing here assigns or keeps state, so the eager step can execute
// them and the compiled step can record them in its graph.
import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerConfig } from '#shared/training/optimizers.ts';
import { clipGradients } from '#main/training/nn/gradient-clipping.ts';
import { adadelta, adagrad, adamax, ftrl, lion, nadam } from '#main/training/nn/further-optimizers.ts';
import { complement, forEachScalar, movedTowards, slotOf } from '#main/training/nn/optimizer-rule.ts';
import type { ConfigOf, Rule, ScalarName, WeightUpdate } from '#main/training/nn/optimizer-rule.ts';
import { squaredGradient, summedGradient, type Gradient } from '#main/training/nn/row-gradient.ts';

/** As tensors, for `Optimizer.update`; the caller's tidy disposes them. */
export function asScalars(values: Readonly<Record<ScalarName, number>>): Record<ScalarName, tf.Scalar> {
  return forEachScalar((name) => tf.scalar(values[name]));
}

/** The slot of a weight's average (`use_ema`). */
export const averageSlot = 'average';
/** The slot of the gradients since the last update (`gradient_accumulation_steps`). */
export const sumSlot = 'gradient_sum';

/** One of Keras's optimizers: pure updates of weights and slots. */
export interface Optimizer {
  readonly config: OptimizerConfig;
  /** Names of the arrays kept for each weight, in its shape (Keras: `momentum`, `velocity`). */
  readonly slots: readonly string[];
  /** The value that a slot begins with; 0 for most. */
  initialValue(slot: string): number;
  /** Clips all gradients of a step. */
  clip(gradients: readonly Gradient[]): Gradient[];
  /** Whether the batch after so many makes an update; with accumulated gradients, not each does. */
  updatesAt(iterations: number): boolean;
  /** The gradient that an update gets, the mean over the batches since the last one; and the slots when this batch makes none. */
  accumulated(
    gradient: Gradient,
    slots: Readonly<Record<string, tf.Tensor>>,
  ): { readonly mean: Gradient; readonly slots: Readonly<Record<string, tf.Tensor>> };
  /** The weight's average moved towards it (`use_ema`), and the weight, which the average may replace. */
  averaged(
    weight: tf.Tensor,
    slots: Readonly<Record<string, tf.Tensor>>,
    scalars: Readonly<Record<ScalarName, tf.Scalar>>,
  ): WeightUpdate;
  /** @param iterations how many batches there were before this one */
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
  const { gradient_accumulation_steps: batches, use_ema: isAveraged, ema_overwrite_frequency: frequency } = config;
  const updatesBefore = (iterations: number): number => Math.floor(iterations / (batches ?? 1));
  return {
    config,
    slots: [...rule.slots, ...(isAveraged ? [averageSlot] : []), ...(batches === null ? [] : [sumSlot])],
    initialValue: (slot) =>
      slot === 'accumulator' && 'initial_accumulator_value' in config ? config.initial_accumulator_value : 0,
    clip: (gradients) => clipGradients(gradients, config),
    scalars: (learningRate, iterations) => ({
      learningRate,
      stepSize: rule.stepSize(learningRate, updatesBefore(iterations)),
      decay: (config.weight_decay ?? 0) * learningRate,
      correction: 0,
      gradientShare: 0,
      // The first average is the weight itself.
      averageMomentum: updatesBefore(iterations) === 0 ? 0 : config.ema_momentum,
      overwrite: frequency !== null && (updatesBefore(iterations) + 1) % frequency === 0 ? 1 : 0,
      ...rule.scalars?.(learningRate, updatesBefore(iterations)),
    }),
    updatesAt: (iterations) => batches === null || (iterations + 1) % batches === 0,
    accumulated(gradient, slots) {
      if (batches === null) return { mean: gradient, slots: {} };
      const sum = tf.add(slotOf(slots, sumSlot), summedGradient(gradient));
      return { mean: tf.div(sum, batches), slots: { [sumSlot]: sum } };
    },
    averaged(weight, slots, { averageMomentum, overwrite }) {
      if (!isAveraged) return { weight, slots: {} };
      const before = tf.mul(slotOf(slots, averageSlot), averageMomentum);
      const average = tf.add(before, tf.mul(weight, tf.sub(1, averageMomentum)));
      const kept =
        frequency === null ? weight : tf.add(tf.mul(average, overwrite), tf.mul(weight, tf.sub(1, overwrite)));
      return { weight: kept, slots: { [averageSlot]: average } };
    },
    update(weight, slots, gradient, scalars) {
      // Decoupled weight decay (Loshchilov & Hutter, 2019): before the update, from the old weight.
      const decayed = config.weight_decay === null ? weight : tf.sub(weight, tf.mul(weight, scalars.decay));
      const update = rule.update(decayed, slots, gradient, scalars);
      return batches === null
        ? update
        : { ...update, slots: { ...update.slots, [sumSlot]: tf.zerosLike(slotOf(slots, sumSlot)) } };
    },
  };
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
    case 'Adagrad':
      return adagrad(config);
    case 'Adadelta':
      return adadelta(config);
    case 'Adamax':
      return adamax(config);
    case 'Nadam':
      return nadam(config);
    case 'Ftrl':
      return ftrl(config);
    case 'Lion':
      return lion(config);
  }
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
