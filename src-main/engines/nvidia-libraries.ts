// Downloads NVIDIA's libraries for the graphics card into an engine's folder, wheel by wheel.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { msg } from '#shared/base/message.ts';
import type { ProgressListener } from '#shared/base/progress.ts';
import { unpackWheel } from '#main/engines/unpack-wheel.ts';
import { isNvidiaFile, nvidiaPlatforms, nvidiaWheels } from '#main/engines/wheels.ts';
import { pipDownload } from '#main/pip/pip.ts';
import type { PipCommand } from '#main/pip/pip.ts';

export interface NvidiaOptions {
  /** The engine's folder: libraries go to `nvidia/<part>/lib/`. */
  readonly folder: string;
  readonly pip: PipCommand;
  readonly onProgress?: ProgressListener | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Downloads and unpacks them one by one; returns what was kept, relative to the folder. */
export async function fetchNvidiaLibraries(options: NvidiaOptions): Promise<string[]> {
  const { folder, pip, onProgress, signal } = options;
  const kept: string[] = [];
  for (const [i, choice] of nvidiaWheels.entries()) {
    const part = await pipDownload({
      ...choice,
      pythonVersion: '3.12',
      platform: nvidiaPlatforms,
      dir: join(folder, 'download'),
      label: msg`Downloading ${choice.package} (${i + 1} of ${nvidiaWheels.length})`,
      onProgress,
      signal,
      pip,
    });
    kept.push(...(await unpackWheel({ wheel: part, folder, wanted: isNvidiaFile, signal })));
    await rm(part);
  }
  return kept;
}
