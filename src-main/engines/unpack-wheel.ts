// Extracts files from a wheel (a zip) one by one, without loading it into memory.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Entry } from 'yauzl';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { ZipArchive } from '#main/files/zip-archive.ts';

function damaged(cause: unknown): AppError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new AppError('damaged', msg`The downloaded file cannot be unpacked: ${why}.`, {
    hint: msg`Try again; nothing was kept.`,
    cause,
  });
}

/** File permissions from the zip; plain files where it has none. */
function modeOf(entry: Entry): number {
  const mode = (entry.externalFileAttributes >>> 16) & 0o777;
  return mode === 0 ? 0o644 : mode | 0o600;
}

/** Reports sums at most ten times a second, and at the end. */
function countBytes(total: number, onBytes: UnpackOptions['onBytes']): (bytes: number) => void {
  let saidAt = performance.now();
  let done = 0;
  return (bytes) => {
    done += bytes;
    const now = performance.now();
    if (now - saidAt < 100 && done < total) return;
    saidAt = now;
    onBytes?.(done, total);
  };
}

export interface UnpackOptions {
  readonly wheel: string;
  readonly folder: string;
  readonly wanted: (path: string) => boolean;
  /** Called at most ten times a second, and at the end. */
  readonly onBytes?: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Unpacks the selected files under the folder, with their paths; returns the paths. The download compares the wheel's own
 * checksum.
 * @throws AppError `damaged` when it is not a zip or has a file outside the folder
 */
export async function unpackWheel(options: UnpackOptions): Promise<string[]> {
  const { wheel, folder, wanted, signal } = options;
  const zip = await ZipArchive.open(wheel).catch((thrown: unknown) => {
    throw damaged(thrown);
  });
  try {
    const entries = zip.entries.filter(({ fileName }) => !fileName.endsWith('/') && wanted(fileName));
    const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
    const count = countBytes(total, options.onBytes);
    for (const entry of entries) {
      const path = join(folder, entry.fileName);
      if (!path.startsWith(folder + sep)) throw damaged(`it names a file outside, ${entry.fileName}`);
      await mkdir(dirname(path), { recursive: true });
      const stream = await zip.stream(entry).catch((thrown: unknown) => {
        throw damaged(thrown);
      });
      stream.on('data', (chunk: Buffer) => {
        count(chunk.length);
      });
      await pipeline(stream, createWriteStream(path, { mode: modeOf(entry) }), { signal });
    }
    return entries.map(({ fileName }) => fileName);
  } finally {
    zip.close();
  }
}
