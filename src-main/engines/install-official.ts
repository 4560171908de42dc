// The other way to TensorFlow: tfjs-node's own installation of version 2.9.1 with a ready add-on, run in a copy of its package.
// It needs neither pip nor a compiler and serves Windows; it knows no graphics card later than 2022.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, relative, sep } from 'node:path';
import { AppError } from '#shared/contract/app-error.ts';
import type { ProgressListener } from '#shared/contract/progress.ts';

const require = createRequire(import.meta.url);
const officialVersion = '2.9.1';

export interface OfficialOptions {
  readonly gpu?: boolean;
  readonly onProgress?: ProgressListener;
  readonly signal?: AbortSignal | undefined;
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

function runInstaller(copy: string, options: OfficialOptions, modules: string): Promise<string> {
  const path = [join(modules, '.bin'), dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  const nodePath = [modules, process.env['NODE_PATH'] ?? ''].join(delimiter);
  // The script's own parts lie beside the package, not in the copy; its second step calls a program by name.
  const env = { ...process.env, PATH: path, NODE_PATH: nodePath, ELECTRON_RUN_AS_NODE: '1' };
  const args = ['scripts/install.js', options.gpu === true ? 'gpu' : 'cpu', 'download'];
  const settings = { cwd: copy, env, signal: options.signal, timeout: 1_800_000, maxBuffer: 16 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, settings, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(stderr.trim().split('\n').at(-1) ?? error.message, { cause: error }));
    });
  });
}

/**
 * Installs into the folder.
 * @param why why the wheel could not be used; said when this way fails too
 * @throws AppError `engine-unavailable`
 */
export async function installOfficial(options: OfficialOptions, folder: string, why: string): Promise<BuiltEngine> {
  const label = `Downloading TensorFlow ${officialVersion}`;
  options.onProgress?.({ label, done: 0, total: null, unit: 'bytes', remainingMs: null });
  const source = dirname(require.resolve('@tensorflow/tfjs-node-gpu/package.json'));
  const copy = join(folder, 'tfjs-node');
  cpSync(source, copy, { recursive: true, filter: (path) => !path.endsWith(`${sep}node_modules`) });
  const failed = (cause: unknown): AppError =>
    new AppError('engine-unavailable', `TensorFlow could not be installed: ${why}, and its own download failed.`, {
      hint: 'Install Python 3 with pip and a C++ compiler (python3-pip and g++ on Debian and Ubuntu), or allow the download, then try again. The engine "wasm" works without.',
      details: { cause: cause instanceof Error ? cause.message : String(cause) },
      cause,
    });
  try {
    await runInstaller(copy, options, join(source, '..', '..'));
  } catch (cause) {
    if (options.signal?.aborted === true) throw cause;
    throw failed(cause);
  }
  const kept = filesBelow(copy)
    .filter((path) => /^(lib|deps\/lib)\//.test(path))
    .map((path) => `tfjs-node/${path}`);
  const addon = kept.find((path) => path.endsWith('/tfjs_binding.node'));
  if (addon === undefined || !existsSync(join(folder, addon))) throw failed('it brought no add-on for this Node');
  return { version: officialVersion, addon, kept };
}
