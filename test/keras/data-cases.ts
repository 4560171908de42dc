// Small data files and how they are prepared, for the exported code that real Keras runs.
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { edge, layer } from './code-cases.ts';

const textFile = [
  'text,label',
  ...Array.from({ length: 23 }, (_, i) => {
    const words = Array.from(
      { length: (i * 7) % 11 },
      (_, j) => ['The', 'film', "isn't", 'good', 'bad', 'ÄRGER'][(i + j * j) % 6],
    );
    return `"${words.join(i % 3 === 0 ? ', ' : ' ')}${i % 2 === 0 ? '!' : ' <br />'}",${i % 3 === 0 ? 'pos' : 'neg'}`;
  }),
].join('\n');
const classFile = textFile.replaceAll(
  /,(pos|neg)$/gm,
  (_all, name, at: number) => `,${name === 'pos' ? 10 : at % 2 === 0 ? 9 : 2}`,
);
/** Some texts twice, and a last column that says who wrote them. */
const groupedFile = textFile
  .split('\n')
  .flatMap((line, i) => {
    if (i === 0) return [`${line},author`];
    const own = `${line},writer ${i % 9}`;
    return i % 12 === 0 ? [own, `${line},zoe`] : [own];
  })
  .join('\n');
const seriesFile = [
  'time,a,b,flat',
  ...Array.from({ length: 60 }, (_, i) => {
    const a = i === 0 || i % 13 === 5 ? '' : (Math.sin(i) * 10).toFixed(4);
    return `2024-01-01 ${String(i % 24).padStart(2, '0')}:00,${a},${i % 17 === 3 ? 'NA' : (i * i) % 29},7.1`;
  }),
].join('\n');

/** A row every five hours, in the order of time. */
const timedFile = seriesFile
  .split('\n')
  .map((line, i) => {
    if (i === 0) return line;
    const time = new Date(Date.UTC(2023, 11, 30) + i * 5 * 3_600_000).toISOString().slice(0, 16);
    return `${time}${line.slice(line.indexOf(','))}`;
  })
  .join('\n');
const derived = [
  { kind: 'lag', name: 'a before', column: 'a', rows: 4 },
  { kind: 'difference', name: 'change of b', column: 'b', rows: 1 },
  { kind: 'rolling_mean', name: 'mean of a', column: 'a', rows: 6 },
  { kind: 'sine', name: 'day sin', period: 'day' },
  { kind: 'cosine', name: 'year cos', period: 'year' },
];

/** With a last column of weights, some of them 0. */
const weighted = (file: string): string =>
  file
    .split('\n')
    .map((line, i) => `${line},${i === 0 ? 'quality' : (i * 7) % 5 === 0 ? 0 : ((i * 3) % 8) / 4}`)
    .join('\n');

/** A data file, how it is prepared, and the model that it ends in. */
export interface DataCase {
  readonly name: string;
  readonly file: string;
  readonly experiment: Experiment;
}

function dataCase(
  name: string,
  file: string,
  preparation: { kind: string; horizon?: number; features?: string[]; [key: string]: unknown },

  loss: string,
): DataCase {
  const isText = preparation.kind === 'text';
  const isWeighted = preparation['sample_weight'] !== undefined;
  const listed = preparation.features?.length ?? 0;
  const all = preparation['derived'] === undefined ? 3 : 3 + derived.length;
  const features = listed > 0 ? listed : all;
  const shape = isText ? { shape: [5], dtype: 'int32' } : { shape: [null, features] };
  const nodes = [
    layer('input', 'Input', shape),
    isText ? layer('inside', 'Embedding', { input_dim: 40, output_dim: 2 }) : layer('inside', 'Identity'),
    layer('pool', 'GlobalAveragePooling1D'),
    layer('out', 'Dense', { units: file === classFile ? 3 : (preparation.horizon ?? 1) }),
  ];
  const edges = nodes.slice(1).map(({ id }, i) => edge(nodes[i]?.id ?? '', id));
  const given = parseExperiment({
    strata: 2,
    name,
    data: { dataset: 'small', preparation },
    model: { nodes, edges },
    training: {
      loss,
      optimizer: 'SGD',
      shuffle: false,
      batch_size: 7,
      ...(isWeighted ? { metrics: ['mae'], weighted_metrics: ['mae'] } : {}),
    },
  });
  return { name, file, experiment: given };
}

