// What a check says of a wrong loss or metric for one of several outputs: its sentence names the output.
import { expect, it } from 'vitest';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';
import { reviews, weather } from './experiments.ts';

const edges = (ids: readonly string[]) => ids.map((to) => ({ from: 'flat', to }));

/** One Input, and two outputs, `first` and `second`. */
function problemsOf(
  dataset: typeof weather | typeof reviews,
  training: object,
  second: object = { units: 1 },
): string[] {
  const isText = dataset.kind === 'text';
  const first = isText ? { units: 1, activation: 'sigmoid' } : { units: 1 };
  const inputs = isText
    ? [
        { id: 'words', type: 'Input', config: { shape: [10], dtype: 'int32' } },
        { id: 'inside', type: 'Embedding', config: { input_dim: 100, output_dim: 2 } },
      ]
    : [
        { id: 'words', type: 'Input', config: { shape: [24, 2] } },
        { id: 'inside', type: 'Identity', config: {} },
      ];
  const preparation = isText
    ? { kind: 'text', words: 100, length: 10 }
    : { kind: 'series', features: ['temp', 'dewp'], target: 'temp', lookback: 24, delay: 1, missing: 'fill' };
  const experiment = parseExperiment({
    strata: 2,
    name: 'two outputs',
    data: { dataset: dataset.id, preparation },
    model: {
      nodes: [
        ...inputs,
        { id: 'flat', type: 'Flatten', config: {} },
        { id: 'first', type: 'Dense', config: first },
        { id: 'second', type: 'Dense', config: second },
      ],
      edges: [{ from: 'words', to: 'inside' }, { from: 'inside', to: 'flat' }, ...edges(['first', 'second'])],
    },
    training: { optimizer: 'adam', ...training },
  });
  return checkExperiment(experiment, dataset).problems.map(
    ({ severity, code, nodeId, path, message }) => `${severity} ${code} @${nodeId ?? ''} ${path ?? ''}: ${message}`,
  );
}

const own = (second: object) => ({ loss: 'mae', outputs: { second } });
const classes = 'sparse_categorical_crossentropy';

it('names the output whose loss wants labels', () => {
  expect(problemsOf(weather, own({ loss: classes }))).toEqual([
    `error loss-wants-labels @second training.outputs.second.loss: Output "second": ${classes} wants labels, but the target "temp" is a measurement; use mae, mse or huber.`,
  ]);
});

it('names each output where all have a wrong loss', () => {
  expect(problemsOf(weather, { loss: classes })).toEqual(
    ['first', 'second'].map(
      (id) =>
        `error loss-wants-labels @${id} training.loss: Output "${id}": ${classes} wants labels, but the target "temp" is a measurement; use mae, mse or huber.`,
    ),
  );
});

it('names the output of one unit whose loss wants one for each label', () => {
  const training = { loss: 'binary_crossentropy', outputs: { second: { loss: classes } } };
  const [problem, ...others] = problemsOf(reviews, training, { units: 1, activation: 'softmax' });
  expect(problem).toMatch(/^error \S+ @second .*"second"/);
  for (const other of others) expect(other).toMatch(/@second .*"second"/);
  const linear = problemsOf(reviews, training);
  expect(linear).not.toEqual([]);
  for (const each of linear) expect(each).toMatch(/@second .*"second"/);
  expect(linear.some((each) => each.startsWith('error '))).toBe(true);
});

it.each([
  ['metrics', { metrics: ['accuracy'] }],
  ['weighted metrics', { weighted_metrics: ['accuracy'] }],
])('names the output whose %s say nothing', (_what, settings) => {
  const about = problemsOf(weather, own(settings)).filter((each) => each.includes('accuracy-of-numbers'));
  const [key] = Object.keys(settings);
  expect(about).toEqual([
    `warning accuracy-of-numbers @second training.outputs.second.${key}.0: Output "second": accuracy says nothing about a measurement; use mae.`,
  ]);
});

it('says a loss that is unknown, or lacks an argument, at the output that has it', () => {
  expect(problemsOf(weather, own({ loss: 'hubr' }))).toEqual([
    'error unknown-loss @ training.outputs.second.loss: No loss is called "hubr". Did you mean "huber"?',
  ]);
});
