// A first model for a data set: simple, and such that it can be trained as it is.
import type { JsonObject } from '#shared/base/json.ts';
import type { Dataset, SeriesDataset, TextDataset } from '#shared/data/dataset.ts';
import { samplingPeriod } from '#shared/data/sampling-period.ts';
import { splitRows, trainingCount } from '#shared/data/splits.ts';
import { rowsPerSample, sampleCount, windowLength, type WindowPlan } from '#shared/data/windows.ts';
import { experimentFileVersion } from '#shared/experiment/experiment-file.ts';

interface Named {
  readonly name: string;
  readonly description: string;
}

/** What a person wants of a series; what is left out is proposed. */
export interface WantedForecast {
  /** The column to predict; by default the first of `proposedTargets`. */
  readonly target?: string | undefined;
  /** Lookback, step and delay in rows; another is proposed where the rows are too few for it. */
  readonly window?: WindowPlan | undefined;
}

/**
 * An experiment that passes its check: for texts a Conv1D classifier, for a series a GRU that predicts a column.
 * @returns null where nothing can be learnt: one label, no column that changes, too few rows
 */
export function proposeExperiment(dataset: Dataset, named: Named, wanted: WantedForecast = {}): JsonObject | null {
  const proposed = dataset.kind === 'text' ? forTexts(dataset) : forSeries(dataset, wanted);
  if (proposed === null) return null;
  const { preparation, layers, training } = proposed;
  return {
    strata: experimentFileVersion,
    name: named.name,
    description: named.description,
    data: { dataset: dataset.id, preparation },
    model: chain(layers),
    training: { optimizer: 'Adam', callbacks: [], seed: 0, ...training },
  };
}

/** The columns that a model could predict, in the data's order: those with numbers that change. */
export function proposedTargets({ columns, rows }: SeriesDataset): readonly string[] {
  return columns.filter(({ missing, least, most }) => missing < rows && least < most).map(({ name }) => name);
}

interface Layer {
  readonly id: string;
  readonly type: string;
  readonly config: JsonObject;
}

interface Proposed {
  readonly preparation: JsonObject;
  readonly layers: readonly Layer[];
  readonly training: JsonObject;
}

function chain(layers: readonly Layer[]): JsonObject {
  return {
    nodes: layers.map(({ id, type, config }) => ({ id, type, config })),
    edges: layers.slice(1).map(({ id }, before) => ({ from: layers[before]?.id ?? '', to: id })),
  };
}

const validationShare = 0.2;

function forTexts({ rows, labels, vocabulary, words }: TextDataset): Proposed | null {
  const classes = labels.length;
  const samples = trainingCount(rows, validationShare);
  if (classes < 2 || samples === 0) return null;
  const kept = Math.max(4, Math.min(10_000, vocabulary));
  // Twice the median holds most texts whole.
  const length = Math.max(1, Math.min(500, Math.ceil(words.median * 2)));
  const isBinary = classes === 2;
  return {
    preparation: { kind: 'text', words: kept, length, validation_split: validationShare },
    layers: [
      { id: 'input', type: 'Input', config: { shape: [length], dtype: 'int32' } },
      {
        id: 'embedding',
        type: 'Embedding',
        config: { input_dim: kept, output_dim: rows >= 10_000 ? 128 : 32 },
      },
      ...convolutions(length),
      { id: 'global_max_pooling1d', type: 'GlobalMaxPooling1D', config: {} },
      {
        id: 'dense',
        type: 'Dense',
        config: isBinary ? { units: 1, activation: 'sigmoid' } : { units: classes, activation: 'softmax' },
      },
    ],
    training: {
      loss: isBinary ? 'binary_crossentropy' : 'sparse_categorical_crossentropy',
      metrics: ['accuracy'],
      batch_size: Math.min(32, samples),
      epochs: 10,
    },
  };
}

