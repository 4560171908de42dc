// A data set is there as a whole or not at all: stops, kills, a full disk, damage.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, renameSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { datasetIdSchema } from '#shared/base/ids.ts';
import { seriesPreparationSchema } from '#shared/data/preparation.ts';
import { checkDatasets } from '#main/datasets/check-datasets.ts';
import { createDatasetStore } from '#main/datasets/dataset-store.ts';
import { importDataset } from '#main/datasets/import-dataset.ts';
import { verifyDataset } from '#main/datasets/load-arrays.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { datasetsFolder, readStoredDataset } from '#main/datasets/stored-dataset.ts';
import { errorOf, importError, importSeries, request, workplace } from './home.ts';

const mine = datasetIdSchema.parse('mine');
const moduleUrl = new URL('../../../src-main/datasets/import-dataset.ts', import.meta.url).href;

/** A program that imports a file and says so; it lives in a process of its own so that it can be limited and killed. */
function importProgram(home: string, path: string): string[] {
  const script = `
    const { importDataset } = await import(${JSON.stringify(moduleUrl)});
    const request = ${JSON.stringify(request('series', path))};
    const onProgress = () => console.log('reading');
    await importDataset(request, { home: ${JSON.stringify(home)}, onProgress })
      .catch((error) => { console.log(JSON.stringify(error)); process.exitCode = 3; });`;
  return ['--input-type=module', '-e', script];
}

const csv = (rows: number): string => `a,b\n${Array.from({ length: rows }, (_, i) => `${i},${i / 3}\n`).join('')}`;

