// NVIDIA's libraries for the graphics card, from the wheels that TensorFlow's own wheel names.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/contract/app-error.ts';
import type { ProgressListener } from '#shared/contract/progress.ts';
import { readFromWheel, unpackWheel } from '#main/engines/unpack-wheel.ts';
import { isNvidiaLibrary, nvidiaPackages } from '#main/engines/wheels.ts';
import { pipDownload } from '#main/pip/pip.ts';
import type { PipCommand } from '#main/pip/pip.ts';

export interface NvidiaOptions {
  /** TensorFlow's wheel. */
  readonly wheel: string;
  /** The engine's folder: libraries go to `nvidia/<part>/lib/`. */
  readonly folder: string;
  readonly pip: PipCommand;
  readonly onProgress?: ProgressListener | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Downloads and unpacks them one by one; returns the paths of the libraries, relative to the folder. */
export async function fetchNvidiaLibraries(options: NvidiaOptions): Promise<string[]> {
  const { wheel, folder, pip, onProgress, signal } = options;
  const metadata = await readFromWheel(wheel, (path) => path.endsWith('.dist-info/METADATA'));
  const packages = nvidiaPackages(metadata ?? '');
  if (packages.length === 0)
    throw new AppError(
      'engine-unavailable',
      "This TensorFlow names no NVIDIA libraries, so it can't use a graphics card.",
    );
  const libraries: string[] = [];
  for (const [i, { package: name, version }] of packages.entries()) {
    const label = `Downloading ${name} (${i + 1} of ${packages.length})`;
    const common = {
      pythonVersion: '3.12',
      platform: ['manylinux2014_x86_64', 'manylinux_2_27_x86_64', 'manylinux1_x86_64'],
    };
    const part = await pipDownload({
      ...common,
      package: name,
      version,
      sha256: null,
      dir: join(folder, 'download'),
      label,
      onProgress,
      signal,
      pip,
    });
    libraries.push(...(await unpackWheel({ wheel: part, folder, wanted: isNvidiaLibrary, signal })));
    rmSync(part);
  }
  return libraries;
}
