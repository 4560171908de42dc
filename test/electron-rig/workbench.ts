// The workbench in the test's Electron, over a home folder of the test's.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { buildWorkbench } from './build.ts';
import { launchElectron, testElectron } from './electron.ts';

/** The app's folder: what `npm run test:electron` has built just now, else it is built. */
export async function builtWorkbench(): Promise<string> {
  const built = process.env['STRATA_TEST_BUILD'];
  if (built !== undefined && existsSync(join(built, 'package.json'))) return built;
  const app = await buildWorkbench(await testElectron());
  process.env['STRATA_TEST_BUILD'] = app;
  return app;
}

export interface WorkbenchLaunch {
  readonly home: string;
  /** Goes behind the app's path, as a file's path does that a person opens. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The folder it is started in. */
  readonly cwd?: string;
}

/** Starts Strata's window; the caller closes it. */
export async function launchWorkbench({ home, args, env, cwd }: WorkbenchLaunch): Promise<ElectronApplication> {
  return await launchElectron(await testElectron(), {
    app: await builtWorkbench(),
    userData: join(home, 'window'),
    ...(args === undefined ? {} : { args }),
    env: { STRATA_HOME: home, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
}
