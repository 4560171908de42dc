import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryHome, type TemporaryHome } from '../../support/home.ts';

const launcher = join(import.meta.dirname, '../../../scripts/launch.mjs');
let folder: TemporaryHome;

beforeAll(() => {
  folder = temporaryHome();
});
afterAll(() => {
  folder.remove();
});

function launch(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [launcher, ...args], { encoding: 'utf8' });
}

test('starts a script as if Node had been given it, on Node 24', () => {
  const script = join(folder.path, 'script.ts');
  writeFileSync(
    script,
    'const code: number = 7;\nconsole.log(JSON.stringify([process.argv.slice(1), process.version]));\nprocess.exitCode = code;\n',
  );
  const { status, stdout } = launch(script, 'train', '--json');
  expect(JSON.parse(stdout)).toEqual([[script, 'train', '--json'], expect.stringMatching(/^v24\./)]);
  expect(status).toBe(7);
});

test('starts the program of a package by its name', () => {
  expect(launch('tsc', '--version').stdout).toMatch(/^Version \d/);
});

test('says what to do when the package is missing', () => {
  const { status, stderr } = launch('no-such-tool');
  expect(status).toBe(2);
  expect(stderr).toBe('no-such-tool is not installed. Run npm install first.\n');
});
