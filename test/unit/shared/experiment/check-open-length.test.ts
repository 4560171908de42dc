// An Input of open length gets a length from the preparation: what does not fit it is a problem before training.
import { describe, expect, it } from 'vitest';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { kerasCode } from '#shared/experiment/code/keras-code.ts';
import { changed, problems } from './changed-experiment.ts';
import { reviews } from './experiments.ts';
import { node, problemsOf, series, smallExperiment } from './small-series.ts';

const open = node('i', 'Input', { shape: [null, 3] });
const end = [node('g', 'GRU', { units: 3 }), node('d', 'Dense', { units: 1 })];
const conv = node('c', 'Conv1D', { filters: 3, kernel_size: 3 });

describe('layers that need more steps than a window has', () => {
  it.each<[string, object, string]>([
    [
      'a convolution',
      node('x', 'Conv1D', { filters: 3, kernel_size: 13 }),
      'too-short @x: Conv1D "x" has kernel_size 13, which reaches over 13 steps, but only 12 steps arrive. A kernel_size of 12 or less fits, or padding "same".',
    ],
    [
      'a pooling',
      node('x', 'MaxPooling1D', { pool_size: 13 }),
      'too-short @x: MaxPooling1D "x" has pool_size 13, but only 12 steps arrive. A pool_size of 12 or less fits.',
    ],
    ['a cropping', node('x', 'Cropping1D', { cropping: 6 }), ''],
    ['positions', node('x', 'PositionEmbedding', { sequence_length: 5 }), ''],
  ])('%s', (_, layer, expected) => {
    const found = problemsOf({ nodes: [open, layer, ...end] });
    const closed = problemsOf({ nodes: [node('i', 'Input', { shape: [12, 3] }), layer, ...end] });
    expect(found).toEqual(closed);
    expect(found).toHaveLength(1);
    if (expected !== '') expect(found).toEqual([expected]);
  });

  it.each(['Add', 'Concatenate'])('%s of a convolution and the Input', (type) => {
    const edges = ['i c', 'i x', 'c x 1', 'x g', 'g d'];
    const found = problemsOf({ nodes: [open, conv, node('x', type), ...end], edges });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('[12, 3] and [10, 3]');
  });

  it('words', () => {
    const [shape, kernel] = [{ input: { shape: [null] } }, { conv1d_1: { kernel_size: 20 } }];
    const layers = { ...shape, ...kernel };
    const short = changed('imdb-conv1d', { preparation: { length: 12 }, layers });
    expect(problems(short, reviews)[0]).toBe(
      'error too-short @conv1d_1: Conv1D "conv1d_1" has kernel_size 20, which reaches over 20 steps, but only 12 steps arrive. A kernel_size of 12 or less fits, or padding "same".',
    );
    expect(problems(changed('imdb-conv1d', { layers: shape }), reviews)).toEqual([]);
    expect(kerasCode(short)).toHaveProperty('refused');
  });
});

it('knows each Input’s own lookback', () => {
  const nodes = [open, node('j', 'Input', { shape: [null, 3] }), node('x', 'Concatenate'), ...end];
  const edges = ['i x', 'j x 1', 'x g', 'g d'];
  expect(problemsOf({ nodes, edges })).toEqual([]);
  const [problem, ...others] = problemsOf({ nodes, edges, preparation: { inputs: { j: { lookback: 24, step: 3 } } } });
  expect(problem).toContain('[12, 3] and [8, 3]');
  expect(others).toEqual([]);
});

it('ends a model with as many steps as a window has', () => {
  const nodes = [open, node('g', 'GRU', { units: 3, return_sequences: true }), node('d', 'Dense', { units: 1 })];
  expect(problemsOf({ nodes, preparation: { horizon: 12 } })).toEqual([]);
  expect(problemsOf({ nodes, preparation: { horizon: 6 } })).toEqual([
    'output-shape @d: Dense "d" ends the model with [12, 1], but 6 numbers in a row are predicted; [6] or [6, 1] fits.',
  ]);
});

it('keeps the document’s shapes, and what needs a number in the file stays a problem', () => {
  const { layers, spec } = checkExperiment(smallExperiment({ nodes: [open, conv, ...end] }), series);
  expect(layers.map(({ outputShapes }) => outputShapes[0])).toEqual([[null, 3], [null, 3], [3], [1]]);
  expect(spec?.layers).toEqual(layers);
  const nodes = [open, node('f', 'Flatten'), node('d', 'Dense', { units: 1 })];
  expect(problemsOf({ nodes })).toHaveLength(1);
});
