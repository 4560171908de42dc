// A series as batches of windows: normalized once, windows cut when a batch is asked for, so that no copy per window exists.
import { countOf, msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { ModelEnds } from '#shared/data/model-ends.ts';
import type { SeriesDataset } from '#shared/data/dataset.ts';
import { columnNames, unitOf } from '#shared/data/derived-columns.ts';
import {
  featureColumns,
  lastKeptRow,
  sampleSpan,
  seriesPlan,
  type InputPlan,
  type OutputPlan,
  type SeriesPlan,
} from '#shared/data/series-plan.ts';
import { targetUnitsOf, type TargetUnit } from '#shared/data/target-unit.ts';
import { targetShape, weightOf } from '#main/datasets/window-targets.ts';
import { suggestNames } from '#shared/base/near-names.ts';
import type { SeriesPreparation } from '#shared/data/preparation.ts';
import type { PreparedData, SampleSet, Scale, SourceTarget, SourceWindow, WindowTable } from '#shared/data/samples.ts';
import { splitRows, type SeriesSplit } from '#shared/data/splits.ts';
import {
  findLeak,
  rowsPerSample,
  sampleCount,
  windowLength,
  type RowRange,
  type WindowPlan,
} from '#shared/data/windows.ts';
import { sampleSet } from '#main/datasets/slice-batch.ts';
import { handleMissing, wholeRows, type NamedColumn } from '#main/datasets/missing-values.ts';
import { checkedWeights, requireWeight } from '#main/datasets/sample-weights.ts';
import type { StoredDataset } from '#main/datasets/stored-dataset.ts';
import { loadColumns, usedDerived, withDerived } from '#main/datasets/used-columns.ts';
import { scaled, scaleOf, windowTable } from '#main/datasets/window-table.ts';

/** @param derived whether a derived column may stand there */
function requireUnit(
  dataset: SeriesDataset,
  derived: SeriesPreparation['derived'],
  name: string,
  path: string,
): string {
  const unit = unitOf(dataset.columns, { derived }, name);
  if (unit !== undefined) return unit;
  const names = columnNames(dataset, { derived });
  throw new AppError('invalid-experiment', msg`The data set "${dataset.id}" has no column "${name}".`, {
    hint: suggestNames(name, names),
    details: { path: `data.preparation.${path}`, columns: names },
  });
}

function spanText({ lookback, delay, horizon = 1 }: WindowPlan): Message {
  return horizon === 1
    ? msg`lookback ${lookback}, delay ${delay}`
    : msg`lookback ${lookback}, delay ${delay}, horizon ${horizon}`;
}

function splitChecked(
  dataset: SeriesDataset,
  rows: number,
  shares: SeriesPreparation['split'],
  span: WindowPlan,
): SeriesSplit {
  const { train, validation } = shares;
  if (train + validation > 1 + 1e-9)
    throw new AppError(
      'invalid-experiment',
      msg`The split takes more than all rows: ${train} + ${validation} is above 1.`,
      {
        hint: msg`Training and validation together are at most 1; what remains is the test.`,
        details: { path: 'data.preparation.split' },
      },
    );
  const needed = rowsPerSample(span);
  if (needed > rows)
    throw new AppError(
      'invalid-experiment',
      msg`A sample spans ${countOf(needed, '{0} row', '{0} rows')} (${spanText(span)}), but the data set "${dataset.id}" has only ${rows}.`,
      { hint: msg`Choose a shorter lookback or delay.`, details: { path: 'data.preparation.lookback', rows } },
    );
  const split = splitRows(rows, shares);
  const parts = [
    { name: 'training', range: split.train, isWanted: true },
    { name: 'validation', range: split.validation, isWanted: validation > 0 || shares.folds !== undefined },
  ];
  for (const { name, range, isWanted } of parts)
    if (isWanted && sampleCount(span, range) === 0)
      throw new AppError(
        'invalid-experiment',
        msg`The split leaves ${countOf(range.to - range.from, '{0} row', '{0} rows')} for ${name}, but one sample spans ${needed} (${spanText(span)}).`,
        {
          hint: msg`Give ${name} a larger share, or choose a shorter lookback.`,
          details: { path: 'data.preparation.split' },
        },
      );
  const leak = findLeak(span, [split.train, split.validation, split.test]);
  if (leak !== null) throw new Error(`the splits leak: ${leak}`);
  return split;
}

/** The columns of a data set that are used, without missing values, and scaled when they are asked for, once each. */
class UsedColumns {
  readonly rows: number;
  readonly #byName: ReadonlyMap<string, NamedColumn>;
  readonly #isNormalized: boolean;
  readonly #scales = new Map<string, Scale>();
  readonly #scaled = new Map<string, Float32Array>();

  constructor(columns: readonly NamedColumn[], isNormalized: boolean) {
    this.rows = columns[0]?.values.length ?? 0;
    this.#byName = new Map(columns.map((column) => [column.name, column]));
    this.#isNormalized = isNormalized;
  }

  column(name: string): NamedColumn {
    return this.#byName.get(name) ?? { name, values: new Float64Array() };
  }

  scale(name: string, train: RowRange): Scale {
    if (!this.#isNormalized) return { mean: 0, std: 1 };
    const scale = this.#scales.get(name) ?? scaleOf(this.column(name), train);
    this.#scales.set(name, scale);
    return scale;
  }

  target(name: string, train: RowRange): Float32Array {
    const values = this.#scaled.get(name) ?? scaled(this.column(name), this.scale(name, train));
    this.#scaled.set(name, values);
    return values;
  }
}

type NamesOf = (input: InputPlan) => readonly string[];

/** A window for each Input; those of the same columns and step share one table. */
function windowsOf(
  plan: SeriesPlan,
  namesOf: NamesOf,
  columns: UsedColumns,
  { lookback }: WindowPlan,
  train: RowRange,
): SourceWindow[] {
  const tables = new Map<string, WindowTable>();
  return plan.inputs.map((input) => {
    const names = namesOf(input);
    const key = JSON.stringify([names, input.step]);
    const features = names.map((name) => columns.column(name));
    const scales = (): Scale[] => names.map((name) => columns.scale(name, train));
    const table = tables.get(key) ?? windowTable(features, scales(), columns.rows, input.step);
    tables.set(key, table);
    return { table, steps: windowLength(input), offset: lookback - input.lookback };
  });
}

/** The last value of each column that an output predicts, repeated over its horizon. */
function lastValues(
  { columns, horizon }: SourceTarget,
  lastRows: readonly number[],
): { values: Float32Array; shape: number[] } {
  const size = columns.length * horizon;
  const values = new Float32Array(lastRows.length * size);
  for (const [i, row] of lastRows.entries())
    for (const [place, column] of columns.entries())
      for (let ahead = 0; ahead < horizon; ahead++)
        values[i * size + ahead * columns.length + place] = column[row] ?? 0;
  return { values, shape: [lastRows.length, ...targetShape({ columns, horizon })] };
}

/** A series with what its preparation makes of the columns, before windows are cut. */
export interface OpenSeries {
  readonly plan: SeriesPlan;
  readonly span: WindowPlan;
  readonly columns: UsedColumns;
  /** The columns as they are stored, with what is missing in them. */
  readonly raw: readonly NamedColumn[];
  readonly split: SeriesSplit;
  readonly weights: { readonly column: string; readonly values: Float32Array } | null;
  /** The columns of an Input, in order. */
  namesOf(input: InputPlan): readonly string[];
  unitOf(column: string): string;
}

/** @throws AppError as `prepareData` */
export async function openSeries(
  home: string,
  stored: StoredDataset,
  dataset: SeriesDataset,
  preparation: SeriesPreparation,
  ends: ModelEnds,
): Promise<OpenSeries> {
  const plan = seriesPlan(preparation, { inputs: ends.inputs, outputs: ends.outputs.map(({ id }) => id) });
  const span = sampleSpan(plan);
  const unitsByName = new Map<string, string>();
  const useColumn = (name: string, path: string): void => {
    const derived = path === 'features' ? preparation.derived : undefined;
    unitsByName.set(name, requireUnit(dataset, derived, name, path));
  };
  const allNames = columnNames(dataset, preparation);
  const namesOf: NamesOf = (input) => [...new Set(featureColumns(preparation, input, allNames))];
  for (const input of plan.inputs) for (const name of namesOf(input)) useColumn(name, 'features');
  for (const { columns } of plan.outputs) for (const name of columns) useColumn(name, 'target');
  const { sample_weight: weightColumn } = preparation;
  if (weightColumn !== undefined) useColumn(weightColumn, 'sample_weight');
  const names = new Set(unitsByName.keys());
  const derived = usedDerived(preparation, names);
  const raw = await loadColumns(home, stored, dataset, { names, derived });
  // A missing weight is refused, not filled.
  const given = raw.find(({ name }) => name === weightColumn);
  if (given !== undefined) checkedWeights(given.name, given.values);
  const whole = handleMissing(raw, preparation.missing, dataset.id);
  const columns = new UsedColumns(withDerived(whole, derived), preparation.normalize);
  const weights =
    given === undefined
      ? null
      : { column: given.name, values: checkedWeights(given.name, columns.column(given.name).values) };
  const split = splitChecked(dataset, columns.rows, preparation.split, span);
  return { plan, span, columns, raw, split, weights, namesOf, unitOf: (column) => unitsByName.get(column) ?? '' };
}

/** Everything but the hash. */
export async function prepareSeries(
  home: string,
  stored: StoredDataset,
  dataset: SeriesDataset,
  preparation: SeriesPreparation,
  ends: ModelEnds,
): Promise<Omit<PreparedData, 'hash' | 'targetsHash'>> {
  const outputIds = ends.outputs.map(({ id }) => id);
  const opened = await openSeries(home, stored, dataset, preparation, ends);
  const { plan, span, columns, raw, split, namesOf, unitOf: unitOfColumn } = opened;
  const weights = opened.weights?.values ?? null;
  const windows = windowsOf(plan, namesOf, columns, span, split.train);
  const targets = plan.outputs.map((output): SourceTarget => ({
    columns: output.columns.map((name) => columns.target(name, split.train)),
    offset: span.lookback + output.delay,
    horizon: output.horizon,
    ...(weights === null ? {} : { weights }),
  }));
  if (opened.weights !== null)
    for (const target of targets) {
      const { column, values } = opened.weights;
      const requireIn = (part: Message, { from, to }: RowRange): void => {
        const count = sampleCount(span, { from, to });
        requireWeight(
          column,
          part,
          Array.from({ length: count }, (_, i) => weightOf(values, target, from + i)),
        );
      };
      requireIn(msg`training`, split.train);
      requireIn(msg`validation`, split.validation);
    }
  const samples = ({ from, to }: RowRange): SampleSet =>
    sampleSet(sampleCount(span, { from, to }), { kind: 'windows', firstRow: from, windows, targets });

  const test = samples(split.test);
  const lastRow = lastKeptRow(plan);
  const unitsOf = ({ columns: names }: OutputPlan): TargetUnit[] =>
    names.map((column) => ({
      unit: unitOfColumn(column),
      scale: columns.scale(column, split.train).std,
      column,
    }));
  return {
    inputs: windows.map(({ table, steps }) => ({ shape: [steps, table.width], dtype: 'float32' })),
    targets: targets.map((target) => ({ shape: targetShape(target), dtype: 'float32', classes: null })),
    targetUnit: targetUnitsOf(
      Object.fromEntries(
        plan.outputs.map((output, i): [string, TargetUnit[]] => [outputIds[i] ?? '', unitsOf(output)]),
      ),
    ),
    targetRows: {
      scales: plan.outputs.map((output) => output.columns.map((column) => columns.scale(column, split.train))),
      kept: preparation.missing === 'drop' ? wholeRows(raw) : null,
    },
    train: samples(split.train),
    validation: samples(split.validation),
    test: test.count > 0 ? test : null,
    baselineName: msg`last value`,
    baseline(part, order, from, to) {
      const { from: firstRow } = part === 'validation' ? split.validation : split.test;
      // The last row that a window keeps, which a model sees too.
      const lastRows = Array.from(order.subarray(from, to), (sample) => firstRow + sample + lastRow);
      return targets.map((target) => lastValues(target, lastRows));
    },
  };
}
