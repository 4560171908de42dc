// What a Linux machine must have for Electron's program to start.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Names of shared libraries that Electron's program links to and that are not there, e.g. `libgtk-3.so.0`. */
export async function missingLibraries(distPath: string): Promise<string[]> {
  const program = join(distPath, 'electron');
  if (process.platform !== 'linux' || !existsSync(program)) return [];
  const { stdout } = await promisify(execFile)('ldd', [program]);
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name ?? '');
}
