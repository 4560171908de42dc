// `npm run test:electron`: brings Electron, then runs the tests that drive it. Arguments go to vitest.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { onDisplay, prepareElectron } from './prepare.ts';

const root = join(import.meta.dirname, '..', '..');

function runTests(args: readonly string[]): number {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const [command, ...rest] = onDisplay([process.execPath, vitest, 'run', '--project=electron', ...args]);
  const { status, error } = spawnSync(command, rest, { cwd: root, stdio: 'inherit' });
  if (error !== undefined) console.error(`${command} cannot be started: ${error.message}`);
  return status ?? 1;
}

process.exitCode = (await prepareElectron()) ? runTests(process.argv.slice(2)) : 1;
