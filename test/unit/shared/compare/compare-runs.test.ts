import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { comparisonSchema } from '#shared/compare/comparison.ts';
import { bestEpoch, lastEpoch, overfittingSince } from '#shared/runs/best-epoch.ts';
import { compareLayers } from '#shared/compare/compare-layers.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { runOf, seriesOf, template } from '../experiment/experiments.ts';
import { compareSeries } from '../../../support/sample-comparison.ts';

describe('bestEpoch and lastEpoch', () => {
  it('find the smallest and the largest, of equal ones the earliest', () => {
    const series = seriesOf('epoch/val_loss', [3, 1, 2, 1]);
    expect(bestEpoch(series, 'min')).toEqual({ value: 1, epoch: 2 });
    expect(bestEpoch(series, 'max')).toEqual({ value: 3, epoch: 1 });
    expect(lastEpoch(series)).toEqual({ value: 1, epoch: 4 });
  });

  it('pass over what is not a number', () => {
    const series = seriesOf('epoch/loss', [null, 2, Number.NaN, Number.NEGATIVE_INFINITY, null]);
    expect(bestEpoch(series, 'min')).toEqual({ value: 2, epoch: 2 });
    expect(lastEpoch(series)).toEqual({ value: 2, epoch: 2 });
    expect(bestEpoch(seriesOf('epoch/loss', [null]), 'min')).toBeNull();
    expect(lastEpoch(seriesOf('epoch/loss', []))).toBeNull();
  });

  it('take the epoch from the steps, not from the place', () => {
    expect(bestEpoch({ key: 'epoch/loss', steps: [4, 9], values: [2, 1] }, 'min')).toEqual({ value: 1, epoch: 9 });
  });
});

describe('overfittingSince', () => {
  const train = (...values: number[]): ReturnType<typeof seriesOf> => seriesOf('epoch/loss', values);
  const validation = (...values: (number | null)[]): ReturnType<typeof seriesOf> => seriesOf('epoch/val_loss', values);
  it.each<[string, number[], (number | null)[], number | null]>([
    ['validation rises while training falls', [5, 4, 3, 2, 1], [5, 4, 4.2, 4.5, 5], 3],
    ['both fall', [5, 4, 3, 2], [5, 4, 3.5, 3.2], null],
    ['both rise: something else is wrong', [5, 4, 6, 7], [5, 4, 6, 7], null],
    ['one worse epoch may be chance', [5, 4, 3], [5, 4, 4.5], null],
    ['validation stays where it was', [5, 4, 3, 2], [5, 4, 4.01, 4.02], null],
    ['no validation', [5, 4, 3], [], null],
    ['values that are no numbers do not count', [5, 4, 3, 2, 1], [5, 4, null, 4.5, 5], 4],
  ])('%s', (_, trainLoss, valLoss, expected) => {
    expect(overfittingSince(train(...trainLoss), validation(...valLoss))).toBe(expected);
  });
});

