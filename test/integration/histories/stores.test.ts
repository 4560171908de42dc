// Stores that MLflow and Trackio wrote, against what MLflow's client read of them (test/histories).
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openForeignDatabase } from '#main/db/foreign-database.ts';
import { createHistories } from '#main/histories/histories.ts';
import { temporaryHome } from '../../support/home.ts';
import { readHistory } from '../../support/read-history.ts';

const reference = fileURLToPath(new URL('../../histories/reference/', import.meta.url));
const histories = createHistories(openForeignDatabase);
const home = temporaryHome();
afterAll(() => home.remove());

const runSchema = z.object({
  name: z.string(),
  status: z.string(),
  start: z.number(),
  end: z.number(),
  metrics: z.record(z.string(), z.array(z.tuple([z.number(), z.union([z.number(), z.string()]), z.number()]))),
});
const expected = z
  .object({ files: z.record(z.string(), runSchema), database: z.record(z.string(), runSchema) })
  .parse(JSON.parse(readFileSync(join(reference, 'mlflow.json'), 'utf8')));

const names: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity };

/** MLflow's database keeps an infinity as the largest number, and reads it as that. */
function numberOf(value: number | string): number | undefined {
  if (typeof value === 'string') return names[value];
  return Math.abs(value) === Number.MAX_VALUE ? Math.sign(value) * Infinity : value;
}

/** Values that MLflow logged without steps have all step 0; they are numbered in their order. */
function seriesOf(points: z.infer<typeof runSchema>['metrics'][string]): unknown {
  const hasSteps = new Set(points.map(([step]) => step)).size === points.length;
  return {
    steps: points.map(([step], i) => (hasSteps ? step : i)),
    values: points.map(([, value]) => numberOf(value)),
    timesMs: points.map(([, , time]) => time),
  };
}

let mlflowDatabase = '';
let trackioDatabase = '';
beforeAll(() => {
  mlflowDatabase = join(home.path, 'mlflow.db');
  trackioDatabase = join(home.path, 'trackio', 'weather.db');
  mkdirSync(join(home.path, 'trackio'));
  writeFileSync(mlflowDatabase, gunzipSync(readFileSync(join(reference, 'mlflow.db.gz'))));
  writeFileSync(trackioDatabase, gunzipSync(readFileSync(join(reference, 'trackio.db.gz'))));
});

describe.each(['files', 'database'] as const)('MLflow’s store in %s', (kind) => {
  const pathOf = (): string => (kind === 'files' ? join(reference, 'mlruns') : mlflowDatabase);

  it('is recognized', () => {
    expect(histories.recognize(pathOf())).toBe('mlflow');
    if (kind === 'files') expect(histories.recognize(reference)).toBe('mlflow');
  });

  it('has the values, steps and times that MLflow reads', async () => {
    const { runs } = await readHistory(histories.read('mlflow', pathOf()));
    const byId = new Map([...runs.values()].map((run) => [run.origin.run, run]));
    expect([...byId.keys()].sort()).toEqual(Object.keys(expected[kind]).sort());
    for (const [id, { start, end, metrics }] of Object.entries(expected[kind])) {
      const run = byId.get(id);
      expect(run).toMatchObject({ startedAtMs: start, endedAtMs: end, origin: { from: 'mlflow' } });
      expect(Object.fromEntries(run?.series ?? [])).toEqual(
        Object.fromEntries(Object.entries(metrics).map(([key, points]) => [key, seriesOf(points)])),
      );
    }
  });

  it('has names, settings, tags and notes, and says what was logged without steps', async () => {
    const { runs, faults } = await readHistory(histories.read('mlflow', pathOf()));
    const name = "weather/gru: the 'first' run, whose name is longer than a line of eighty columns in a YAML file";
    const first = runs.get(name);
    expect([...runs.keys()].sort()).toEqual(['empty/no metric', 'weather/failed', name].sort());
    expect(Object.fromEntries(first?.settings ?? [])).toEqual({
      lr: 0.01,
      cell: 'GRU',
      shuffle: true,
      note: "x: 'y' #z",
    });
    expect(first).toMatchObject({ status: 'completed', tags: ['stage: final'], notes: '# Note\n한국어' });
    expect(runs.get('weather/failed')?.status).toBe('failed');
    expect(faults).toEqual([expect.stringContaining('train/acc')]);
  });
});

describe('a store of MLflow that is damaged', () => {
  it('gives the runs and lines that can be read', async () => {
    const copy = join(home.path, 'damaged');
    cpSync(join(reference, 'mlruns'), copy, { recursive: true });
    const [failed] = Object.entries(expected.files).find(([, { name }]) => name === 'failed') ?? [''];
    const [first] = Object.entries(expected.files).find(([, { name }]) => name.startsWith('gru')) ?? [''];
    const folderOf = (id: string): string =>
      readdirSync(copy)
        .map((experiment) => join(copy, experiment, id))
        .find((folder) => existsSync(folder)) ?? '';
    writeFileSync(join(folderOf(failed), 'meta.yaml'), 'run_id: [');
    const metric = join(folderOf(first), 'metrics', 'val_loss');
    writeFileSync(metric, `${readFileSync(metric, 'utf8')}no line\n1 2`);
    const damaged = await readHistory(histories.read('mlflow', copy));
    expect(damaged.runs.size).toBe(2);
    expect(damaged.faults).toEqual(
      expect.arrayContaining([
        expect.stringContaining('its meta.yaml is damaged'),
        expect.stringContaining('1 line is no value'),
      ]),
    );
  });
});

describe('a project of Trackio', () => {
  it('is recognized, also in its folder', () => {
    expect(histories.recognize(trackioDatabase)).toBe('trackio');
    expect(histories.recognize(join(home.path, 'trackio'))).toBe('trackio');
  });

  it('has its runs with numbers and settings', async () => {
    const { runs, faults } = await readHistory(histories.read('trackio', trackioDatabase));
    expect(faults).toEqual([]);
    const gru = runs.get('weather/gru');
    const valuesOf = (name: string): unknown => gru?.series.get(name);
    expect(valuesOf('loss')).toMatchObject({ steps: [0, 1, 2, 3, 4], values: [1, 1 / 2, 1 / 3, 1 / 4, NaN] });
    expect(valuesOf('val/loss')).toMatchObject({ steps: [0, 1, 2, 3], values: [2, 1, 2 / 3, 1 / 2] });
    expect(valuesOf('big')).toMatchObject({ steps: [4], values: [Infinity] });
    expect([...(gru?.series.keys() ?? [])].sort()).toEqual(['big', 'loss', 'val/loss']);
    expect(Object.fromEntries(gru?.settings ?? [])).toEqual({ lr: 0.01, 'optimizer.name': 'adam', layers: '32, 16' });
    expect(Object.fromEntries(runs.get('weather/own steps')?.series ?? [])).toMatchObject({
      loss: { steps: [10], values: [0.5] },
      accuracy: { steps: [10], values: [0.5] },
    });
  });
});

it('a file of neither is refused', async () => {
  const path = join(home.path, 'other.db');
  writeFileSync(path, 'no database');
  expect(histories.recognize(path)).toBeNull();
  await expect(readHistory(histories.read('trackio', path))).rejects.toMatchObject({ code: 'invalid-data' });
});
