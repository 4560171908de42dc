// What the command line writes: exports whole or not at all, standard output that is full or closed, names that steer a terminal.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '#shared/base/ids.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { commandLine } from '../../support/browser-host.ts';
import { strata } from '../../support/strata.ts';
import { newRun, points, temporaryHome } from '../db/home.ts';

const escape = '\u001b[31mred\u009b2J';
let home: string;
let id: RunId;

beforeEach(() => {
  home = temporaryHome();
  const stores = createStores(openDatabase({ home }));
  ({ id } = stores.runs.create(newRun({ name: `run ${escape}`, dataset: `data ${escape}` })));
  stores.runs.update(id, { status: 'running', startedAtMs: 1 });
  stores.runs.addMetrics(id, points('epoch/loss', 1, 20_000));
  stores.runs.addMetrics(id, points(`epoch/${escape}`, 1, 2));
  stores.runs.update(id, { status: 'completed', endedAtMs: 2 });
  stores.close();
});

/** Runs a command whose standard output is this file; gives its code and standard error. */
function strataInto(path: string, ...args: readonly string[]): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(process.execPath, [commandLine, ...args], {
    env: { ...process.env, STRATA_HOME: home },
    stdio: ['ignore', openSync(path, 'w'), 'pipe'],
  });
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stderr })));
}

describe('the numbers of a run', () => {
  it('are told from each other: infinite, no number, huge and not measured', async () => {
    const stores = createStores(openDatabase({ home }));
    const { id: diverged } = stores.runs.create(newRun({ name: 'diverged' }));
    const losses = [37_394, 1e20, Infinity, NaN];
    const key = 'epoch/val_loss';
    stores.runs.addMetrics(
      diverged,
      losses.map((value, i) => ({ key, step: i + 1, value })),
    );
    stores.runs.addMetrics(diverged, points('epoch/msPerStep', 5, 5));
    stores.close();
    const { stdout } = await strata(home, 'runs', 'show', diverged);
    const lines = stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
    const head = lines.findIndex((line) => line.includes('val_loss'));
    const at = lines[head]?.indexOf('val_loss') ?? -1;
    const shown = ['3.739e+4', '1.000e+20', '∞', 'NaN', '–'];
    expect(lines.slice(head + 1, head + 6).map((cells) => cells[at])).toEqual(shown);
    const { stdout: csv } = await strata(home, 'runs', 'export', diverged);
    expect(csv.split('\n').flatMap((line) => (line.includes(',val_loss,') ? [line.split(',').at(-1)] : []))).toEqual([
      '37394',
      '100000000000000000000',
      'Infinity',
      'NaN',
    ]);
  });
});

