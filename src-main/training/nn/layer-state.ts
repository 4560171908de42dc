// Weights that a layer changes itself while it trains, such as the moving averages of BatchNormalization.
import * as tf from '@tensorflow/tfjs-core';

/** The state of one training step's forward pass. */
export interface LayerState {
  /** The variable's value, or the one that was set before in this pass: a shared layer is applied more than once. */
  current(variable: tf.Variable): tf.Tensor;
  /** The value after the step. */
  set(variable: tf.Variable, value: tf.Tensor): void;
}

/** Collects what a pass sets; `dispose` frees it. */
export class CollectedState implements LayerState {
  readonly #values = new Map<string, tf.Tensor>();

  current(variable: tf.Variable): tf.Tensor {
    return this.#values.get(variable.name) ?? variable;
  }

  set(variable: tf.Variable, value: tf.Tensor): void {
    this.#values.get(variable.name)?.dispose();
    // The pass's own tidy would dispose it before it is read.
    this.#values.set(variable.name, tf.keep(tf.clone(value)));
  }

  /** By the variables' tfjs names; the caller's tidy disposes them. */
  values(): Readonly<Record<string, tf.Tensor>> {
    return Object.fromEntries([...this.#values].map(([name, value]) => [name, tf.clone(value)]));
  }

  dispose(): void {
    for (const value of this.#values.values()) value.dispose();
  }
}
