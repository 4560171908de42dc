// `npm run test:electron`: brings Electron, then runs the tests that drive it, on a display of their own where this
// machine has none. Arguments go to vitest.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { toAppError } from '#shared/contract/app-error.ts';
import { buildWorkbench } from './build.ts';
import { testElectron } from './electron.ts';
import { missingLibraries } from './system.ts';

const root = join(import.meta.dirname, '..', '..');

function runTests(args: readonly string[]): number {
  const vitest = [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--project=electron', ...args];
  const needsDisplay = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
  const command = needsDisplay ? 'xvfb-run' : process.execPath;
  const before = needsDisplay ? ['-a', '-s', '-screen 0 1920x1080x24', process.execPath] : [];
  const { status, error } = spawnSync(command, [...before, ...vitest], { cwd: root, stdio: 'inherit' });
  if (error !== undefined) {
    console.error(needsDisplay ? 'There is no display, and xvfb-run cannot be started.' : error.message);
    if (needsDisplay) console.error('Install it (Debian, Ubuntu: apt-get install xvfb xauth), or set DISPLAY.');
  }
  return status ?? 1;
}

async function prepare(): Promise<boolean> {
  try {
    const electron = await testElectron();
    console.log(`Electron ${electron.version} (${electron.source}): ${electron.distPath}`);
    const missing = await missingLibraries(electron.distPath);
    if (missing.length > 0) {
      console.error(`Electron cannot start here, for lack of ${missing.join(', ')}.`);
      console.error('Debian, Ubuntu: apt-get install libgtk-3-0 libnss3 libasound2 libgbm1');
      return false;
    }
    process.env['STRATA_TEST_BUILD'] = await buildWorkbench(electron);
    return true;
  } catch (thrown) {
    const error = toAppError(thrown);
    console.error(error.hint === undefined ? error.message : `${error.message} ${error.hint}`);
    return false;
  }
}

process.exitCode = (await prepare()) ? runTests(process.argv.slice(2)) : 1;
