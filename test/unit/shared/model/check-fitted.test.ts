// A layer that is fitted before training stands where what reaches it is known by then.
import { describe, expect, it } from 'vitest';
import { checkModel } from '#shared/model/check-model.ts';
import { chain, dense, input, layer, problemsOf } from './model-documents.ts';

const norm = layer('norm', 'Normalization');

describe('a Normalization without mean and variance', () => {
  it('has Keras’s weights, none of them trained, and comes before all that is trained', () => {
    const { spec, problems } = checkModel(
      chain(
        input(4, 3),
        layer('crop', 'Cropping1D'),
        norm,
        layer('drop', 'Dropout', { rate: 0.5 }),
        layer('norm_2', 'Normalization', { axis: [1, 2] }),
        layer('flat', 'Flatten'),
        dense,
      ),
    );
    expect(problems).toEqual([]);
    expect(
      spec?.layers.flatMap(({ id, weights }) =>
        weights.map(({ name, shape, trainable }) => [id, name, shape, trainable]),
      ),
    ).toEqual([
      ['norm', 'mean', [3], false],
      ['norm', 'variance', [3], false],
      ['norm', 'count', [], false],
      ['norm_2', 'mean', [2, 3], false],
      ['norm_2', 'variance', [2, 3], false],
      ['norm_2', 'count', [], false],
      ['out', 'kernel', [6, 1], true],
      ['out', 'bias', [1], true],
    ]);
  });

  it('is refused after a layer that is trained, also one inside a wrapper, or one that averages', () => {
    const sentence = (before: string): string =>
      `Normalization "norm" is fitted before training, but comes after ${before}, whose weights are not known then; put it before that layer, or give it mean and variance.`;
    const lstm = { class_name: 'LSTM', config: { units: 2 } };
    for (const [before, name] of [
      [layer('x', 'Dense', { units: 2 }), 'Dense "x"'],
      [layer('x', 'Bidirectional', { layer: lstm }), 'Bidirectional "x"'],
      [layer('x', 'BatchNormalization', { center: false, scale: false }), 'BatchNormalization "x"'],
    ] as const) {
      expect(problemsOf(chain(input(4, 3), before, layer('drop', 'Dropout', { rate: 0.1 }), norm))).toEqual([
        ['not-fitted', 'norm', sentence(name)],
      ]);
      const given = layer('norm', 'Normalization', { mean: 0, variance: 1 });
      expect(problemsOf(chain(input(4, 3), before, given))).toEqual([]);
    }
  });

  it('is refused after a layer that applies a fitted one again', () => {
    const document = chain(
      input(4, 3),
      layer('x', 'Rescaling', { scale: 2 }),
      { ...layer('again', 'Normalization'), layer: 'norm' },
      layer('last', 'Normalization'),
    );
    document.nodes.push(norm, layer('add', 'Add'));
    document.edges.push({ from: 'in', to: 'norm' }, { from: 'last', to: 'add' }, { from: 'norm', to: 'add', input: 1 });
    expect(problemsOf(document).map(([code, id]) => [code, id])).toEqual([['not-fitted', 'last']]);
  });

  it('is refused inside a wrapper, where Strata fits nothing', () => {
    const held = { class_name: 'Normalization', config: { axis: -1 } };
    expect(checkModel(chain(input(4, 3), layer('x', 'TimeDistributed', { layer: held }))).problems).toEqual([
      expect.objectContaining({
        code: 'not-fitted',
        nodeId: 'x',
        path: 'config.layer.config.mean',
        message:
          'TimeDistributed "x" has layer "Normalization" without mean and variance, which cannot be fitted inside another layer; give it both.',
      }),
    ]);
    const given = { ...held, config: { mean: [1, 2, 3], variance: [1, 1, 1] } };
    expect(problemsOf(chain(input(4, 3), layer('x', 'TimeDistributed', { layer: given })))).toEqual([]);
  });
});

describe('given numbers', () => {
  it.each([
    [{ mean: 1 }, 'Normalization "norm" has mean, but no variance; give both or none.'],
    [{ variance: 1 }, 'Normalization "norm" has variance, but no mean; give both or none.'],
    [
      { mean: [1, 2, 3], variance: 1 },
      'Normalization "norm" has mean and variance of different shapes; both must be equal.',
    ],
    [
      { mean: [[1], [1, 2]], variance: [[1], [1, 2]], axis: [1, 2] },
      'Normalization "norm" has mean and variance of different shapes; both must be equal.',
    ],
    [{ mean: [1], variance: [1], axis: null }, 'Normalization "norm" has a mean with 1 axes, more than the 0 in axis.'],
    [
      { mean: [1, 2], variance: [1, 2] },
      'Normalization "norm" has a mean of [2], but gets [4, 3]. Give one number, or [3] of them.',
    ],
  ])('%j is refused as in Keras', (config, sentence) => {
    expect(
      problemsOf(chain(input(4, 3), layer('norm', 'Normalization', config))).map(([, , message]) => message),
    ).toEqual([sentence]);
  });
});
