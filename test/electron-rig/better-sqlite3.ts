// Compiles better-sqlite3's add-on for an Electron that is too old for the one in its package: from the package's own
// sources, against Node-API 8. For tests only; the current Electron takes the package as it is.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '#shared/base/app-error.ts';
import { findCompiler, findNodeHeaders } from '#main/engines/compile-addon.ts';
import { cacheFolder } from './cache.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const textReference = join(import.meta.dirname, 'text-reference.h');

function packageFolder(name: string, from: NodeJS.Require = require): string {
  return dirname(from.resolve(`${name}/package.json`));
}

/** SQLite's options as the package's own build sets them, e.g. `SQLITE_DQS=0`. */
async function sqliteOptions(sources: string): Promise<string[]> {
  const text = await readFile(join(sources, 'deps', 'defines.gypi'), 'utf8');
  return [...text.matchAll(/'((?:HAVE|SQLITE)_[A-Z0-9_]+(?:=-?\d+)?)'/g)].map(([, option]) => `-D${option ?? ''}`);
}

/** Part of the file's name: another version of the package or of the header compiles anew. */
async function fingerprint(sources: string): Promise<string> {
  const hash = createHash('sha256');
  for (const path of [join(sources, 'package.json'), textReference, import.meta.filename])
    hash.update(await readFile(path));
  return hash.digest('hex').slice(0, 8);
}

async function compile(sources: string, compiler: string, headers: string, folder: string): Promise<string> {
  const require3 = createRequire(join(sources, 'package.json'));
  const sqlite = join(sources, 'deps', 'sqlite3');
  const object = join(folder, 'sqlite3.o');
  const wrapper = join(folder, 'wrapper.o');
  const addon = join(folder, 'better_sqlite3.node');
  const asC = ['-x', 'c', '-O2', '-std=c99', '-fPIC', '-fvisibility=hidden', '-w', '-DNDEBUG'];
  const napi = ['NAPI_VERSION=8', 'NAPI_DISABLE_CPP_EXCEPTIONS', 'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS', 'NDEBUG'];
  const includes = [headers, packageFolder('node-addon-api', require3), sqlite].map((path) => `-I${path}`);
  const asCpp = ['-O2', '-std=c++20', '-fPIC', '-fvisibility=hidden', '-fvisibility-inlines-hidden', '-w'];
  const settings = { cwd: folder, maxBuffer: 16 * 1024 * 1024 };
  // The two halves at once: each keeps one core busy for half a minute.
  await Promise.all([
    run(compiler, [...asC, ...(await sqliteOptions(sources)), '-c', join(sqlite, 'sqlite3.c'), '-o', object], settings),
    run(
      compiler,
      [
        ...asCpp,
        ...napi.map((name) => `-D${name}`),
        ...includes,
        ...['-include', textReference, '-c', join(sources, 'src', 'better_sqlite3.cpp'), '-o', wrapper],
      ],
      settings,
    ),
  ]);
  const links = ['-shared', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', wrapper, object, '-o', addon, '-ldl'];
  await run(compiler, links, settings);
  return addon;
}

/**
 * The path of an add-on to give better-sqlite3 as `nativeBinding` in the older Electron; compiled once, kept in the
 * cache. Needs a C++20 compiler.
 * @throws AppError `not-found` without a compiler or Node's headers
 */
export async function sqliteForOlderElectron(): Promise<string> {
  const sources = packageFolder('better-sqlite3');
  const path = join(cacheFolder, `better_sqlite3-napi8-${await fingerprint(sources)}.node`);
  if (existsSync(path)) return path;
  const compiler = await findCompiler();
  const headers = findNodeHeaders();
  if (compiler === null || headers === null) {
    const missing = compiler === null ? 'C++ compiler' : 'folder with node_api.h';
    throw new AppError(
      'not-found',
      `better-sqlite3 cannot be compiled for the older Electron: no ${missing} was found.`,
      {
        hint: 'Install g++ (Debian, Ubuntu: apt-get install g++), and the packages of package.json with npm ci.',
      },
    );
  }
  await mkdir(cacheFolder, { recursive: true });
  const folder = await mkdtemp(join(cacheFolder, '.compiling-'));
  try {
    await rename(await compile(sources, compiler, headers, folder), path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return path;
}