/** Two convolutions of seven words with a pooling between; one of a few words where a text is too short for that. */
function convolutions(length: number): Layer[] {
  const conv = (id: string, words: number): Layer => ({
    id,
    type: 'Conv1D',
    config: { filters: 32, kernel_size: words, activation: 'relu' },
  });
  const [kernel, pool] = [7, 5];
  const afterPooling = Math.floor((length - kernel + 1) / pool);
  if (afterPooling < kernel) return [conv('conv1d', Math.min(3, length))];
  return [
    conv('conv1d_1', kernel),
    { id: 'max_pooling1d', type: 'MaxPooling1D', config: { pool_size: pool } },
    conv('conv1d_2', kernel),
  ];
}

const split = { train: 0.6, validation: validationShare };
/** The fewest steps in a window that has a step of more than one row. */
const fewestSteps = 8;
const mostBatches = 500;

function forSeries(dataset: SeriesDataset, wanted: WantedForecast): Proposed | null {
  const features = proposedTargets(dataset);
  const target = wanted.target === undefined ? features[0] : features.find((name) => name === wanted.target);
  const window =
    wanted.window !== undefined && windowFits(wanted.window, dataset.rows)
      ? wanted.window
      : proposeWindow(dataset.rows, samplingPeriod(dataset));
  if (target === undefined || window === null) return null;
  const hasGaps = dataset.columns.some(({ name, missing }) => missing > 0 && features.includes(name));
  const samples = sampleCount(window, splitRows(dataset.rows, split).train);
  const batch = samples >= 2_000 ? 128 : Math.min(32, samples);
  return {
    preparation: {
      kind: 'series',
      features: [...features],
      target,
      lookback: window.lookback,
      step: window.step,
      delay: window.delay,
      split: { ...split },
      normalize: true,
      ...(hasGaps ? { missing: 'fill' } : {}),
    },
    layers: [
      { id: 'input', type: 'Input', config: { shape: [windowLength(window), features.length] } },
      { id: 'gru', type: 'GRU', config: { units: 32 } },
      { id: 'dense', type: 'Dense', config: { units: 1 } },
    ],
    training: {
      loss: 'mae',
      metrics: ['mae'],
      batch_size: batch,
      epochs: 10,
      ...(samples / batch > mostBatches ? { steps_per_epoch: mostBatches } : {}),
    },
  };
}

const [minute, hour, day] = [60, 3_600, 86_400];

/** What people look at: of hours five days and a day ahead, of days four weeks and the next one. Unknown periods count as rows. */
function usualWindow(period: number | null): WindowPlan {
  if (period === null || period < minute) return { lookback: 24, step: 1, delay: 0 };
  if (period > day / 2) return { lookback: period > 2 * day ? 12 : 28, step: 1, delay: 0 };
  const perDay = Math.max(1, Math.round(day / period));
  return { lookback: 5 * perDay, step: Math.max(1, Math.round(hour / period)), delay: perDay };
}

/** Whether the training rows and the validation rows of a series hold a sample each. */
export function windowFits(window: WindowPlan, rows: number): boolean {
  const { train, validation } = splitRows(rows, split);
  return sampleCount(window, train) > 0 && sampleCount(window, validation) > 0;
}

/** How a window of a person's own is sampled: as many rows a step as the usual window has, but at least a few steps. */
export function proposeStep(lookback: number, period: number | null): number {
  return Math.max(1, Math.min(usualWindow(period).step, Math.floor(lookback / fewestSteps)));
}

/**
 * The usual window where a quarter of the validation rows hold a sample, else a shorter one; null where none fits.
 * @param period seconds from one row to the next; null while unknown
 */
export function proposeWindow(rows: number, period: number | null): WindowPlan | null {
  const { validation } = splitRows(rows, split);
  const rowsThere = validation.to - validation.from;
  const usual = usualWindow(period);
  if (rowsPerSample(usual) * 4 <= rowsThere) return usual;
  const most = Math.max(2, Math.floor(rowsThere / 4));
  if (most > rowsThere) return null;
  const delay = usual.delay * 3 <= most ? usual.delay : 0;
  const lookback = Math.min(usual.lookback, most - delay - 1);
  return { lookback, delay, step: proposeStep(lookback, period) };
}
