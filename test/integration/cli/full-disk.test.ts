// What a full disk leaves possible, and reading where nothing can be written. Real disks: small ones in memory, mounted for a test.
import { cpSync, globSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunId } from '#shared/base/ids.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { openStoresToRead } from '#main/open-workbench.ts';
import { fill, filledHome, mount, smallDisk } from '../../support/small-disk.ts';
import { importSmallData, smallExperiment, withoutTimes } from '../../support/small-training.ts';
import { startStrata, strata } from '../../support/strata.ts';
import { temporaryHome } from '../db/home.ts';

async function expectReadable(home: string, id: string): Promise<void> {
  const list = await strata(home, 'runs', 'list', '--json');
  expect(list.stderr).toBe('');
  expect(list.json()[0]).toMatchObject([{ status: 'interrupted' }, { id, status: 'completed' }]);
  expect(await strata(home, 'data', 'list')).toMatchObject({ code: 0, stdout: expect.stringContaining('mine') });
  const exported = await strata(home, 'runs', 'export', id);
  expect(exported.stdout.split('\n')).toHaveLength(20_002);
}

describe('on a disk with no byte left', () => {
  it('what is there can be read', async (context) => {
    const home = smallDisk(context);
    const [id = ''] = await filledHome(home);
    fill(home);
    await expectReadable(home, id);
  });

  it('training ends with a sentence and exit code 1, and an export leaves the old file', async (context) => {
    const home = smallDisk(context);
    const [id = ''] = await filledHome(home);
    writeFileSync(join(home, 'a.json'), 'before');
    fill(home);
    const training = await strata(home, 'train', 'weather-conv1d', '--json');
    expect(training.stderr).toMatch(/^strata: The disk is full: .*\n.*strata runs delete.*\n$/);
    expect(training.json()).toMatchObject([{ error: { code: 'disk-full' } }]);
    expect(training.code).toBe(1);
    const exporting = await strata(home, 'runs', 'export', id, '--out', join(home, 'a.json'));
    expect(exporting.code).toBe(1);
    expect(readFileSync(join(home, 'a.json'), 'utf8')).toBe('before');
    expect(readdirSync(home).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  it.for([true, false])('a run at work ends in its last event (with the reserve: %s)', async (hasReserve, context) => {
    const home = smallDisk(context);
    expect((await strata(home, 'data', 'get', 'weather', '--json')).code).toBe(0);
    const call = [
      'train',
      'weather-conv1d',
      '--engine',
      'wasm',
      '--limit-batches',
      '2',
      '--epochs',
      '100000',
      '--json',
    ];
    const { process: child, answer } = startStrata(home, call);
    let seen = '';
    await new Promise<void>((resolve) => {
      child.stdout?.on('data', (chunk: Buffer) => {
        seen += chunk.toString();
        if (seen.includes('"event":"epoch"')) resolve();
      });
    });
    if (!hasReserve) rmSync(join(home, 'reserve'));
    fill(home);
    const { code, json } = await answer;
    expect(code).toBe(1);
    const last = {
      event: 'run-finished',
      status: hasReserve ? 'failed' : expect.any(String),
      error: { code: 'disk-full' },
    };
    expect(json().at(-1)).toMatchObject(last);
    const [list] = (await strata(home, 'runs', 'list', '--json')).json();
    const status = hasReserve ? 'failed' : expect.stringMatching(/failed|interrupted/);
    expect(list).toContainEqual(expect.objectContaining({ kind: 'training', status }));
  });

  it('a run that stopped there is resumed when there is room, equal to the bit', async (context) => {
    const epochs = 200;
    const numbers = (home: string): [RunSummary, MetricSeries[]] => {
      const stores = openStoresToRead(home);
      const run = stores.runs.list().find(({ kind }) => kind === 'training')!;
      const series = withoutTimes(stores.runs.metrics(run.id, ''));
      stores.close();
      return [run, series];
    };
    const prepare = async (home: string): Promise<string[]> => {
      await importSmallData(home);
      writeFileSync(join(home, 'small.strata.json'), JSON.stringify(smallExperiment(epochs)));
      return ['train', join(home, 'small.strata.json'), '--engine', 'wasm', '--json'];
    };
    const straight = temporaryHome();
    expect((await strata(straight, ...(await prepare(straight)))).code).toBe(0);

    const home = smallDisk(context, '24m');
    const { process: child, answer } = startStrata(home, await prepare(home));
    let printed = 0;
    const count = (chunk: Buffer): number => (printed += chunk.toString().split('"event":"epoch"').length - 1);
    await new Promise<void>((resolve) => {
      child.stdout?.on('data', (chunk: Buffer) => {
        if (count(chunk) >= 5 && globSync(join(home, 'runs/*/checkpoint.safetensors')).length > 0) resolve();
      });
    });
    fill(home);
    const { code, json } = await answer;
    expect(code).toBe(1);
    expect(json().at(-1)).toMatchObject({ event: 'run-finished', status: 'failed', error: { code: 'disk-full' } });
    rmSync(join(home, 'fill'));
    const [stopped, stored] = numbers(home);
    expect(printed).toBeLessThan(epochs);
    expect(stored.find(({ key }) => key === 'epoch/val_loss')!.steps.length).toBeGreaterThanOrEqual(printed);
    const resumed = await strata(home, 'runs', 'resume', stopped.id, '--json');
    expect(resumed.code, resumed.stderr + resumed.stdout.slice(0, 500)).toBe(0);
    expect(numbers(home)[1]).toEqual(numbers(straight)[1]);
  });
});

describe('in a home that can only be read', () => {
  it.for(['', '-wal'])('what is there can be read, and nothing is deleted%s', async (log, context) => {
    const home = smallDisk(context);
    const [id = ''] = await filledHome(home);
    if (log !== '') {
      // As a program leaves it that is killed: with the log, without its index.
      const killed = createStores(openDatabase({ home }));
      killed.runs.update(id as RunId, { name: 'renamed' });
      cpSync(join(home, 'strata.db'), join(home, 'copy'));
      cpSync(join(home, 'strata.db-wal'), join(home, 'copy-wal'));
      killed.close();
      cpSync(join(home, 'copy'), join(home, 'strata.db'));
      cpSync(join(home, 'copy-wal'), join(home, 'strata.db-wal'));
    }
    mkdirSync(join(home, 'datasets', '.import-1-dead'), { recursive: true });
    expect(mount('-o', 'remount,ro', home)).toBe(true);
    await expectReadable(home, id);
    if (log !== '') expect((await strata(home, 'runs', 'show', id)).stdout).toContain('renamed');
    for (const args of [
      ['runs', 'delete', id],
      ['data', 'delete', 'mine'],
      ['train', 'weather-conv1d'],
    ]) {
      const { code, stderr } = await strata(home, ...args);
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^strata: .* may not be .*\n.*\n$/) });
    }
  });
});
