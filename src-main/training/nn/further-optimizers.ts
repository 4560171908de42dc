// Adagrad, Adadelta, Adamax, Nadam, Ftrl and Lion, as Keras 3 computes them (keras/src/optimizers).
import * as tf from '@tensorflow/tfjs-core';
import { complement, movedTowards, slotOf, type ConfigOf, type Rule } from '#main/training/nn/optimizer-rule.ts';
import { squaredGradient, summedGradient } from '#main/training/nn/row-gradient.ts';

/** Duchi et al., 2011: `a ← a + g²`, `w ← w - lr·g / √(a + eps)`. */
export function adagrad({ epsilon }: ConfigOf<'Adagrad'>): Rule {
  return {
    slots: ['accumulator'],
    stepSize: (learningRate) => learningRate,
    update(weight, slots, gradient, { learningRate }) {
      const accumulator = tf.add(slotOf(slots, 'accumulator'), squaredGradient(gradient));
      const step = tf.div(tf.mul(summedGradient(gradient), learningRate), tf.sqrt(tf.add(accumulator, epsilon)));
      return { weight: tf.sub(weight, step), slots: { accumulator } };
    },
  };
}

/** Zeiler, 2012: the step is scaled by the root of the mean square of earlier steps over that of the gradients. */
export function adadelta({ rho, epsilon }: ConfigOf<'Adadelta'>): Rule {
  const mixed = (old: tf.Tensor, square: tf.Tensor): tf.Tensor => tf.add(tf.mul(old, rho), tf.mul(square, 1 - rho));
  const root = (square: tf.Tensor): tf.Tensor => tf.sqrt(tf.add(square, epsilon));
  return {
    slots: ['accumulated_grad', 'accumulated_delta_var'],
    stepSize: (learningRate) => learningRate,
    update(weight, slots, gradient, { learningRate }) {
      const before = slotOf(slots, 'accumulated_delta_var');
      const squares = mixed(slotOf(slots, 'accumulated_grad'), squaredGradient(gradient));
      const step = tf.div(tf.mul(root(before), summedGradient(gradient)), root(squares));
      return {
        weight: tf.sub(weight, tf.mul(step, learningRate)),
        slots: { accumulated_grad: squares, accumulated_delta_var: mixed(before, tf.square(step)) },
      };
    },
  };
}

/** Kingma & Ba, 2014, section 7: `u ← max(β₂·u, |g|)`, `w ← w - m · lr / (1 - β₁ᵗ) / (u + eps)`. */
export function adamax({ beta_1, beta_2, epsilon }: ConfigOf<'Adamax'>): Rule {
  return {
    slots: ['momentum', 'norm'],
    stepSize: (learningRate, iterations) => learningRate / (1 - Math.fround(beta_1) ** (iterations + 1)),
    update(weight, slots, gradient, { stepSize }) {
      const summed = summedGradient(gradient);
      const momentum = movedTowards(slotOf(slots, 'momentum'), summed, 1 - beta_1);
      const norm = tf.maximum(tf.mul(slotOf(slots, 'norm'), beta_2), tf.abs(summed));
      const step = tf.div(tf.mul(momentum, stepSize), tf.add(norm, epsilon));
      return { weight: tf.sub(weight, step), slots: { momentum, norm } };
    },
  };
}

/**
 * Dozat, 2015: Adam with Nesterov's momentum. With `uᵢ = β₁·(1 - 0.96ⁱ / 2)` and `Uᵢ` their product up to i:
 * `w ← w - lr · (m·uₜ₊₁ / (1 - Uₜ₊₁) + g·(1 - uₜ) / (1 - Uₜ)) / (√(v / (1 - β₂ᵗ)) + eps)`.
 */
