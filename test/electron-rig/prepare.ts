// What must be there before tests drive Electron: the program, what it links to, the workbench built for it, a display.
import { toAppError } from '#shared/base/app-error.ts';
import { buildWorkbench } from './build.ts';
import { testElectron } from './electron.ts';
import { missingLibraries } from './system.ts';

/** Brings and builds what is missing; says what cannot be had and returns false. */
export async function prepareElectron(): Promise<boolean> {
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

/** The command that gives this one a display of its own where the machine has none (Debian: xvfb xauth). */
export function onDisplay(command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  const hasDisplay = Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
  if (process.platform !== 'linux' || hasDisplay) return command;
  return ['xvfb-run', '-a', '-s', '-screen 0 1920x1080x24', ...command];
}
