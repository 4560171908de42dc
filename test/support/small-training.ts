// A data set and an experiment whose epochs take milliseconds, with all that a resumed run has to remember: dropout, order,
// optimizer slots, a callback.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { datasetImportSchema } from '#shared/data/dataset-import.ts';
import { experimentSchema, type Experiment } from '#shared/experiment/experiment-file.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import { importDataset } from '#main/datasets/import-dataset.ts';

/** Puts the data set into a home folder, in the place of one that is there. @param shift other numbers than those of 0 */
export async function importSmallData(home: string, shift = 0): Promise<void> {
  mkdirSync(home, { recursive: true });
  const path = join(home, 'small.csv');
  const rows = Array.from({ length: 600 }, (_, i) => `${Math.sin(i / 9)},${((i * 7919 + shift) % 101) / 101}`);
  writeFileSync(path, `wave,noise\n${rows.join('\n')}\n`);
  const asked = { as: 'series', path, id: 'small', title: 'Small', origin: 'a test', replace: true };
  await importDataset(datasetImportSchema.parse(asked), { home });
}

/** An experiment on that data set. */
export function smallExperiment(epochs: number): Experiment {
  const preparation = { kind: 'series', target: 'wave', features: ['wave', 'noise'], lookback: 8, delay: 1 };
  return experimentSchema.parse({
    strata: 2,
    name: 'Small',
    data: { dataset: 'small', preparation: { ...preparation, split: { train: 0.6, validation: 0.3 } } },
    model: {
      nodes: [
        { id: 'input', type: 'Input', config: { shape: [8, 2] } },
        { id: 'conv', type: 'Conv1D', config: { filters: 4, kernel_size: 3, activation: 'relu' } },
        { id: 'pool', type: 'GlobalMaxPooling1D', config: {} },
        { id: 'dropout', type: 'Dropout', config: { rate: 0.3 } },
        { id: 'dense', type: 'Dense', config: { units: 1 } },
      ],
      edges: [
        { from: 'input', to: 'conv' },
        { from: 'conv', to: 'pool' },
        { from: 'pool', to: 'dropout' },
        { from: 'dropout', to: 'dense' },
      ],
    },
    training: {
      loss: 'mae',
      optimizer: { name: 'adam', config: { learning_rate: 0.01 } },
      metrics: [],
      batch_size: 32,
      epochs,
      seed: 3,
      callbacks: [{ name: 'ReduceLROnPlateau', config: { monitor: 'val_loss', patience: 1, factor: 0.9 } }],
    },
  });
}

/** A run's series without those that say how long things took, which differ from one time to the next. */
export function withoutTimes(series: readonly MetricSeries[]): MetricSeries[] {
  return series.filter(({ key }) => !/msPerStep|seconds|^time\//.test(key));
}