/** Small files and how they are prepared. */
export function dataCases(): DataCase[] {
  const text = { kind: 'text', words: 6, length: 5 };
  const windows = { kind: 'series', target: 'b', lookback: 5, delay: 1, missing: 'fill', features: ['a', 'b', 'flat'] };
  return [
    dataCase('texts', textFile, { ...text, validation_split: 0.3 }, 'binary_crossentropy'),
    dataCase(
      'texts, at the end, in the order of the file',
      textFile,
      { ...text, words: 40, padding: 'post', truncating: 'post', shuffle_seed: null },
      'binary_crossentropy',
    ),
    dataCase('three classes', classFile, { ...text, shuffle_seed: 7 }, 'sparse_categorical_crossentropy'),
    dataCase('three classes as rows', classFile, { ...text, shuffle_seed: 7 }, 'categorical_crossentropy'),
    dataCase(
      'texts with a test, the same share of each label',
      classFile,
      { ...text, validation_split: 0.3, test_split: 0.2, stratify: true },
      'sparse_categorical_crossentropy',
    ),
    dataCase('texts with a test', textFile, { ...text, test_split: 0.3 }, 'binary_crossentropy'),
    dataCase('texts in folds', textFile, { ...text, folds: 4, fold: 2, test_split: 0.1 }, 'binary_crossentropy'),
    dataCase('labels in folds', textFile, { ...text, folds: 3, fold: 3, stratify: true }, 'binary_crossentropy'),
    dataCase(
      'texts of an author together',
      groupedFile,
      { ...text, validation_split: 0.3, test_split: 0.2, group: 'author' },
      'binary_crossentropy',
    ),
    dataCase(
      'texts of an author and equal texts together, in folds',
      groupedFile,
      { ...text, folds: 3, fold: 1, group: 'author', equal_texts_together: true },
      'binary_crossentropy',
    ),
    dataCase(
      'equal texts together',
      groupedFile,
      { ...text, validation_split: 0.4, equal_texts_together: true },
      'binary_crossentropy',
    ),
    dataCase('windows', seriesFile, windows, 'mse'),
    dataCase(
      'windows in folds',
      seriesFile,
      { ...windows, split: { train: 0.6, validation: 0.2, folds: 2, fold: 1 } },
      'mse',
    ),
    dataCase('every third row, several ahead', seriesFile, { ...windows, step: 3, horizon: 2, delay: 0 }, 'mse'),
    dataCase(
      'rows left out, as measured',
      seriesFile,
      { ...windows, missing: 'drop', normalize: false, step: 2 },
      'mse',
    ),
    dataCase(
      'every column',
      seriesFile,
      { ...windows, features: [], split: { train: 0.7, validation: 0.1 }, lookback: 3 },
      'mse',
    ),
    dataCase(
      'derived columns',
      timedFile,
      { ...windows, features: ['mean of a', 'b', 'day sin', 'change of b', 'a before'], derived },
      'mse',
    ),
    dataCase(
      'every column and those derived, rows left out',
      timedFile,
      { ...windows, features: [], derived, missing: 'drop', horizon: 2 },
      'mse',
    ),
    dataCase(
      'texts with weights',
      weighted(textFile),
      { ...text, validation_split: 0.3, sample_weight: 'quality' },
      'binary_crossentropy',
    ),
    dataCase(
      'windows with weights, several ahead',
      weighted(seriesFile),
      { ...windows, features: [], horizon: 3, sample_weight: 'quality' },
      'mse',
    ),
    dataCase(
      'windows with weights, rows left out',
      weighted(seriesFile),
      { ...windows, missing: 'drop', sample_weight: 'quality' },
      'mse',
    ),
  ];
}