describe('an export', () => {
  it('is written whole, and says so; it says when it takes the place of another file', async () => {
    const path = join(home, 'a.csv');
    const first = await strata(home, 'runs', 'export', id, '--out', path);
    expect(first).toMatchObject({ code: 0, stdout: '', stderr: `Wrote "${path}".\n` });
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(20_004);
    const second = await strata(home, 'runs', 'export', id, '--format', 'json', '--out', path);
    expect(second).toMatchObject({ code: 0, stderr: `Replaced "${path}".\n` });
    const [run] = JSON.parse(readFileSync(path, 'utf8')) as { id: string; metrics: { steps: number[] }[] }[];
    expect(run).toMatchObject({ id, experiment: { strata: 2 } });
    expect(run?.metrics.map(({ steps }) => steps.length)).toEqual([2, 20_000]);
  });

  it('as Parquet has every value, and needs a file', async () => {
    const path = join(home, 'a.parquet');
    const { code, stderr } = await strata(home, 'runs', 'export', id, '--format', 'parquet', '--out', path);
    expect({ code, stderr }).toEqual({ code: 0, stderr: `Wrote "${path}".\n` });
    const { buffer, byteOffset, byteLength } = readFileSync(path);
    const rows = await parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + byteLength) });
    expect(rows).toHaveLength(20_002);
    expect(rows[0]).toMatchObject({ run: id, metric: expect.any(String), step: 1n });
    const refused = await strata(home, 'runs', 'export', id, '--format', 'parquet');
    expect(refused).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--out') });
  });

  it.each([
    ['into a folder that is not there', 'none/a.csv', 'there is no such file or folder'],
    ['where a folder stands', 'folder', 'a folder stands where a file is needed'],
    ['below a file', 'file/a.csv', 'a file stands where a folder is needed'],
  ])('%s fails with a sentence and leaves nothing', async (_name, name, why) => {
    mkdirSync(join(home, 'folder'));
    writeFileSync(join(home, 'file'), 'mine');
    const path = join(home, name);
    // Any command makes a missing reserve.
    const others = (): string[] => readdirSync(home).filter((each) => !/^strata\.db|^reserve$/.test(each));
    const before = others();
    const { code, stderr } = await strata(home, 'runs', 'export', id, '--out', path);
    expect(stderr).toBe(`strata: "${path}" cannot be written: ${why}.\n`);
    expect(code).toBe(1);
    expect(others()).toEqual(before);
  });

  it.each(['csv', 'json', 'parquet', 'tensorboard'])('of every format fails below a file: %s', async (format) => {
    const file = join(home, 'file');
    writeFileSync(file, 'mine');
    const { code, stderr } = await strata(home, 'runs', 'export', id, '--format', format, '--out', join(file, 'a'));
    expect(stderr).toMatch(/^strata: "[^"\n]*" cannot be written: a file stands where a folder is needed\.\n$/);
    expect(code).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it.skipIf(!existsSync('/dev/full'))('onto a full device fails with a sentence', async () => {
    const { code, stderr } = await strata(home, 'runs', 'export', id, '--out', '/dev/full');
    expect(stderr).toMatch(/^strata: "\/dev\/full" cannot be written: the disk is full\./);
    expect(code).toBe(1);
  });
});

describe('standard output', () => {
  it
    .skipIf(!existsSync('/dev/full'))
    .each([['runs', 'list'], ['runs', 'list', '--json'], ['runs', 'export'], ['templates'], ['--help']])(
    'that is full ends the command with a sentence: %s %s %s',
    async (...args) => {
      const { code, stderr } = await strataInto('/dev/full', ...args, ...(args[1] === 'export' ? [id] : []));
      expect(stderr).toBe('strata: Standard output cannot be written: the disk is full.\n');
      expect(code).toBe(1);
    },
  );

  it('that nobody reads any more ends the command without a word', async () => {
    const child = spawn(process.execPath, [commandLine, 'runs', 'show', id], {
      env: { ...process.env, STRATA_HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });
});

describe('what steers a terminal', () => {
  it.each([
    ['runs', 'list'],
    ['runs', 'list', '--json'],
    ['runs', 'show'],
    ['runs', 'show', '--json'],
  ])('does not pass: %s %s %s', async (...args) => {
    const [group = '', name = '', ...options] = args;
    const { code, stdout } = await strata(home, group, name, ...(name === 'show' ? [id] : []), ...options);
    expect(code).toBe(0);
    expect(stdout).toContain('red');
    expect(stdout).not.toMatch(/[\u001b\u009b]/);
  });

  it.each([
    [['runs', 'show', escape]],
    [['train', escape]],
    [['runs', escape]],
    [['data', 'show', escape]],
    [['--', escape]],
  ])('does not come back from the call: %j', async (args) => {
    const { code, stdout, stderr } = await strata(home, ...args);
    expect(code).toBe(2);
    expect(stderr).toContain('red');
    expect(stdout + stderr).not.toMatch(/[\u001b\u009b]/);
  });

  it('stays in an export that goes into a pipe', async () => {
    expect((await strata(home, 'runs', 'export', id)).stdout).toContain(`run ${escape}`);
  });
});

describe('a name of which nothing can be seen', () => {
  it.each(['', '   ', '\u200b'])('is refused with the option: %j', async (name) => {
    const { code, stderr } = await strata(home, 'train', 'weather-conv1d', '--name', name);
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'strata: --name: the name is blank.\n' });
  });

  it('is refused for a data set', async () => {
    const path = join(home, 'a.csv');
    writeFileSync(path, 'a\n1\n');
    const { code, stderr } = await strata(home, 'data', 'import', path, '--as', 'series', '--title', ' ');
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'strata: --title: the name is blank.\n' });
  });
});
