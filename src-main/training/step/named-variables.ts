// Copies weights and slots to arrays by name and back, for checkpoints.
import * as tf from '@tensorflow/tfjs-core';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { NamedArray } from '#main/training/step/train-step.ts';

export interface NamedVariable {
  readonly name: string;
  readonly variable: tf.Variable;
}

export function readNamedArrays(variables: readonly NamedVariable[]): Promise<NamedArray[]> {
  return Promise.all(
    variables.map(async ({ name, variable }) => ({
      name,
      shape: [...variable.shape],
      values: new Float32Array(await variable.data()),
    })),
  );
}

/**
 * Sets every variable, or none.
 * @throws AppError `invalid-data` when an array is missing, unknown or of another shape
 */
export function assignNamedArrays(variables: readonly NamedVariable[], arrays: readonly NamedArray[]): void {
  const known = new Set(variables.map(({ name }) => name));
  const unknown = arrays.find(({ name }) => !known.has(name));
  if (unknown !== undefined) {
    throw new AppError('invalid-data', msg`The saved weights hold "${unknown.name}", which this model does not have.`, {
      hint: msg`They belong to another model: restore them into the model they were saved from.`,
    });
  }
  const byName = new Map(arrays.map((array) => [array.name, array]));
  const pairs = variables.map(({ name, variable }) => {
    const array = byName.get(name);
    if (array === undefined) throw new AppError('invalid-data', msg`The saved weights lack "${name}".`);
    if (array.shape.join() !== variable.shape.join() || array.values.length !== variable.size) {
      throw new AppError(
        'invalid-data',
        msg`The saved weight "${name}" has shape [${array.shape.join(', ')}], the model's has [${variable.shape.join(', ')}].`,
      );
    }
    return { variable, array };
  });
  for (const { variable, array } of pairs) {
    // A copy: the engine may keep the array it is given.
    const values = tf.tensor(array.values.slice(), [...array.shape], 'float32');
    variable.assign(values);
    values.dispose();
  }
}
