// Another data set for an experiment: the preparation follows it.
import { describe, expect, it } from 'vitest';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { checkDocument } from '#shared/experiment/check-document.ts';
import { addDerived, removeDerived, withDataset } from '#shared/experiment/edit-settings.ts';
import type { DerivedColumn } from '#shared/data/derived-columns.ts';
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

describe('derived columns', () => {
  const lag: DerivedColumn = { kind: 'lag', name: 'temp_lag_24', column: 'temp', rows: 24 };
  const sine: DerivedColumn = { kind: 'sine', name: 'day_sin', period: 'day' };
  const preparationOf = (edited: ReturnType<typeof withDataset>) =>
    jsonObjectSchema.parse(dataOf(edited)['preparation']);
  const before = document('weather-gru');
  const { document: added } = addDerived(before, [lag, sine]);

  it('become features where features are listed, and are gone from all lists when removed', () => {
    const features = preparationOf(before)['features'] as string[];
    expect(preparationOf(added)).toMatchObject({
      derived: [lag, sine],
      features: [...features, 'temp_lag_24', 'day_sin'],
    });
    const ofInput = { ...preparationOf(added), inputs: { input: { features: ['temp', 'day_sin'] } } };
    const own = { ...added, data: { ...dataOf(added), preparation: ofInput } };
    const without = preparationOf(removeDerived(own, 'day_sin').document);
    expect(without).toMatchObject({ derived: [lag], inputs: { input: { features: ['temp'] } } });
    expect(removeDerived(removeDerived(added, 'day_sin').document, 'temp_lag_24').document).toEqual(before);
    const all = { ...before, data: { ...dataOf(before), preparation: { ...preparationOf(before), features: [] } } };
    expect(preparationOf(addDerived(all, [lag]).document)['features']).toEqual([]);
  });

  it('go with the column that they are computed from', () => {
    const other = { ...weather, columns: weather.columns.filter(({ name }) => name !== 'temp') };
    const preparation = preparationOf(withDataset(added, other));
    expect(preparation['derived']).toEqual([sine]);
    expect(preparation['features']).toContain('day_sin');
    expect(preparation['features']).not.toContain('temp_lag_24');
  });
});
