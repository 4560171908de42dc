// An optimizer's slots of each weight, named `<slot>/<layer id>/<weight>`.
import * as tf from '@tensorflow/tfjs-core';
import type { Optimizer } from '#main/training/nn/optimizers.ts';
import type { ModelWeight } from '#main/training/nn/model-weights.ts';
import type { NamedVariable } from '#main/training/step/named-variables.ts';

export interface OptimizerSlots {
  readonly all: readonly NamedVariable[];
  /** A weight's slots by slot name. */
  of(weightName: string): Readonly<Record<string, tf.Tensor>>;
  assign(weightName: string, values: Readonly<Record<string, tf.Tensor>>): void;
  dispose(): void;
}

/** At the start each slot has its initial value throughout. */
export function createOptimizerSlots(
  { slots: slotNames, initialValue }: Pick<Optimizer, 'slots' | 'initialValue'>,
  weights: readonly Pick<ModelWeight, 'name' | 'variable'>[],
): OptimizerSlots {
  const byWeight = new Map(
    weights.map(({ name, variable }) => [
      name,
      slotNames.map((slot) => ({
        slot,
        name: `${slot}/${name}`,
        variable: filledVariable(variable.shape, initialValue(slot)),
      })),
    ]),
  );
  return {
    all: [...byWeight.values()].flat(),
    of: (weightName) =>
      Object.fromEntries((byWeight.get(weightName) ?? []).map(({ slot, variable }) => [slot, variable])),
    assign(weightName, values) {
      for (const { slot, variable } of byWeight.get(weightName) ?? []) {
        const value = values[slot];
        if (value !== undefined) variable.assign(value);
      }
    },
    dispose() {
      for (const { variable } of [...byWeight.values()].flat()) variable.dispose();
    },
  };
}

function filledVariable(shape: readonly number[], value: number): tf.Variable {
  return tf.tidy(() => tf.variable(tf.fill([...shape], value), false));
}
