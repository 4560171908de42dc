// Another data set for an experiment: the preparation follows it.
import { expect, it } from 'vitest';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { checkDocument } from '#shared/experiment/check-document.ts';
import { withDataset } from '#shared/experiment/edit-settings.ts';
import { preparationSchema } from '#shared/data/preparation.ts';
import { reviews, template, weather } from './experiments.ts';

const document = (id: string) => jsonObjectSchema.parse(JSON.parse(JSON.stringify(template(id))));
const dataOf = (changed: ReturnType<typeof withDataset>) => jsonObjectSchema.parse(changed['data']);

it('keeps a preparation of the same kind, with the columns that the data set has', () => {
  const other = {
    ...weather,
    id: 'other' as typeof weather.id,
    columns: weather.columns.filter(({ name }) => name !== 'temp'),
  };
  const { dataset, preparation } = dataOf(withDataset(document('weather-gru'), other));
  expect(dataset).toBe('other');
  const read = preparationSchema.parse(preparation);
  if (read.kind !== 'series') throw new Error(read.kind);
  expect(read.target).toBe(other.columns[0]?.name);
  expect(read.features).not.toContain('temp');
  expect([read.lookback, read.delay, read.missing]).toEqual([120, 24, 'fill']);
  expect(withDataset(document('imdb-conv1d'), reviews)).toEqual(document('imdb-conv1d'));
});

it('begins a preparation of the other kind, which fits the data set', () => {
  const text = withDataset(document('weather-gru'), reviews);
  expect(preparationSchema.parse(dataOf(text)['preparation']).kind).toBe('text');
  const series = withDataset(document('imdb-conv1d'), weather);
  const paths = checkDocument(series, () => weather).problems.map(({ path }) => path ?? '');
  expect(paths.filter((path) => path.startsWith('data.'))).toEqual([]);
});
