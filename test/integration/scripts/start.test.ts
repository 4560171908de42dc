// `npm start` on machines without a window: it says why in one line, and the workbench is served to the browser.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryHome } from '../../support/home.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const home = temporaryHome();
afterAll(() => {
  home.remove();
});

/** Starts it and waits for the address of the browser host; returns what it said before, and how it ended. */
async function startAndStop(env: Readonly<Record<string, string>>): Promise<{ said: string; code: number | null }> {
  const child = spawn(process.execPath, [join(root, 'scripts/start.ts'), '--no-open'], {
    cwd: root,
    env: { ...process.env, STRATA_HOME: join(home.path, 'home'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (/http:\/\/127\.0\.0\.1:\d+/.test(said)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => {
      resolve();
    });
  });
  child.kill('SIGTERM');
  return { said, code: await ended };
}

test('without a display', async () => {
  const { said, code } = await startAndStop({ DISPLAY: '', WAYLAND_DISPLAY: '', ELECTRON_OVERRIDE_DIST_PATH: '' });
  expect(said.split('\n')[0]).toBe('No window can be opened: there is no display. The workbench opens in the browser.');
  expect(said).toMatch(/http:\/\/127\.0\.0\.1:\d+\/#token=/);
  expect(code).toBe(0);
});

test("without Electron's program", async () => {
  const empty = join(home.path, 'empty');
  mkdirSync(empty);
  const { said, code } = await startAndStop({ DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: empty });
  expect(said.split('\n')[0]).toBe(
    "No window can be opened: Electron's program cannot be had here. The workbench opens in the browser.",
  );
  expect(said).toMatch(/http:\/\/127\.0\.0\.1:\d+\/#token=/);
  expect(code).toBe(0);
});
