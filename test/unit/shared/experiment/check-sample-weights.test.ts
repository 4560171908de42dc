import { expect, it } from 'vitest';
import type { SeriesDataset, TextDataset } from '#shared/data/dataset.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';
import { reviews, templateText, weather } from './experiments.ts';

function found(id: string, dataset: SeriesDataset | TextDataset, preparation: object, training: object = {}): string[] {
  const file = JSON.parse(templateText(id)) as {
    data: { dataset: string; preparation: object };
    training: object;
  };
  const data = { ...file.data, dataset: dataset.id, preparation: { ...file.data.preparation, ...preparation } };
  const changed = parseExperiment({ ...file, data, training: { ...file.training, ...training } });
  const { problems } = checkExperiment(changed, dataset);
  return problems.map(({ severity, code, path, message }) => `${severity} ${code} @${path ?? ''}: ${message}`);
}

const [firstColumn, ...otherColumns] = weather.columns;
if (firstColumn === undefined) throw new Error('The weather has no columns.');
const withQuality = (quality: object): SeriesDataset => ({
  ...weather,
  columns: [firstColumn, ...otherColumns, { ...firstColumn, name: 'quality', unit: '', least: 0, most: 2, ...quality }],
});
const weighted = { sample_weight: 'quality' };
const place = '@data.preparation.sample_weight';

it('accepts a column of weights, which is no feature where none is named', () => {
  const features = { features: ['temp', 'dewp', 'humid', 'wind_speed', 'precip', 'pressure', 'visib'] };
  expect(found('weather-gru', withQuality({}), { ...weighted, ...features })).toEqual([]);
  const all = weather.columns.filter(({ name }) => name !== 'wind_dir');
  const quality = withQuality({}).columns.filter(({ name }) => name === 'quality');
  expect(found('weather-gru', { ...weather, columns: [...all, ...quality] }, { ...weighted, features: [] })).toEqual(
    [],
  );
});

it.each<[string, object, string]>([
  [
    'below 0',
    { least: -1, negativeRow: 12 },
    `error negative-weights ${place}: The weight in column "quality", row 12, is below 0; a weight is 0 or more.`,
  ],
  [
    'below 0, from an older import',
    { least: -1 },
    `error negative-weights ${place}: The weights in column "quality" go down to -1; a weight is 0 or more.`,
  ],
  [
    'missing',
    { missing: 3, missingRow: 7 },
    `error missing-weights ${place}: The weights in column "quality" have 3 empty cells, the first in row 7; every row needs a weight.`,
  ],
  ['0', { most: 0 }, `error zero-weights ${place}: The weights in column "quality" are 0 in every row.`],
])('refuses weights that are %s', (_what, quality, sentence) => {
  expect(found('weather-gru', withQuality(quality), weighted)).toContain(sentence);
});

it('refuses a column that is not there, and texts without weights', () => {
  expect(found('weather-gru', withQuality({}), { sample_weight: 'qualty' })).toContain(
    `error unknown-column ${place}: The data set "weather" has no column "qualty". Did you mean "quality"?`,
  );
  expect(found('imdb-conv1d', reviews, weighted)).toContain(
    `error no-weights ${place}: The data set "imdb-reviews" has no weights; import it again with --weights quality.`,
  );
  const others = { ...reviews, weights: { column: 'votes', least: 0, most: 3 } };
  expect(found('imdb-conv1d', others, weighted)).toContain(
    `error unknown-column ${place}: The data set "imdb-reviews" has its weights from the column "votes", not from "quality".`,
  );
});

it('refuses class_weight beside sample_weight, as Keras does', () => {
  const dataset = { ...reviews, weights: { column: 'quality', least: 0, most: 3 } };
  expect(found('imdb-conv1d', dataset, weighted, { class_weight: { '1': 2 } })).toEqual([
    'error two-weights @training.class_weight: class_weight and sample_weight do not go together, as in Keras: both say what a sample counts; leave one of them out.',
  ]);
  expect(found('imdb-conv1d', dataset, weighted, { weighted_metrics: ['accuracy'] })).toEqual([]);
});

it('warns of weighted metrics where no sample has a weight', () => {
  expect(found('imdb-conv1d', reviews, {}, { weighted_metrics: ['accuracy'] })).toEqual([
    'warning metrics-without-weights @training.weighted_metrics: weighted_metrics are the same as metrics, as no sample has a weight; name the column in data.preparation.sample_weight.',
  ]);
  const classes = { class_weight: { '1': 2 } };
  expect(found('imdb-conv1d', reviews, {}, { weighted_metrics: ['accuracy'], ...classes })).toEqual([]);
});
