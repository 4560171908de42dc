// A series as batches of windows: normalized once, windows cut when a batch is asked for, so that no copy per window exists.
import { countOf, msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { ModelEnds } from '#shared/data/model-ends.ts';
import type { SeriesColumn, SeriesDataset } from '#shared/data/dataset.ts';
import { suggestNames } from '#shared/base/near-names.ts';
import type { SeriesPreparation } from '#shared/data/preparation.ts';
import type { PreparedData, SampleSet } from '#shared/data/samples.ts';
import { splitRows, type SeriesSplit } from '#shared/data/splits.ts';
import { findLeak, rowsPerSample, sampleCount, windowLength, type RowRange } from '#shared/data/windows.ts';
import { sampleSet } from '#main/datasets/slice-batch.ts';
import { loadFloat64 } from '#main/datasets/load-arrays.ts';
import { handleMissing, type NamedColumn } from '#main/datasets/missing-values.ts';
import { damaged, type StoredDataset } from '#main/datasets/stored-dataset.ts';
import { scaled, scaleOf, windowTable, type Scale } from '#main/datasets/window-table.ts';

function findColumn(dataset: SeriesDataset, name: string, role: 'features' | 'target'): SeriesColumn {
  const column = dataset.columns.find((candidate) => candidate.name === name);
  if (column !== undefined) return column;
  const names = dataset.columns.map((candidate) => candidate.name);
  throw new AppError('invalid-experiment', msg`The data set "${dataset.id}" has no column "${name}".`, {
    hint: suggestNames(name, names),
    details: { path: `data.preparation.${role}`, columns: names },
  });
}

function spanOf({ lookback, delay, horizon = 1 }: SeriesPreparation): Message {
  return horizon === 1
    ? msg`lookback ${lookback}, delay ${delay}`
    : msg`lookback ${lookback}, delay ${delay}, horizon ${horizon}`;
}

function splitChecked(dataset: SeriesDataset, rows: number, preparation: SeriesPreparation): SeriesSplit {
  const { train, validation } = preparation.split;
  if (train + validation > 1 + 1e-9)
    throw new AppError(
      'invalid-experiment',
      msg`The split takes more than all rows: ${train} + ${validation} is above 1.`,
      {
        hint: msg`Training and validation together are at most 1; what remains is the test.`,
        details: { path: 'data.preparation.split' },
      },
    );
  const needed = rowsPerSample(preparation);
  if (needed > rows)
    throw new AppError(
      'invalid-experiment',
      msg`A sample spans ${countOf(needed, '{0} row', '{0} rows')} (${spanOf(preparation)}), but the data set "${dataset.id}" has only ${rows}.`,
      { hint: msg`Choose a shorter lookback or delay.`, details: { path: 'data.preparation.lookback', rows } },
    );
  const split = splitRows(rows, preparation.split);
  const parts = [
    { name: 'training', range: split.train, isWanted: true },
    { name: 'validation', range: split.validation, isWanted: validation > 0 },
  ];
  for (const { name, range, isWanted } of parts)
    if (isWanted && sampleCount(preparation, range) === 0)
      throw new AppError(
        'invalid-experiment',
        msg`The split leaves ${countOf(range.to - range.from, '{0} row', '{0} rows')} for ${name}, but one sample spans ${needed} (${spanOf(preparation)}).`,
        {
          hint: msg`Give ${name} a larger share, or choose a shorter lookback.`,
          details: { path: 'data.preparation.split' },
        },
      );
  const leak = findLeak(preparation, [split.train, split.validation, split.test]);
  if (leak !== null) throw new Error(`the splits leak: ${leak}`);
  return split;
}

/** Everything but the hash. */
export async function prepareSeries(
  home: string,
  stored: StoredDataset,
  dataset: SeriesDataset,
  preparation: SeriesPreparation,
  { outputs }: ModelEnds,
): Promise<Omit<PreparedData, 'hash' | 'targetsHash'>> {
  const target = findColumn(dataset, preparation.target, 'target');
  const wanted =
    preparation.features.length > 0 ? [...new Set(preparation.features)] : dataset.columns.map(({ name }) => name);
  const features = wanted.map((name) => findColumn(dataset, name, 'features'));
  const raw: NamedColumn[] = [];
  for (const { name } of new Set([...features, target])) {
    const values = await loadFloat64(home, stored, `column/${name}`);
    if (values.length !== dataset.rows)
      throw damaged(dataset.id, msg`column "${name}" has ${countOf(values.length, '{0} row', '{0} rows')}`);
    raw.push({ name, values });
  }
  const columns = handleMissing(raw, preparation.missing, dataset.id);
  const valuesOf = (name: string): NamedColumn =>
    columns.find((column) => column.name === name) ?? { name, values: new Float64Array() };
  const rows = valuesOf(target.name).values.length;
  const split = splitChecked(dataset, rows, preparation);
  const scale = (column: NamedColumn): Scale =>
    preparation.normalize ? scaleOf(column, split.train) : { mean: 0, std: 1 };
  const inputs = features.map(({ name }) => valuesOf(name));
  const table = windowTable(inputs, inputs.map(scale), rows, preparation.step);
  const targetScale = scale(valuesOf(target.name));
  const targets = scaled(valuesOf(target.name), targetScale);

  const steps = windowLength(preparation);
  const { lookback, step, delay, horizon = 1 } = preparation;
  const samples = (range: RowRange): SampleSet =>
    sampleSet(sampleCount(preparation, range), {
      kind: 'windows',
      firstRow: range.from,
      windows: [{ table, steps, offset: 0 }],
      targets: outputs.map(() => ({ columns: [targets], offset: lookback + delay, horizon })),
    });

  const test = samples(split.test);
  return {
    inputs: [{ shape: [steps, features.length], dtype: 'float32' }],
    targets: outputs.map(() => ({ shape: [horizon], dtype: 'float32', classes: null })),
    targetUnit: { unit: target.unit, scale: targetScale.std, column: target.name },
    train: samples(split.train),
    validation: samples(split.validation),
    test: test.count > 0 ? test : null,
    baselineName: msg`last value`,
    baseline(part, order, from, to) {
      const range = part === 'validation' ? split.validation : split.test;
      const values = new Float32Array((to - from) * horizon);
      // The last row that the window keeps, which a model sees too.
      for (let i = 0; i < to - from; i++) {
        const last = targets[range.from + (order[from + i] ?? 0) + (steps - 1) * step] ?? 0;
        values.fill(last, i * horizon, (i + 1) * horizon);
      }
      return outputs.map(() => ({ values, shape: [to - from, horizon] }));
    },
  };
}
