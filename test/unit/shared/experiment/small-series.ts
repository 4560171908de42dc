// A data set of 400 rows, and small models on it: the Input "i" [12, 3], and what follows.
import { datasetIdSchema } from '#shared/base/ids.ts';
import type { SeriesDataset } from '#shared/data/dataset.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';

const column = (name: string, least = -3, most = 9) => ({
  name,
  unit: '',
  missing: 0,
  mean: (least + most) / 2,
  std: 1,
  least,
  most,
});

export const series: SeriesDataset = {
  kind: 'series',
  id: datasetIdSchema.parse('ser'),
  title: 'Series',
  source: { origin: 'test' },
  hash: 'c',
  rows: 400,
  bytesUsed: 1,
  createdAtMs: 0,
  columns: [column('a'), column('b'), column('c'), column('w', 0, 2), column('rain', 0, 1), column('cls', 0, 2)],
  time: null,
};

export const node = (id: string, type: string, config: object = {}, more: object = {}): object => ({
  id,
  type,
  config,
  ...more,
});

/** `from to` or, for a later input of `to`, `from to 1`. */
export const edge = (text: string): object => {
  const [from, to, input] = text.split(' ');
  return input === undefined ? { from, to } : { from, to, input: Number(input) };
};

export interface SmallExperiment {
  readonly nodes: readonly object[];
  /** A chain, when left out. */
  readonly edges?: readonly string[];
  readonly preparation?: object;
  readonly training?: object;
}

export function smallExperiment({ nodes, edges, preparation = {}, training = {} }: SmallExperiment): Experiment {
  const ids = nodes.map((one) => ('id' in one ? String(one.id) : ''));
  const chain = ids.slice(1).map((id, i) => `${ids[i] ?? ''} ${id}`);
  return parseExperiment({
    strata: 2,
    name: 'small',
    data: {
      dataset: 'ser',
      preparation: {
        kind: 'series',
        features: ['a', 'b', 'c'],
        target: 'a',
        lookback: 12,
        step: 1,
        delay: 2,
        ...preparation,
      },
    },
    model: { nodes, edges: (edges ?? chain).map(edge) },
    training: { loss: 'mse', optimizer: 'adam', metrics: ['mae'], batch_size: 32, epochs: 1, ...training },
  });
}

/** Code, place and sentence of every problem. */
export function problemsOf(small: SmallExperiment): string[] {
  return checkExperiment(smallExperiment(small), series).problems.map(
    ({ code, message, nodeId, path }) => `${code} @${[nodeId, path].filter(Boolean).join(' ')}: ${message}`,
  );
}
