// The package: built, unpacked where nothing else is, and used there by somebody who has no checkout.
import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { openStoresToRead } from '#main/open-workbench.ts';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';
import { newExperiment } from '#shared/experiment/new-experiment.ts';
import { formatExperiment } from '#shared/experiment/parse-experiment.ts';
import { electronFuses } from '../../../scripts/packaging/fuses.ts';
import { largeFiles } from '../../../scripts/packaging/large-files.ts';
import { programFolder } from '../../../scripts/packaging/package-program.ts';
import { readFuses } from '../../electron-rig/fuses.ts';
import { packageForTests } from '../../electron-rig/package.ts';
import { archivedFiles, openPacked, startAsNobody, type PackedWindow } from '../../electron-rig/packed-program.ts';
import { request } from '../../electron-rig/shell.ts';
import { ownEngine } from '../../support/engines.ts';
import { temporaryHome } from '../../support/home.ts';

const output = temporaryHome();
const elsewhere = temporaryHome();
/** A path as people have them. */
const place = join(elsewhere.path, 'Prógramme, 프로그램 & more');
let unpacked: string;
let program: string;

beforeAll(async () => {
  const made = await packageForTests(output.path, ['dir', 'tar.gz']);
  const archive = made.find((path) => path.endsWith('.tar.gz'));
  if (archive === undefined) throw new Error(`No tar.gz is among ${made.join(', ')}.`);
  mkdirSync(place);
  execFileSync('tar', ['-xzf', archive, '-C', place]);
  const [folder] = readdirSync(place);
  unpacked = join(place, folder ?? '');
  program = join(unpacked, 'strata');
  // It is unpacked for everybody on this machine.
  chmodSync(elsewhere.path, 0o755);
});
afterAll(() => {
  output.remove();
  elsewhere.remove();
});

function filesBelow(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths.filter((path) => !lstatSync(join(folder, path)).isDirectory()).toSorted();
}

describe('what is in it', () => {
  test('the archive to unpack holds the same files as the folder', () => {
    expect(filesBelow(unpacked)).toEqual(filesBelow(programFolder(output.path)));
  });

  test('what was staged and nothing else, with native code beside the archive', () => {
    const files = archivedFiles(join(unpacked, 'resources', 'app.asar'));
    expect(files.map(({ path }) => path).toSorted()).toEqual(filesBelow(join(output.path, 'app')));
    const beside = files.filter(({ isUnpacked }) => isUnpacked).map(({ path }) => path);
    expect(beside).toEqual([`node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`]);
  });

  test('nothing that only developers and other platforms need', () => {
    const paths = archivedFiles(join(unpacked, 'resources', 'app.asar')).map(({ path }) => path);
    expect(paths.filter((path) => /\.(ts|map|svelte|cc|h)$|\.test\.|threaded|es2017|\.min\.js$/.test(path))).toEqual(
      [],
    );
    const tops = new Set(paths.map((path) => path.split('/')[0]));
    expect([...tops].toSorted()).toEqual(
      ['LICENSE', 'main', 'node_modules', 'package.json', 'preload', 'renderer', 'resources'].toSorted(),
    );
  });

  test('every file over 5 MB is accounted for', () => {
    const large = largeFiles(unpacked);
    expect(large.map(({ path }) => path)).toContain('strata');
    expect(large.filter(({ reason }) => reason === null)).toEqual([]);
  });

  test('the fuses are burnt, those that this Electron knows', async () => {
    const fuses = await readFuses(program);
    expect(fuses).toMatchObject({ runAsNode: false, enableNodeCliInspectArguments: false, onlyLoadAppFromAsar: true });
    expect({ ...electronFuses, ...fuses }).toEqual(electronFuses);
  });
});

describe('started from there', () => {
  let home: string;
  let cwd: string;
  let opened: PackedWindow | null = null;

  beforeEach(() => {
    const own = mkdtempSync(join(elsewhere.path, 'Zuhause für '));
    chmodSync(own, 0o755);
    home = join(own, 'home folder');
    cwd = join(own, 'empty');
    for (const folder of [home, cwd]) mkdirSync(folder, { recursive: true });
  });
  afterEach(async () => {
    await opened?.quit();
    opened = null;
  });

  /** Trains a template for a few batches, as the page asks for it, and waits until it is done. */
  async function train({ page }: PackedWindow, engine: 'wasm' | 'native'): Promise<void> {
    const source = { from: 'template', id: 'weather-conv1d' };
    await request(page, 'runs.start', { source, epochs: 2, limitBatches: 2, engine });
    await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
    await page.getByRole('link', { name: 'Weather · Conv1D' }).first().click();
    await page.getByText('completed', { exact: true }).first().waitFor({ timeout: 200_000 });
  }

  function storedRun(): unknown {
    const stores = openStoresToRead(home);
    const runs = stores.runs.list().filter(({ kind }) => kind === 'training');
    stores.close();
    return runs[0];
  }

  test('it trains with WebAssembly, from an empty home folder in an empty folder', async () => {
    opened = await openPacked({ program, home, cwd });
    await train(opened, 'wasm');
    expect(await opened.quit()).toBe(0);
    expect(storedRun()).toMatchObject({ status: 'completed', epochsDone: 2, engine: { id: 'wasm' } });
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('it trains with the TensorFlow that lies in its home folder', async () => {
    await ownEngine(home);
    await createEngineStore({ home }).list();
    opened = await openPacked({ program, home, cwd });
    await train(opened, 'native');
    expect(await opened.quit()).toBe(0);
    expect(storedRun()).toMatchObject({ status: 'completed', epochsDone: 2, engine: { id: 'native', device: 'CPU' } });
  });

  test('it opens the file that it is started with', async () => {
    const name = 'Módel 모델.strata.json';
    writeFileSync(join(cwd, name), formatExperiment(experimentSchema.parse(newExperiment('Handed over', 'A lesson.'))));
    opened = await openPacked({ program, home, cwd, args: [name] });
    await opened.page.getByRole('heading', { level: 1, name: 'Handed over', exact: true }).waitFor();
  });

  test('it says so when nothing can be written in its home folder', async () => {
    chmodSync(home, 0o555);
    const child = startAsNobody({ program, home, cwd }, place);
    let said = '';
    await new Promise<void>((resolve) => {
      child.stderr?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('or set STRATA_HOME to another.')) resolve();
      });
      child.once('close', () => {
        resolve();
      });
    });
    const closed = new Promise((resolve) => child.once('close', resolve));
    // The dialog that says the same waits for a person.
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await closed;
    }
    expect(said).toContain(`Nothing can be written in the home folder ${home} (EACCES).`);
    expect(readdirSync(home)).toEqual([]);
  });
});
