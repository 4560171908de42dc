import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { buildModel } from '#main/training/nn/model.ts';
import { atInference } from '#main/training/step/backward-pass.ts';
import { chainSpec } from '../../../../keras/specs.ts';

it('names the layer at which the engine fails', () => {
  const spec = chainSpec([
    { id: 'in', type: 'Input', config: { shape: [null, 3] } },
    { id: 'short', type: 'Conv1D', config: { filters: 2, kernel_size: 2 } },
    { id: 'pool', type: 'GlobalMaxPooling1D', config: {} },
  ]);
  const model = buildModel(spec, 1);
  expect(() => tf.tidy(() => model.apply([tf.zeros([2, 12, 4])], atInference))).toThrow(/^Conv1D "short": ./);
  model.dispose();
});