describe('compareLayers', () => {
  const chain = (...layers: [string, object?][]): GraphDocument => ({
    nodes: layers.map(([type, config], i) => ({ id: `${type}${i}`, type, config: { ...config } })),
    edges: layers.slice(1).map(([type], i) => ({ from: `${layers[i]?.[0] ?? ''}${i}`, to: `${type}${i + 1}` })),
  });
  const conv = (size: number): [string, object] => ['Conv1D', { filters: 32, kernel_size: size }];
  const rows = (...documents: (GraphDocument | null)[]): (string | null)[][] =>
    compareLayers(documents).map(({ values }) =>
      values.map((layer) => (layer === null ? null : `${layer.type} ${textOf(layer.summary)}`.trim())),
    );

  it('pairs equal layers and leaves a gap where one model has more', () => {
    const input: [string, object] = ['Input', { shape: [120, 7] }];
    expect(
      rows(
        chain(
          input,
          conv(5),
          ['MaxPooling1D', { pool_size: 3 }],
          conv(5),
          ['GlobalMaxPooling1D'],
          ['Dense', { units: 1 }],
        ),
        chain(input, ['GRU', { units: 32 }], ['Dense', { units: 1 }]),
        chain(
          input,
          conv(5),
          ['MaxPooling1D', { pool_size: 3 }],
          conv(5),
          ['GRU', { units: 32, dropout: 0.1 }],
          ['Dense', { units: 1 }],
        ),
      ),
    ).toEqual([
      ['Input [120, 7]', 'Input [120, 7]', 'Input [120, 7]'],
      ['Conv1D 32 filters × 5', null, 'Conv1D 32 filters × 5'],
      ['MaxPooling1D pool 3', null, 'MaxPooling1D pool 3'],
      ['Conv1D 32 filters × 5', null, 'Conv1D 32 filters × 5'],
      ['GlobalMaxPooling1D', null, null],
      [null, 'GRU 32 units', 'GRU 32 units · dropout 0.1'],
      ['Dense 1 unit', 'Dense 1 unit', 'Dense 1 unit'],
    ]);
  });

  it('prefers an equal layer to one of the same type, where no id says which it is', () => {
    const named = (document: GraphDocument, id: string): GraphDocument => ({
      ...document,
      nodes: document.nodes.map((node) => ({ ...node, id })),
    });
    expect(rows(chain(conv(3), conv(5)), named(chain(conv(5)), 'other'))).toEqual([
      ['Conv1D 32 filters × 3', null],
      ['Conv1D 32 filters × 5', 'Conv1D 32 filters × 5'],
    ]);
    expect(rows(chain(conv(3), conv(5)), chain(conv(5)))).toEqual([
      ['Conv1D 32 filters × 3', 'Conv1D 32 filters × 5'],
      ['Conv1D 32 filters × 5', null],
    ]);
  });

  it('takes a default that is written out for the same', () => {
    const spelled = chain(['Dense', { units: 1, use_bias: true, activation: 'linear', name: 'x' }]);
    const bare = chain(['Dense', { units: 1 }]);
    expect(rows(spelled, bare)).toEqual([['Dense 1 unit', 'Dense 1 unit']]);
  });

  it('shows layers it does not know, layers in circles, and runs without a model', () => {
    const circle: GraphDocument = {
      nodes: [
        { id: 'a', type: 'Oracle', config: { heads: 2 } },
        { id: 'b', type: 'Dense', config: { units: 3 } },
      ],
      edges: [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
    };
    expect(rows(null, circle, null)).toEqual([
      [null, 'Oracle heads 2', null],
      [null, 'Dense 3 units', null],
    ]);
    expect(rows(null, null)).toEqual([]);
  });
});

describe('compareRuns', () => {
  const conv = template('weather-conv1d');
  const gru = template('weather-gru');
  const withTraining = (experiment: Experiment, training: Partial<Experiment['training']>): Experiment => ({
    ...experiment,
    training: { ...experiment.training, ...training },
  });
  const lossOnly = [seriesOf('epoch/loss', [2, 1])];

  it('gives best and last values, loss first', () => {
    const comparison = compareSeries(
      [runOf(conv), runOf(gru)],
      [
        [
          seriesOf('epoch/accuracy', [0.5, 0.7, 0.6]),
          seriesOf('epoch/learning_rate', [0.1, 0.1, 0.1]),
          seriesOf('epoch/loss', [3, 2, 1]),
          seriesOf('epoch/msPerStep', [9, 9, 9]),
          seriesOf('epoch/val_loss', [3, 2, 2.5]),
          seriesOf('batch/loss', [9, 8, 7]),
        ],
        [seriesOf('epoch/loss', [null, 4])],
      ],
    );
    expect(comparison.metrics.map(({ name, mode }) => [name, mode])).toEqual([
      ['loss', 'min'],
      ['val_loss', 'min'],
      ['accuracy', 'max'],
    ]);
    expect(comparison.metrics[0]?.values).toEqual([
      { best: { value: 1, epoch: 3 }, last: { value: 1, epoch: 3 }, end: { value: 1, epoch: 3 } },
      { best: { value: 4, epoch: 2 }, last: { value: 4, epoch: 2 }, end: { value: 4, epoch: 2 } },
    ]);
    expect(comparison.metrics[1]?.values).toEqual([
      { best: { value: 2, epoch: 2 }, last: { value: 2.5, epoch: 3 }, end: { value: 2.5, epoch: 3 } },
      { best: null, last: null, end: null },
    ]);
    expect(comparison.metrics[2]?.values[0]?.best).toEqual({ value: 0.7, epoch: 2 });
    expect(comparison.runs[0]).not.toHaveProperty('experiment');
    expect(comparisonSchema.safeParse(comparison).success).toBe(true);
  });

  it('parts settings that differ from those that are the same', () => {
    const { settings } = compareSeries(
      [
        runOf(conv, { parameters: 6337, seed: 3 }),
        runOf(withTraining(gru, { optimizer: { name: 'adam', config: { clipnorm: 1 } }, steps_per_epoch: 10 }), {
          parameters: 3969,
          msPerStep: 4.5,
        }),
      ],
      [lossOnly, lossOnly],
    );
    const differing = Object.fromEntries(settings.differing.map(({ path, values }) => [path, values]));
    expect(differing).toEqual({
      'training.optimizer': ['RMSprop', 'Adam'],
      'training.optimizer.rho': ['0.9', null],
      'training.optimizer.momentum': ['0', null],
      'training.optimizer.centered': ['false', null],
      'training.optimizer.beta_1': [null, '0.9'],
      'training.optimizer.beta_2': [null, '0.999'],
      'training.optimizer.amsgrad': [null, 'false'],
      'training.optimizer.clipnorm': [null, '1'],
      'training.steps_per_epoch': [null, '10'],
      'training.seed': ['3', '0'],
      parameters: ['6,337', '3,969'],
      'ms/step': ['12.3', '4.50'],
    });
    const same = Object.fromEntries(settings.same.map(({ path, value }) => [path, value]));
    expect(same).toMatchObject({
      'data.dataset': 'weather',
      'data.preparation.features': 'temp, dewp, humid, wind_speed, precip, pressure, visib',
      'data.preparation.split.train': '0.6',
      'training.loss': 'mean_absolute_error',
      'training.epochs': '8',
      engine: 'native · CPU · TensorFlow 2.21.0 · eager',
    });
  });

  it('takes two spellings of a thing for the same', () => {
    const spelled = withTraining(conv, {
      loss: { name: 'mean_absolute_error', config: {} },
      optimizer: { name: 'rmsprop', config: { learning_rate: 0.001 } },
    });
    const { settings } = compareSeries([runOf(conv), runOf(spelled)], [lossOnly, lossOnly]);
    expect(settings.differing).toEqual([]);
  });

  it('takes an embedding gradient that is left out for the default, and shows another', () => {
    const withGradient = (gradient: 'summed' | 'rows' | undefined): Experiment => {
      const experiment = template('imdb-conv1d');
      return { ...experiment, training: { ...experiment.training, embedding_gradient: gradient } };
    };
    const differing = (...gradients: ('summed' | 'rows' | undefined)[]): unknown => {
      const runs = gradients.map((gradient) => runOf(withGradient(gradient)));
      return compareSeries(runs, [lossOnly, lossOnly]).settings.differing;
    };
    expect(differing(undefined, 'summed')).toEqual([]);
    expect(differing(undefined, 'rows')).toEqual([{ path: 'training.embedding_gradient', values: [null, 'rows'] }]);
  });

  it('numbers callbacks of the same kind', () => {
    const callbacks = [
      { name: 'EarlyStopping', config: { patience: 2 } },
      { name: 'EarlyStopping', config: { patience: 5, monitor: 'loss' } },
    ];
    const { settings } = compareSeries([runOf(conv), runOf(withTraining(conv, { callbacks }))], [lossOnly, lossOnly]);
    const paths = settings.differing.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'training.callbacks.EarlyStopping.patience',
        'training.callbacks.EarlyStopping 2.patience',
      ]),
    );
  });

  it('says that the data changed when nothing else tells it', () => {
    const hash = (first: string, second: string): unknown =>
      compareSeries(
        [runOf(conv, { datasetHash: first }), runOf(conv, { datasetHash: second })],
        [[], []],
      ).settings.differing.find(({ path }) => path === 'data.hash')?.values;
    expect(hash('0123456789abcdef', 'fedcba9876543210')).toEqual(['0123456789ab', 'fedcba987654']);
    expect(hash('same', 'same')).toBeUndefined();
  });

  it('lets a baseline stand beside the others', () => {
    const baseline = runOf(
      { ...conv, model: { nodes: [], edges: [] } },
      { kind: 'baseline', parameters: null, engine: null, msPerStep: null, epochs: 1 },
    );
    const comparison = compareSeries(
      [baseline, runOf(conv), runOf(conv)],
      [[seriesOf('epoch/val_mae', [0.23])], [seriesOf('epoch/val_mae', [0.4, 0.3])], []],
    );
    expect(comparison.metrics[0]?.values.map(({ best }) => best)).toEqual([
      { value: 0.23, epoch: 1 },
      { value: 0.3, epoch: 2 },
      null,
    ]);
    expect(comparison.settings.differing).toEqual([]);
    expect(comparison.settings.same.map(({ path }) => path)).toContain('training.optimizer');
    expect(comparison.layers.every(({ values }) => values[0] === null && values[1] !== null)).toBe(true);
  });
});
