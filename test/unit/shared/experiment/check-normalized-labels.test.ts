// A column of 0 and 1 is labels for a binary loss, as long as it is not normalized.
import { expect, it } from 'vitest';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { node, problemsOf, series, smallExperiment } from './small-series.ts';

const nodes = [
  node('i', 'Input', { shape: [12, 3] }),
  node('g', 'GRU', { units: 3 }),
  node('d', 'Dense', { units: 1, activation: 'sigmoid' }),
];
const training = { loss: 'binary_crossentropy', metrics: ['accuracy'] };
const rain = { nodes, training, preparation: { target: 'rain' } };
const sentence = 'wants labels 0 and 1, but the preparation normalizes "rain"; set normalize to false.';

it('says that normalize is to be false, and offers it', () => {
  expect(problemsOf(rain)).toEqual([`loss-wants-labels @training.loss: binary_crossentropy ${sentence}`]);
  const [problem] = checkExperiment(smallExperiment(rain), series).problems;
  expect(problem?.fixes?.[0]).toEqual({ kind: 'setting', path: ['data', 'preparation', 'normalize'], value: false });
  expect(problemsOf({ ...rain, preparation: { target: 'rain', normalize: false } })).toEqual([]);
});

it('says so of one of several outputs, and not of a measurement', () => {
  const two = [...nodes, node('e', 'Dense', { units: 1 })];
  const outputs = { d: { loss: 'binary_focal_crossentropy' } };
  const of = (target: string): string[] =>
    problemsOf({
      nodes: two,
      edges: ['i g', 'g d', 'g e'],
      preparation: { outputs: { d: { target } } },
      training: { outputs },
    });
  expect(of('rain')).toEqual([
    `loss-wants-labels @d training.outputs.d.loss: Output "d": binary_focal_crossentropy ${sentence}`,
  ]);
  expect(of('b')[0]).toContain('the target "b" is a measurement; use mae, mse or huber.');
});
