// What layers refuse at check time, with what would fit.
import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { checkModel } from '#shared/model/check-model.ts';

function errorsOf(type: string, config: JsonObject, ...shapes: readonly (number | null)[][]): string[] {
  const inputs = shapes.map((shape, i) => ({ id: `in${i}`, type: 'Input', config: { shape } }));
  const edges = inputs.map(({ id }, input) => ({ from: id, to: 'x', input }));
  return checkModel({ nodes: [...inputs, { id: 'x', type, config }], edges })
    .problems.filter(({ severity, nodeId }) => severity === 'error' && nodeId === 'x')
    .map(({ message }) => textOf(message));
}

describe('one sentence with the shape and what would fit', () => {
  it.each<[string, JsonObject, (number | null)[][], string]>([
    [
      'LayerNormalization',
      { axis: 3 },
      [[5, 2]],
      'LayerNormalization "x" has axis 3, but gets [5, 2]. Axes 1 to 2 fit; 0 is the batch.',
    ],
    [
      'LayerNormalization',
      { axis: [1, -2] },
      [[5, 2]],
      'LayerNormalization "x" has axis [-2, 1], which names an axis of [5, 2] twice. Name each axis once.',
    ],
    [
      'LayerNormalization',
      { axis: 1 },
      [[null, 2]],
      'LayerNormalization "x" wants a known size along axis 1, but gets [?, 2]. Give this size of the Input’s shape a number.',
    ],
    [
      'RMSNormalization',
      { axis: 1 },
      [[5, 2]],
      'RMSNormalization "x" has axis 1, but gets [5, 2], whose last axes only can be scaled. Axis -1 fits, or [-2, -1].',
    ],
    [
      'GroupNormalization',
      { groups: 4 },
      [[5, 6]],
      'GroupNormalization "x" divides axis -1 of [5, 6], which has 6 values, into 4 groups. Groups of 1, 2, 3, 6 fit.',
    ],
    [
      'GroupNormalization',
      {},
      [[5, 6]],
      'GroupNormalization "x" divides axis -1 of [5, 6], which has 6 values, into 32 groups. Groups of 1, 2, 3, 6 fit.',
    ],
    [
      'Conv1D',
      { filters: 4, kernel_size: 3, groups: 4 },
      [[5, 6]],
      'Conv1D "x" has 4 groups, but gets [5, 6], whose 6 features do not divide into them. Groups of 1, 2 fit.',
    ],
    [
      'SeparableConv1D',
      { filters: 4, kernel_size: 6 },
      [[5, 6]],
      'SeparableConv1D "x" has kernel_size 6, which reaches over 6 steps, but only 5 steps arrive. A kernel_size of 5 or less fits, or padding "same".',
    ],
    [
      'Cropping1D',
      { cropping: [3, 2] },
      [[5, 2]],
      'Cropping1D "x" cuts 5 steps off, but only 5 steps arrive. A cropping of 4 or less in all fits.',
    ],
    [
      'RepeatVector',
      { n: 3 },
      [[5, 2]],
      'RepeatVector "x" wants one row, [features], but gets [5, 2]. Put a Flatten, a pooling over all steps or a GRU without return_sequences before it.',
    ],
    [
      'Reshape',
      { target_shape: [3, 4] },
      [[5, 2]],
      'Reshape "x" gets [5, 2], which are 10 values, and has target_shape [3, 4], which takes 12 values. Give the sizes a product of 10, or put -1 in place of one.',
    ],
    [
      'Reshape',
      { target_shape: [-1, 4] },
      [[5, 2]],
      'Reshape "x" gets [5, 2], which are 10 values, and has target_shape [-1, 4], which takes a multiple of 4. Give the other sizes a product that divides 10.',
    ],
    [
      'Reshape',
      { target_shape: [6] },
      [[null, 2]],
      'Reshape "x" gets [?, 2], whose length is open, and has target_shape [6], which does not fit every length. Put -1 in place of a size, or give the Input a fixed length.',
    ],
    [
      'Reshape',
      { target_shape: [-1, -1] },
      [[5, 2]],
      'Reshape "x" has target_shape [-1, -1]; only one size can be -1.',
    ],
    [
      'Permute',
      { dims: [1, 3] },
      [[5, 2]],
      'Permute "x" has dims [1, 3], but gets [5, 2], which has 2 axes. Name each axis from 1 to 2 once.',
    ],
    [
      'Permute',
      { dims: [2] },
      [[12, 3]],
      'Permute "x" has dims [2], but gets [12, 3], which has 2 axes. Name each axis from 1 to 2 once.',
    ],
    ...['BatchNormalization', 'LayerNormalization', 'Softmax', 'UnitNormalization', 'Concatenate'].map(
      (type): [string, JsonObject, (number | null)[][], string] => [
        type,
        { axis: 5 },
        type === 'Concatenate'
          ? [
              [12, 3],
              [12, 3],
            ]
          : [[12, 3]],
        `${type} "x" has axis 5, but gets [12, 3]. Axes 1 to 2 fit; 0 is the batch.`,
      ],
    ),
    [
      'Concatenate',
      { axis: 0 },
      [
        [12, 3],
        [12, 3],
      ],
      'Concatenate "x" has axis 0, which is the batch; 1 is the first axis of a sample.',
    ],
    [
      'PReLU',
      { shared_axes: [5] },
      [[5, 2]],
      'PReLU "x" shares axis 5, but gets [5, 2]. Axes 1 to 2 fit; 0 is the batch.',
    ],
    [
      'Permute',
      { dims: [2, 1] },
      [[5]],
      'Permute "x" has dims [2, 1], but gets [5], which has 1 axis. Name each axis from 1 to 1 once.',
    ],
    [
      'PReLU',
      {},
      [[null, 2]],
      'PReLU "x" has a slope for each value, but gets [?, 2], whose length is open. Set shared_axes to [1], or give the Input a fixed length.',
    ],
    [
      'PReLU',
      { shared_axes: [3] },
      [[5, 2]],
      'PReLU "x" shares axis 3, but gets [5, 2]. Axes 1 to 2 fit; 0 is the batch.',
    ],
    [
      'Rescaling',
      { scale: [1, 2, 3] },
      [[5, 2]],
      'Rescaling "x" has 3 numbers in scale, but gets [5, 2]. Give one number, or a list of 2.',
    ],
    [
      'Dot',
      { axes: 2 },
      [
        [5, 2],
        [5, 3],
      ],
      'Dot "x" gets [5, 2] and [5, 3], whose axes 2 and 2 cannot be multiplied; both must have one known size.',
    ],
    ['Dot', { axes: [2, 2] }, [[5, 2], [3]], 'Dot "x" has axis 2, but gets [3]. Axes 1 to 1 fit; 0 is the batch.'],
  ])('%s %j on %j', (type, config, shapes, expected) => {
    expect(errorsOf(type, config, ...shapes)).toContain(expected);
  });
});