describe('writing', () => {
  it('refuses an id that is taken, and replaces when asked to', async () => {
    const { home, file } = workplace();
    const first = await importSeries(file('a.csv', 'a,b\n1,2\n'), home);
    const other = file('b.csv', 'c,d\n1,2\n');
    const error = await importError('series', other, { home });
    expect(error).toMatchObject({ code: 'conflict', message: 'There is a data set "mine" already.' });
    expect(createDatasetStore({ home }).find(mine)).toEqual(first);
    const second = await importSeries(other, home, { replace: true });
    expect(createDatasetStore({ home }).list()).toEqual([second]);
    expect(readdirSync(datasetsFolder(home))).toEqual(['mine']);
  });

  it('leaves the old data set when its replacement cannot be read', async () => {
    const { home, file } = workplace();
    const first = await importSeries(file('a.csv', 'a,b\n1,2\n'), home);
    await importError('series', file('b.csv', 'a,b\n1,x\n'), { home }, { replace: true });
    expect(createDatasetStore({ home }).list()).toEqual([first]);
    expect(readdirSync(datasetsFolder(home))).toEqual(['mine']);
  });

  it('leaves nothing when it is stopped', async () => {
    const { home, file } = workplace();
    const controller = new AbortController();
    const options = { home, signal: controller.signal, onProgress: () => controller.abort(new Error('enough')) };
    await expect(importDataset(request('series', file('a.csv', csv(400_000))), options)).rejects.toThrow('enough');
    expect(readdirSync(datasetsFolder(home))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('says that there is no room, and leaves nothing', () => {
    const { home, file } = workplace();
    const path = file('a.csv', csv(200_000)); // 1.6 MB a column; a file may have 0.5 MB at most
    const limited = ['-c', 'ulimit -f 1000; exec "$@"', 'sh', process.execPath, ...importProgram(home, path)];
    const { stdout, status } = spawnSync('sh', limited, { encoding: 'utf8' });
    expect(status).toBe(3);
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
      code: 'disk-full',
      message: `There is no room left in ${home}: the data set was not stored.`,
    });
    expect(readdirSync(datasetsFolder(home))).toEqual([]);
  });

  it('clears away what a killed import left, and never shows it', async () => {
    const { home, file } = workplace();
    const child = spawn(process.execPath, importProgram(home, file('a.csv', csv(3_000_000))), { stdio: 'pipe' });
    await once(child.stdout, 'data');
    const during = createDatasetStore({ home });
    expect(during.list()).toEqual([]);
    expect(readdirSync(datasetsFolder(home))).toHaveLength(1); // the import at work is left alone
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(createDatasetStore({ home }).list()).toEqual([]);
    expect(readdirSync(datasetsFolder(home))).toEqual([]);
  });

  it('clears away what an earlier process with the same number left, and very old leftovers', () => {
    const { home } = workplace();
    const folder = datasetsFolder(home);
    const place = (name: string, hoursAgo: number): void => {
      mkdirSync(join(folder, name), { recursive: true });
      const seconds = Date.now() / 1000 - hoursAgo * 3600;
      utimesSync(join(folder, name), seconds, seconds);
    };
    place(`.import-${process.pid}-0123456789ab`, process.uptime() / 3600 + 1);
    place(`.import-${process.ppid}-0123456789ab`, 25);
    place(`.import-${process.pid}-ffffffffffff`, 0);
    createDatasetStore({ home }).list();
    expect(readdirSync(folder)).toEqual([`.import-${process.pid}-ffffffffffff`]);
  });

  it('brings back the data set whose replacement never arrived', async () => {
    const { home, file } = workplace();
    const dataset = await importSeries(file('a.csv', 'a,b\n1,2\n'), home);
    const folder = datasetsFolder(home);
    renameSync(join(folder, 'mine'), join(folder, '.replaced-4194304-0123456789ab-mine'));
    expect(createDatasetStore({ home }).list()).toEqual([dataset]);
  });
});

describe('the store', () => {
  it('reports a damaged descriptor, lists the others, and lets it be replaced or deleted', async () => {
    const { home, file } = workplace();
    const path = file('a.csv', 'a,b\n1,2\n');
    await importSeries(path, home);
    const whole = await importSeries(path, home, { id: 'whole' });
    const descriptor = join(datasetsFolder(home), 'mine', 'dataset.json');
    const store = createDatasetStore({ home });
    for (const [text, reason] of [
      ['{"format":1', 'its dataset.json is not JSON'],
      ['{"format":1,"dataset":{},"files":[]}', 'its dataset.json is not what it should be'],
      [readFileSync(descriptor, 'utf8').replace('"mine"', '"other"'), 'its dataset.json is about "other"'],
    ] as const) {
      writeFileSync(descriptor, text);
      expect(store.list()).toEqual([whole]);
      expect(store.listAll()).toMatchObject({ items: [whole], damaged: [{ id: mine, error: { code: 'damaged' } }] });
      const error = await errorOf(() => store.find(mine));
      expect(error.code).toBe('damaged');
      expect(error.message).toContain(reason);
    }
    const again = await importSeries(path, home);
    expect(store.find(mine)).toEqual(again);
    store.delete(mine);
    expect(store.find(mine)).toBeNull();
    expect((await errorOf(() => store.delete(mine))).code).toBe('not-found');
  });

  it('refuses one from a newer program and never overwrites what it is not asked to', async () => {
    const { home, file } = workplace();
    await importSeries(file('a.csv', 'a,b\n1,2\n'), home);
    writeFileSync(join(datasetsFolder(home), 'mine', 'dataset.json'), '{"format":2}');
    const error = await errorOf(() => createDatasetStore({ home }).find(mine));
    expect(error.code).toBe('newer-version');
    expect((await importError('series', file('b.csv', 'a,b\n3,4\n'), { home })).code).toBe('newer-version');
  });

  it('finds a file that was cut off or changed', async () => {
    const { home, file } = workplace();
    await importSeries(file('a.csv', csv(100)), home);
    const stored = readStoredDataset(home, 'mine');
    if (stored === null) throw new Error('not stored');
    await verifyDataset(home, stored);
    const path = join(datasetsFolder(home), 'mine', stored.files[0]?.name ?? '');
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.with(10, 77));
    expect((await errorOf(verifyDataset(home, stored))).message).toContain('checksum');
    truncateSync(path, 40);
    expect((await errorOf(verifyDataset(home, stored))).message).toContain('has 40 bytes instead of 800');
  });

  it('lets nothing be trained on a file with a flipped bit, and the doctor names the data set', async () => {
    const { home, file } = workplace();
    await importSeries(file('a.csv', csv(100)), home);
    await importSeries(file('b.csv', csv(100)), home, { id: 'whole' });
    expect(await checkDatasets(home)).toEqual([
      { id: 'mine', error: null },
      { id: 'whole', error: null },
    ]);
    const stored = readStoredDataset(home, 'mine');
    const path = join(datasetsFolder(home), 'mine', stored?.files.find(({ role }) => role === 'column/b')?.name ?? '');
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.with(400, (bytes[400] ?? 0) ^ 1));
    const preparation = seriesPreparationSchema.parse({ kind: 'series', target: 'b', lookback: 6, delay: 2 });
    const damaged = { code: 'damaged', message: expect.stringContaining('(column/b) differs') as string };
    expect(await errorOf(prepareData(home, { dataset: 'mine', preparation }))).toMatchObject(damaged);
    const [mine, whole] = await checkDatasets(home);
    expect(mine).toMatchObject({ id: 'mine', error: damaged });
    expect(whole).toEqual({ id: 'whole', error: null });
    const descriptor = join(datasetsFolder(home), 'whole', 'dataset.json');
    writeFileSync(descriptor, readFileSync(descriptor, 'utf8').replace(/"hash": "[0-9a-f]/, '"hash": "x'));
    expect((await checkDatasets(home))[1]).toMatchObject({ id: 'whole', error: { code: 'damaged' } });
    writeFileSync(join(datasetsFolder(home), 'mine', 'dataset.json'), '{');
    expect((await checkDatasets(home))[0]).toMatchObject({ id: 'mine', error: { code: 'damaged' } });
  });

  it('ignores what is none of ours and lists nothing in an empty home', () => {
    const { home } = workplace();
    const store = createDatasetStore({ home });
    expect(store.list()).toEqual([]);
    mkdirSync(join(datasetsFolder(home), 'Not An Id'), { recursive: true });
    mkdirSync(join(datasetsFolder(home), 'empty'));
    writeFileSync(join(datasetsFolder(home), 'a-file'), '');
    expect(store.list()).toEqual([]);
    expect(store.known().map(({ id, ready }) => [id, ready])).toEqual([
      ['imdb-reviews', false],
      ['weather', false],
    ]);
  });
});