export function nadam({ beta_1, beta_2, epsilon }: ConfigOf<'Nadam'>): Rule {
  const first = Math.fround(beta_1);
  const factorAt = (step: number): number => first * (1 - 0.5 * 0.96 ** step);
  /** The product up to a step; each step needs the one after the last. */
  let known = { step: 0, product: 1 };
  const productAt = (step: number): number => {
    let { step: at, product } = known.step <= step ? known : { step: 0, product: 1 };
    while (at < step) product *= factorAt(++at);
    known = { step, product };
    return product;
  };
  return {
    slots: ['momentum', 'velocity'],
    stepSize(learningRate, iterations) {
      const product = productAt(iterations + 1);
      const next = factorAt(iterations + 2);
      return (learningRate * next) / (1 - product * next);
    },
    scalars(learningRate, iterations) {
      const step = iterations + 1;
      return {
        correction: 1 / (1 - (1 - complement(beta_2)) ** step),
        gradientShare: (learningRate * (1 - factorAt(step))) / (1 - productAt(step)),
      };
    },
    update(weight, slots, gradient, { stepSize, correction, gradientShare }) {
      const summed = summedGradient(gradient);
      const momentum = movedTowards(slotOf(slots, 'momentum'), summed, complement(beta_1));
      const velocity = movedTowards(slotOf(slots, 'velocity'), squaredGradient(gradient), complement(beta_2));
      const ahead = tf.add(tf.mul(momentum, stepSize), tf.mul(summed, gradientShare));
      const step = tf.div(ahead, tf.add(tf.sqrt(tf.mul(velocity, correction)), epsilon));
      return { weight: tf.sub(weight, step), slots: { momentum, velocity } };
    },
  };
}

/** McMahan et al., 2013 ("follow the regularized leader"), with the shrinkage of TensorFlow. */
export function ftrl(config: ConfigOf<'Ftrl'>): Rule {
  const { l1_regularization_strength: l1, l2_regularization_strength: l2, beta } = config;
  const shrinkage = config.l2_shrinkage_regularization_strength;
  const powered = (value: tf.Tensor): tf.Tensor => tf.pow(value, -config.learning_rate_power);
  return {
    slots: ['accumulator', 'linear'],
    stepSize: (learningRate) => learningRate,
    update(weight, slots, gradient, { learningRate }) {
      const summed = summedGradient(gradient);
      const shrunk = shrinkage === 0 ? summed : tf.add(summed, tf.mul(weight, 2 * shrinkage));
      const before = slotOf(slots, 'accumulator');
      const accumulator = tf.add(before, squaredGradient(gradient));
      const root = powered(accumulator);
      const growth = tf.div(tf.sub(root, powered(before)), learningRate);
      const linear = tf.add(slotOf(slots, 'linear'), tf.sub(shrunk, tf.mul(growth, weight)));
      const penalty = tf.add(tf.div(beta, learningRate), 2 * l2);
      const quadratic = tf.add(tf.div(root, learningRate), penalty);
      const clipped = l1 === 0 ? tf.neg(linear) : tf.sub(tf.clipByValue(linear, -l1, l1), linear);
      return { weight: tf.div(clipped, quadratic), slots: { accumulator, linear } };
    },
  };
}

/** Chen et al., 2023: `w ← w - lr · sign(β₁·m + (1 - β₁)·g)`, then `m ← β₂·m + (1 - β₂)·g`. */
export function lion({ beta_1, beta_2 }: ConfigOf<'Lion'>): Rule {
  return {
    slots: ['momentum'],
    stepSize: (learningRate) => learningRate,
    update(weight, slots, gradient, { learningRate }) {
      const summed = summedGradient(gradient);
      const before = slotOf(slots, 'momentum');
      const mixed = (share: number): tf.Tensor =>
        tf.add(tf.mul(before, Math.fround(share)), tf.mul(summed, complement(share)));
      return {
        weight: tf.sub(weight, tf.mul(tf.sign(mixed(beta_1)), learningRate)),
        slots: { momentum: mixed(beta_2) },
      };
    },
  };
}
