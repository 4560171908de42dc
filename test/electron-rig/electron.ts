// Which Electron the tests drive: the package's own, one that the environment names, or the older one of the rig.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { _electron } from 'playwright-core';
import type { ElectronApplication } from 'playwright-core';
import { AppError } from '#shared/base/app-error.ts';
import { sqliteForOlderElectron } from './better-sqlite3.ts';
import { olderElectron } from './older-electron.ts';

const require = createRequire(import.meta.url);

export interface TestElectron {
  /** The folder with the program. */
  readonly distPath: string;
  /** `older` needs output for Node 16 and Chromium 108. */
  readonly source: 'package' | 'override' | 'older';
  /** Electron's version as its folder says it, e.g. `22.3.25`. */
  readonly version: string;
  /** What the environment must have for the package `electron` to take this one. */
  readonly env: Readonly<Record<string, string>>;
}

/** The folder of the package's program; null where it was not downloaded, or the package is not there. */
function downloadedElectron(): string | null {
  try {
    const folder = dirname(require.resolve('electron/package.json'));
    const program = readFileSync(join(folder, 'path.txt'), 'utf8');
    return existsSync(join(folder, 'dist', program)) ? join(folder, 'dist') : null;
  } catch {
    return null;
  }
}

function describe(distPath: string, source: TestElectron['source']): TestElectron {
  const version = readFileSync(join(distPath, 'version'), 'utf8').trim().replace(/^v/, '');
  return { distPath, source, version, env: { ELECTRON_OVERRIDE_DIST_PATH: distPath } };
}

/**
 * The Electron for this machine, brought when it is missing.
 * @throws AppError `not-found` when ELECTRON_OVERRIDE_DIST_PATH names another folder; what `olderElectron` throws
 */
export async function testElectron(environment: NodeJS.ProcessEnv = process.env): Promise<TestElectron> {
  const downloaded = downloadedElectron();
  if (downloaded !== null) return describe(downloaded, 'package');
  const named = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(join(named, 'version')))
      throw new AppError('not-found', `ELECTRON_OVERRIDE_DIST_PATH names ${named}, which is not Electron's folder.`, {
        hint: 'Set it to the folder that holds the program and a file named version, or leave it out.',
      });
    return describe(named, 'override');
  }
  return describe(await olderElectron(), 'older');
}

/** better-sqlite3's own add-on needs Node 22, which came with Electron 35. */
const firstWithNode22 = 35;

/** What to give better-sqlite3 as `nativeBinding` in this Electron; null where it takes its own. */
export async function nativeBindingFor(electron: TestElectron): Promise<string | null> {
  return Number.parseInt(electron.version, 10) < firstWithNode22 ? await sqliteForOlderElectron() : null;
}

export interface LaunchOptions {
  /** The app's folder (with a package.json) or its main file. */
  readonly app: string;
  /** Goes behind the app's path. */
  readonly args?: readonly string[];
  /** The profile's folder, one for each test. */
  readonly userData: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The folder it is started in; else that of the tests. */
  readonly cwd?: string;
}

/** A desktop has a locale that can spell every name; where tests run there may be none. */
const desktopLocale: Readonly<Record<string, string>> = { LC_ALL: 'C.UTF-8' };

/** Starts an app in this Electron; the caller closes it. Needs a display. */
export async function launchElectron(electron: TestElectron, options: LaunchOptions): Promise<ElectronApplication> {
  // Playwright asks the package for the program, and the package reads the environment of this process, once.
  Object.assign(process.env, electron.env);
  const env = Object.fromEntries(
    Object.entries({ ...process.env, ...desktopLocale, ...options.env }).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    ),
  );
  return await _electron.launch({
    args: [`--user-data-dir=${options.userData}`, options.app, ...(options.args ?? [])],
    env,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
}
