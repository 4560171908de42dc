// What neptune-exporter writes (test/histories): files of pyarrow, and damaged and large ones that are made here.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, describe, expect, it } from 'vitest';
import { openForeignDatabase } from '#main/db/foreign-database.ts';
import { createHistories } from '#main/histories/histories.ts';
import { temporaryHome } from '../../support/home.ts';
import { readHistory } from '../../support/read-history.ts';

const reference = fileURLToPath(new URL('../../histories/reference/neptune', import.meta.url));
const project = join(reference, 'team_weather-866072d3bf353a50');
const histories = createHistories(openForeignDatabase);
const home = temporaryHome();
afterAll(() => home.remove());

const begin = Date.UTC(2025, 0, 1);
const stepsFrom = (first: number, end: number): number[] => Array.from({ length: end - first }, (_, i) => first + i);

function folderOf(name: string): string {
  const folder = join(home.path, name);
  mkdirSync(folder);
  return folder;
}

/** Points of one run as the exporter writes them, by another writer. */
function pointsFile(run: string, steps: readonly number[]): Uint8Array {
  const each = <Value>(value: (step: number) => Value): Value[] => steps.map(value);
  const nothing = each(() => null);
  const nullable = (name: string, type: 'STRING' | 'INT64' | 'BOOLEAN' | 'TIMESTAMP') =>
    ({ name, type, data: nothing, nullable: true }) as const;
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'project_id', type: 'STRING', data: each(() => 'team/weather') },
        { name: 'run_id', type: 'STRING', data: each(() => run) },
        { name: 'attribute_path', type: 'STRING', data: each(() => 'loss') },
        { name: 'attribute_type', type: 'STRING', data: each(() => 'float_series') },
        { name: 'step', type: 'DOUBLE', data: each((step) => step) },
        { name: 'timestamp', type: 'TIMESTAMP', data: each((step) => new Date(begin + step)) },
        nullable('int_value', 'INT64'),
        { name: 'float_value', type: 'DOUBLE', data: each((step) => 1 / (step + 1)) },
        nullable('string_value', 'STRING'),
        nullable('bool_value', 'BOOLEAN'),
        nullable('datetime_value', 'TIMESTAMP'),
        nullable('string_set_value', 'STRING'),
      ],
      rowGroupSize: 100_000,
    }),
  );
}

it('is recognized in its folder, a project’s folder, and a file', () => {
  const file = join(project, 'root_part_1.parquet');
  for (const path of [reference, project, file]) expect(histories.recognize(path)).toBe('neptune');
});

describe('runs that the exporter wrote', () => {
  it('have their names, settings, tags, notes and times', async () => {
    const { runs } = await readHistory(histories.read('neptune', reference));
    const root = runs.get('gru/root');
    expect([...runs.keys()].sort()).toEqual(['gru/fork', 'gru/root', 'weather/another fork', 'weather/half']);
    expect(Object.fromEntries(root?.settings ?? [])).toEqual({
      'config/lr': 0.01,
      'config/layers': 3,
      'config/shuffle': true,
      'config/cell': 'GRU',
      'config/since': '2025-01-01T00:00:00.000Z',
    });
    expect(root).toMatchObject({
      origin: { from: 'neptune', path: project, run: 'root' },
      status: 'completed',
      tags: ['final', '한국어'],
      notes: '# Note',
      startedAtMs: begin,
      endedAtMs: begin + 9000,
    });
    expect(runs.get('weather/half')?.status).toBe('failed');
  });

  it('have the points of all their files, NaN included', async () => {
    const { runs } = await readHistory(histories.read('neptune', reference));
    const steps = stepsFrom(0, 10);
    expect(Object.fromEntries(runs.get('gru/root')?.series ?? [])).toEqual(
      Object.fromEntries(
        ['loss', 'val/loss'].map((name) => [
          name,
          {
            steps,
            values: steps.map((step) => (step === 3 ? NaN : 1 / (step + 1))),
            timesMs: steps.map((step) => begin + 1000 * step),
          },
        ]),
      ),
    );
  });

  it('have, as forks, the points until the fork from the run that they come from', async () => {
    const { runs } = await readHistory(histories.read('neptune', reference));
    expect([...runs.keys()].indexOf('gru/root')).toBeLessThan([...runs.keys()].indexOf('gru/fork'));
    expect(runs.get('gru/fork')).toMatchObject({ fork: { run: 'root', step: 5 } });
    expect(runs.get('gru/fork')?.series.get('loss')?.steps).toEqual(stepsFrom(0, 12));
    expect(runs.get('weather/another fork')).toMatchObject({ fork: { run: 'fork', step: 8 } });
    expect(runs.get('weather/another fork')?.series.get('val/loss')?.steps).toEqual(stepsFrom(0, 15));
    expect(runs.get('gru/root')?.fork).toBeNull();
  });

  it('say that steps which are no whole numbers are numbered', async () => {
    const { runs, faults } = await readHistory(histories.read('neptune', reference));
    expect(runs.get('weather/half')?.series.get('loss')).toMatchObject({ steps: [0, 1, 2, 3], values: [0, 1, 2, 3] });
    expect(faults).toEqual([expect.stringContaining('no whole numbers, so numbered in order: loss')]);
  });
});

describe('what is damaged', () => {
  it('gives the runs that can be read, and a sentence', async () => {
    const folder = join(home.path, 'damaged');
    cpSync(project, folder, { recursive: true });
    const bytes = readFileSync(join(folder, 'half_part_0.parquet'));
    writeFileSync(join(folder, 'half_part_0.parquet'), bytes.subarray(0, bytes.length / 2));
    rmSync(join(folder, 'root_part_0.parquet'));
    const { runs, faults } = await readHistory(histories.read('neptune', folder));
    expect([...runs.keys()].sort()).toEqual(['gru/fork', 'weather/another fork', 'weather/root']);
    expect(faults).toEqual([
      expect.stringContaining('half_part_0.parquet is damaged'),
      expect.stringContaining('part 0 of this run is missing'),
    ]);
  });

  it('keeps what was read before the damaged place', async () => {
    const folder = folderOf('second group');
    const bytes = pointsFile('long', stepsFrom(0, 150_000));
    bytes.fill(255, bytes.length * 0.7, bytes.length * 0.95);
    writeFileSync(join(folder, 'long_part_0.parquet'), bytes);
    const { runs, faults } = await readHistory(histories.read('neptune', folder));
    expect(runs.get('weather/long')?.series.get('loss')?.steps).toEqual(stepsFrom(0, 100_000));
    expect(faults).toEqual([expect.stringContaining('is damaged')]);
  });

  it('is refused where there is no such file', async () => {
    const folder = folderOf('empty');
    expect(histories.recognize(folder)).toBeNull();
    await expect(readHistory(histories.read('neptune', folder))).rejects.toMatchObject({ code: 'invalid-data' });
  });
});

it('reads a file of many parts whole', async () => {
  const folder = folderOf('large');
  writeFileSync(join(folder, 'long_part_0.parquet'), pointsFile('long', stepsFrom(0, 250_000)));
  writeFileSync(join(folder, 'long_part_1.parquet'), pointsFile('long', stepsFrom(250_000, 250_010)));
  const { runs, faults } = await readHistory(histories.read('neptune', folder));
  expect(faults).toEqual([]);
  expect(runs.get('weather/long')?.series.get('loss')?.steps).toEqual(stepsFrom(0, 250_010));
});
