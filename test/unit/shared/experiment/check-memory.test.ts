// Models whose values for one batch fill more memory than machines have: said before training.
import { describe, expect, it } from 'vitest';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';

interface Node {
  id: string;
  type: string;
  config?: object;
}

function problemsOf(nodes: readonly Node[], batchSize: number, edges?: readonly object[]): string[] {
  const all = [{ id: 'in', type: 'Input', config: { shape: [24, 2] } }, ...nodes];
  const chain = nodes.map(({ id }, i) => ({ from: all[i]?.id ?? '', to: id }));
  const experiment = parseExperiment({
    strata: 2,
    name: 'large',
    data: {
      dataset: 'waves',
      preparation: { kind: 'series', features: ['a', 'b'], target: 'a', lookback: 24, delay: 1 },
    },
    model: { nodes: all, edges: edges ?? chain },
    training: { loss: 'mse', optimizer: 'Adam', batch_size: batchSize },
  });
  const { problems } = checkExperiment(experiment, null).result;
  return problems.map(({ severity, code, nodeId, message }) => `${severity} ${code} ${nodeId ?? ''}: ${message}`);
}

const end: readonly Node[] = [
  { id: 'mean', type: 'GlobalAveragePooling1D' },
  { id: 'out', type: 'Dense', config: { units: 1 } },
];

describe('values of one batch', () => {
  it('that fit draw no warning', () => {
    expect(problemsOf([{ id: 'up', type: 'UpSampling1D', config: { size: 1000 } }, ...end], 64)).toEqual([]);
  });

  it('that do not fit draw one with the largest layer and the batch that does', () => {
    const nodes = [
      { id: 'up', type: 'UpSampling1D', config: { size: 1000 } },
      { id: 'wide', type: 'Dense', config: { units: 500 } },
      ...end,
    ];
    expect(problemsOf(nodes, 128)).toEqual([
      'warning much-memory wide: A batch of 128 samples takes 6.2 GB for the layers’ values alone, most of them in Dense "wide"; WebAssembly has 4 GB in all. batch_size 82 fits.',
    ]);
    expect(problemsOf(nodes, 82)).toEqual([]);
  });

  it('of which one sample is too large say so', () => {
    const nodes = [
      { id: 'up', type: 'UpSampling1D', config: { size: 1_000_000 } },
      { id: 'wide', type: 'Dense', config: { units: 100 } },
      ...end,
    ];
    expect(problemsOf(nodes, 1)).toEqual([
      'warning much-memory wide: A batch of 1 sample takes 9.8 GB for the layers’ values alone, most of them in Dense "wide"; WebAssembly has 4 GB in all. One sample is too large already: give the layer fewer steps or units.',
    ]);
  });

  it.each([
    ['Attention', {}],
    ['AdditiveAttention', {}],
    ['MultiHeadAttention', { num_heads: 2, key_dim: 2 }],
    ['GroupQueryAttention', { head_dim: 2, num_query_heads: 2, num_key_value_heads: 1 }],
  ])('count the scores of %s', (type, config) => {
    const nodes = [{ id: 'up', type: 'UpSampling1D', config: { size: 5000 } }, { id: 'look', type, config }, ...end];
    const edges = [
      { from: 'in', to: 'up' },
      { from: 'up', to: 'look' },
      { from: 'up', to: 'look', input: 1 },
      { from: 'look', to: 'mean' },
      { from: 'mean', to: 'out' },
    ];
    expect(problemsOf(nodes, 1, edges)).toEqual([expect.stringContaining(`most of them in ${type} "look"`)]);
  });
});

describe('a layer that no machine holds', () => {
  it('is refused by its output', () => {
    const up = { id: 'up', type: 'UpSampling1D', config: { size: 1_000_000 } };
    expect(problemsOf([up, { ...up, id: 'more' }, ...end], 1)).toEqual([
      'error too-large more: UpSampling1D "more" would give [24000000000000, 2] for one sample, more numbers than any machine holds.',
    ]);
  });

  it('is refused by its weights', () => {
    const nodes = [
      { id: 'up', type: 'UpSampling1D', config: { size: 1_000_000 } },
      { id: 'flat', type: 'Flatten' },
      { id: 'out', type: 'Dense', config: { units: 1_000_000 } },
    ];
    expect(problemsOf(nodes, 1)).toEqual([
      'error too-large out: Dense "out" would have a kernel of [48000000, 1000000], more numbers than any machine holds.',
    ]);
  });
});
