// `npm run package -- [TARGET …]`: builds Strata and packages it into dist/, for this platform. Without targets, all of them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatLargeFiles } from './large-files.ts';
import { packageProgram, programFolder, targetsOf } from './package-program.ts';

const output = join(import.meta.dirname, '..', '..', 'dist');
/** The build is for its Node and Chromium. */
const oldestElectron = 45;

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

/** The Electron that the environment names; null where electron-builder downloads the one of package.json. */
function namedElectron(): { distPath: string; version: string } | null {
  const distPath = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (distPath === undefined || distPath === '') return null;
  const file = join(distPath, 'version');
  if (!existsSync(file)) fail(`ELECTRON_OVERRIDE_DIST_PATH names ${distPath}, which is not Electron's folder.`);
  const version = readFileSync(file, 'utf8').trim().replace(/^v/, '');
  if (Number.parseInt(version, 10) < oldestElectron)
    fail(`ELECTRON_OVERRIDE_DIST_PATH names Electron ${version}; Strata needs ${oldestElectron} or later.`);
  return { distPath, version };
}

const possible = targetsOf[process.platform] ?? fail(`No package is made on ${process.platform}.`);
const asked = process.argv.slice(2);
const unknown = asked.find((target) => !possible.includes(target));
if (unknown !== undefined) fail(`"${unknown}" is no target here. The targets are ${possible.join(', ')}.`);
const targets = asked.length === 0 ? possible : asked;
try {
  for (const path of await packageProgram({ output, electron: namedElectron(), targets })) console.log(path);
  console.log(formatLargeFiles(programFolder(output)));
} catch (error) {
  console.error(`Strata was not packaged: ${error instanceof Error ? error.message : String(error)}`);
  console.error('What is downloaded for it, and what can be given instead, is in docs/packaging.md.');
  process.exitCode = 1;
}
