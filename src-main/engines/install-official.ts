// The alternative installation: tfjs-node's own installation of version 2.9.1 with a ready add-on, run in a copy of its package.
// It needs neither pip nor a compiler and serves Windows; it knows no graphics card later than 2022.
import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { ProgressListener } from '#shared/base/progress.ts';

const require = createRequire(import.meta.url);
const officialVersion = '2.9.1';
const addonName = 'tfjs_binding.node';

export interface OfficialOptions {
  readonly gpu?: boolean;
  readonly onProgress?: ProgressListener;
  readonly signal?: AbortSignal | undefined;
  /** Overrides the process's environment; tests use their own server. */
  readonly environment?: NodeJS.ProcessEnv;
}

export interface BuiltEngine {
  readonly version: string;
  /** The add-on's path in the folder. */
  readonly addon: string;
  /** All files that the engine needs, the add-on among them, relative to the folder. */
  readonly kept: readonly string[];
}

function filesBelow(folder: string, top = folder): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path, top) : [relative(top, path).split(sep).join('/')];
  });
}

/** The package apart from what is installed under it: the installer writes beside itself. */
function copyPackage(copy: string, gpu: boolean): string {
  const source = dirname(require.resolve('@tensorflow/tfjs-node-gpu/package.json'));
  cpSync(source, copy, { recursive: true, filter: (path) => !path.endsWith(`${sep}node_modules`) });
  const path = join(copy, 'package.json');
  const description = z.looseObject({ name: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8')));
  // The installer takes the add-on by the package's name; the one for graphics cards is not published for every platform.
  const name = gpu ? description.name : description.name.replace(/-gpu$/, '');
  writeFileSync(path, JSON.stringify({ ...description, name }, null, 2));
  return source;
}

/** The line that says what went wrong, of a program that prints where as well. */
function errorLineOf(output: string): string | undefined {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.find((line) => /^(node-pre-gyp ERR! install |\w*Error: )/.test(line)) ?? lines.at(-1);
}

function runInstaller(copy: string, modules: string, options: OfficialOptions): Promise<void> {
  const { environment = process.env } = options;
  const path = [join(modules, '.bin'), dirname(process.execPath), environment['PATH'] ?? ''].join(delimiter);
  const nodePath = [modules, environment['NODE_PATH'] ?? ''].join(delimiter);
  // The script's own parts lie beside the package, not in the copy; its second step calls a program by name.
  const env = { ...environment, PATH: path, NODE_PATH: nodePath, ELECTRON_RUN_AS_NODE: '1' };
  const args = ['scripts/install.js', options.gpu === true ? 'gpu' : 'cpu', 'download'];
  const settings = { cwd: copy, env, signal: options.signal, timeout: 1_800_000, maxBuffer: 16 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, settings, (error, stdout, stderr) => {
      if (error === null) resolve();
      else reject(new Error(errorLineOf(`${stderr}\n${stdout}`) ?? error.message, { cause: error }));
    });
  });
}

/** Windows looks for a library beside the add-on; the installer puts it beside another one when Node is newer than itself. */
function putLibraryBesideAddon(folder: string, addon: string, files: readonly string[]): string[] {
  const library = files.find((path) => path.endsWith('/deps/lib/tensorflow.dll'));
  if (library === undefined) return [];
  const beside = `${dirname(addon)}/tensorflow.dll`;
  rmSync(join(folder, beside), { force: true });
  copyFileSync(join(folder, library), join(folder, beside));
  return [beside];
}

/**
 * Installs into the folder.
 * @param why why the wheel could not be used; part of the error when this way fails too
 * @throws AppError `engine-unavailable`
 */
export async function installOfficial(options: OfficialOptions, folder: string, why: Message): Promise<BuiltEngine> {
  const label = msg`Downloading TensorFlow ${officialVersion}`;
  options.onProgress?.({ label, done: 0, total: null, unit: 'bytes', remainingMs: null });
  const copy = join(folder, 'tfjs-node');
  const source = copyPackage(copy, options.gpu === true);
  const failed = (cause: unknown): AppError =>
    new AppError('engine-unavailable', msg`TensorFlow could not be installed: ${why}, and its own download failed.`, {
      hint: msg`Install Python 3 with pip and a C++ compiler (python3-pip and g++ on Debian and Ubuntu), or allow the download, then try again. The engine "wasm" works without.`,
      details: { cause: cause instanceof Error ? cause.message : String(cause) },
      cause,
    });
  try {
    await runInstaller(copy, join(source, '..', '..'), options);
  } catch (cause) {
    if (options.signal?.aborted === true) throw cause;
    throw failed(cause);
  }
  for (const name of readdirSync(copy))
    if (name !== 'lib' && name !== 'deps') rmSync(join(copy, name), { recursive: true, force: true });
  rmSync(join(copy, 'deps', 'include'), { recursive: true, force: true });
  const files = filesBelow(copy).map((path) => `tfjs-node/${path}`);
  const addon = files.find((path) => path.endsWith(`/${addonName}`));
  if (addon === undefined || !existsSync(join(folder, addon))) throw failed('it brought no add-on for this Node');
  return {
    version: officialVersion,
    addon,
    kept: [...new Set([...files, ...putLibraryBesideAddon(folder, addon, files)])],
  };
}
