// Builds the page where it is not built, as in a fresh checkout.
import { spawn } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { checkoutFolder, rendererFolder } from '#main/home/program-files.ts';

function run(script: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    // Standard output is for the command's answer.
    const child = spawn(process.execPath, [script, ...args], { cwd: checkoutFolder, stdio: ['ignore', 2, 2] });
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

function isBuilt(): boolean {
  return existsSync(join(rendererFolder, 'index.html'));
}

/**
 * Renames the folder to its place, unless another program has put a whole page there meanwhile, and perhaps serves it.
 * What stands there is renamed away first: deleting it in its place could delete what the other program just put there.
 */
function replaceFolder(built: string): void {
  if (isBuilt()) return;
  const old = `${built}-old`;
  try {
    if (existsSync(rendererFolder)) renameSync(rendererFolder, old);
    renameSync(built, rendererFolder);
  } catch (thrown) {
    if (!isBuilt()) throw thrown;
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}

/**
 * Builds the page unless it is there. The folder appears whole or not at all.
 * @throws AppError `not-found` when the build tools are not installed or fail
 */
export async function buildMissingPage(note: (line: string) => void): Promise<void> {
  if (isBuilt()) return;
  const vite = join(checkoutFolder, 'node_modules', 'vite', 'bin', 'vite.js');
  const building = `${rendererFolder}-${process.pid}`;
  note('Building the page, once …');
  const args = ['build', '--config', 'vite.renderer.config.ts', '--logLevel', 'warn', '--outDir', building];
  try {
    if (!existsSync(vite) || (await run(vite, args)) !== 0)
      throw new AppError('not-found', msg`The workbench has not been built yet.`, {
        hint: msg`Build it with: npm run build:renderer`,
      });
    replaceFolder(building);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}
