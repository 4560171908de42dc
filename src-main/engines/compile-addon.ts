// Compiles tfjs-node's add-on from the source its package brings, against the TensorFlow that was unpacked. It uses
// TensorFlow's C interface only, so one add-on fits many versions of the library.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';

const require = createRequire(import.meta.url);

/** The first C++ compiler that answers; null when there is none. */
export async function findCompiler(environment: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  const asked = environment['CXX'];
  for (const command of [...(asked === undefined || asked === '' ? [] : [asked]), 'c++', 'g++', 'clang++']) {
    const answers = await new Promise<boolean>((answer) => {
      execFile(command, ['--version'], { env: environment, timeout: 20_000 }, (error) => {
        answer(error === null);
      });
    });
    if (answers) return command;
  }
  return null;
}

/** The folder with `node_api.h`: of the installed Node package, of the running Node, or of the system. */
export function findNodeHeaders(): string | null {
  const prefix = dirname(dirname(process.execPath));
  const fromPackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}/package.json`;
  const packages = ((): string[] => {
    try {
      return [join(dirname(require.resolve(fromPackage)), 'include', 'node')];
    } catch {
      return [];
    }
  })();
  const folders = [...packages, join(prefix, 'include', 'node'), '/usr/include/node', '/usr/local/include/node'];
  return folders.find((folder) => existsSync(join(folder, 'node_api.h'))) ?? null;
}

/** The add-on's source in the package of tfjs-node. */
function sourceFolder(): string {
  return join(dirname(require.resolve('@tensorflow/tfjs-node-gpu/package.json')), 'binding');
}

export interface CompileOptions {
  readonly compiler: string;
  readonly nodeHeaders: string;
  /** Where `tensorflow/` was unpacked: libraries and `include`. The add-on goes here. */
  readonly folder: string;
  /** Folders with libraries, relative to the add-on; the loader looks there. */
  readonly libraryFolders: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** The compiler's arguments; the add-on finds its libraries relative to itself, so the folder can be moved. */
export function compilerArguments(options: CompileOptions, platform: NodeJS.Platform = process.platform): string[] {
  const { nodeHeaders, folder, libraryFolders } = options;
  const library = join(folder, 'tensorflow');
  const source = sourceFolder();
  const isMac = platform === 'darwin';
  const origin = isMac ? '@loader_path' : '$ORIGIN';
  return [
    ...['-O2', '-std=c++17', '-fPIC', '-w'],
    ...(isMac ? ['-bundle', '-undefined', 'dynamic_lookup'] : ['-shared']),
    `-I${nodeHeaders}`,
    `-I${join(library, 'include')}`,
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(source, name)),
    ...['-o', join(folder, 'tfjs_binding.node')],
    ...(isMac
      ? ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib'].map((name) => join(library, name))
      : [`-L${library}`, '-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2']),
    ...libraryFolders.map((name) => `-Wl,-rpath,${origin}/${name}`),
  ];
}

/** Compiles the add-on into `folder`. @throws AppError `engine-unavailable` with the compiler's last words */
export function compileAddon(options: CompileOptions): Promise<void> {
  const { compiler, folder, signal } = options;
  return new Promise((done, fail) => {
    const settings = { cwd: resolve(folder), signal, maxBuffer: 16 * 1024 * 1024 };
    execFile(compiler, compilerArguments(options), settings, (error, _stdout, stderr) => {
      if (error === null) {
        done();
        return;
      }
      if (signal?.aborted === true) {
        fail(new Error('The compiler was stopped.', { cause: error }));
        return;
      }
      const words = stderr.trim().split('\n').slice(-3).join(' ');
      fail(
        new AppError('engine-unavailable', msg`The add-on could not be compiled with ${compiler}: ${words}`, {
          hint: msg`The compiler must know C++17 (GCC 9, Clang 10, or later).`,
          cause: error,
        }),
      );
    });
  });
}
