// Nothing of the machine that made the project gets into it, and installing runs nobody's script.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '../../..');
const binary = /\.(png|ico|icns|woff2|bin|gz|zip|h5|keras|npz|pb|node|wasm)$/;

// Written in parts, so that this file does not hold what it looks for.
const registryHosts = [
  ['npmjs', 'org'],
  ['npmjs', 'com'],
  ['npmmirror', 'com'],
  ['yarnpkg', 'com'],
  ['pypi', 'org'],
  ['pythonhosted', 'org'],
  ['debian', 'org'],
  ['crates', 'io'],
].map((parts) => parts.join('.'));
// `ada` is the person in our examples.
const homeFolder = /(?<![\w.~}])(\/(home|Users)\/(?!ada\b)[a-z]|\/root\/)|[A-Z]:\\Users\\(?!ada\b)[a-z]/i;

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      hasInstallScript: z.boolean().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

function trackedFiles(): string[] {
  const names = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  return names.split('\0').filter((name) => name !== '' && !binary.test(name));
}

/** `file:line` for every line that `isBad`; a file that is deleted but not yet committed has none. */
function findLines(isBad: (line: string) => boolean): string[] {
  return trackedFiles().flatMap((name) => {
    let text: string;
    try {
      text = readFileSync(join(root, name), 'utf8');
    } catch {
      return [];
    }
    return text.split('\n').flatMap((line, index) => (isBad(line) ? [`${name}:${index + 1}`] : []));
  });
}

test('no tracked file names a package registry', () => {
  expect(findLines((line) => registryHosts.some((host) => line.includes(host)))).toEqual([]);
});

test('no tracked file holds a path of a home folder', () => {
  expect(findLines((line) => homeFolder.test(line))).toEqual([]);
});

test('the pattern for home folders finds them', () => {
  for (const user of ['grace', 'Linus']) {
    expect(['cd ', 'home', user].join('/')).toMatch(homeFolder);
    expect(['C:', 'Users', user].join('\\')).toMatch(homeFolder);
  }
  expect('import home from ./home/path').not.toMatch(homeFolder);
});

test('the lockfile says nothing about where packages come from', () => {
  expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
});

/** The lockfile's packages by their place, `node_modules/NAME`. */
function readLockedPackages(): z.infer<typeof lockSchema>['packages'] {
  return lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))).packages;
}

// npm drops the optional packages of other platforms that it did not find, and `npm ci` then refuses the lockfile.
// To mend it: take package-lock.json back from git, and run `npm install --package-lock-only` on the new package.json.
test('the lockfile has the optional packages of all platforms', () => {
  const packages = readLockedPackages();
  const missing = Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) =>
        packages[`node_modules/${name}`] === undefined && packages[`${path}/node_modules/${name}`] === undefined,
    ),
  );
  expect(missing).toEqual([]);
});

test("installing runs no package's script, and needs none", () => {
  expect(readFileSync(join(root, '.npmrc'), 'utf8')).toContain('ignore-scripts=true');
  const withScript = Object.entries(readLockedPackages()).flatMap(([path, entry]) =>
    entry.hasInstallScript ? [path] : [],
  );
  // A package that joins this list must work without its script. These do: the TensorFlow package's would fetch an
  // engine, which `strata engine install` does when asked; better-sqlite3 carries its add-on and names a build file
  // only; core-js prints an advertisement; electron-winstaller, which comes with electron-builder, picks a 7-Zip for
  // Squirrel installers, which we do not make.
  expect(withScript.sort()).toEqual([
    'node_modules/@tensorflow/tfjs-node-gpu',
    'node_modules/@tensorflow/tfjs/node_modules/core-js',
    'node_modules/better-sqlite3',
    'node_modules/core-js',
    'node_modules/electron-winstaller',
  ]);
});
