// Extracts files from a wheel (a zip) one by one, without loading it into memory.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { open } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';

function damaged(cause: unknown): AppError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new AppError('damaged', msg`The downloaded file cannot be unpacked: ${why}.`, {
    hint: msg`Try again; nothing was kept.`,
    cause,
  });
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(damaged(error));
    });
  });
}

function entriesOf(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.once('end', () => {
      resolve(entries);
    });
    zip.once('error', (error) => {
      reject(damaged(error));
    });
    zip.readEntry();
  });
}

function contents(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error === null) resolve(stream);
      else reject(damaged(error));
    });
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
  const zip = await openZip(wheel);
  try {
    const entries = (await entriesOf(zip)).filter(({ fileName }) => !fileName.endsWith('/') && wanted(fileName));
    const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
    const count = countBytes(total, options.onBytes);
    for (const entry of entries) {
      const path = join(folder, entry.fileName);
      if (!path.startsWith(folder + sep)) throw damaged(`it names a file outside, ${entry.fileName}`);
      await mkdir(dirname(path), { recursive: true });
      const stream = await contents(zip, entry);
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
