// The Electron to start from a checkout: the package's program, which it downloads at its first use.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A first download may be slow; a stalled one must end. */
const downloadMs = 10 * 60_000;

export type FoundElectron = { readonly program: string } | { readonly reason: string };

function downloaded(): boolean {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  return existsSync(join(folder, 'path.txt'));
}

/** The program's path, downloaded when missing; or why no window is available here. */
export function findElectron(environment: NodeJS.ProcessEnv = process.env): FoundElectron {
  const { DISPLAY, WAYLAND_DISPLAY, ELECTRON_OVERRIDE_DIST_PATH } = environment;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return { reason: 'there is no display' };
  if (!ELECTRON_OVERRIDE_DIST_PATH && !downloaded()) console.error("Bringing Electron's program, once.");
  // In a separate process: the package prints long errors.
  const { stdout, status } = spawnSync(process.execPath, ['-p', "require('electron')"], {
    cwd: import.meta.dirname,
    env: environment,
    encoding: 'utf8',
    timeout: downloadMs,
  });
  const program = stdout.trim().split('\n').at(-1) ?? '';
  if (status === 0 && existsSync(program)) return { program };
  return { reason: "Electron's program cannot be had here" };
}
