// Takes files out of a wheel (a zip) one by one, without holding it in memory.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { open } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { AppError } from '#shared/contract/app-error.ts';

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error === null) resolve(zip);
      else
        reject(new AppError('damaged', `The downloaded file cannot be unpacked: ${error.message}.`, { cause: error }));
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
    zip.once('error', reject);
    zip.readEntry();
  });
}

function contents(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error === null) resolve(stream);
      else reject(error);
    });
  });
}

export interface UnpackOptions {
  readonly wheel: string;
  readonly folder: string;
  readonly wanted: (path: string) => boolean;
  readonly onBytes?: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Unpacks the files that are wanted under the folder, with their paths; returns the paths. */
export async function unpackWheel({ wheel, folder, wanted, onBytes, signal }: UnpackOptions): Promise<string[]> {
  const zip = await openZip(wheel);
  try {
    const entries = (await entriesOf(zip)).filter(({ fileName }) => !fileName.endsWith('/') && wanted(fileName));
    const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
    let done = 0;
    for (const entry of entries) {
      const path = join(folder, normalize(entry.fileName));
      if (!path.startsWith(folder + sep))
        throw new AppError('damaged', `The wheel names a file outside: ${entry.fileName}.`);
      await mkdir(dirname(path), { recursive: true });
      const stream = await contents(zip, entry);
      stream.on('data', (chunk: Buffer) => {
        done += chunk.length;
        onBytes?.(done, total);
      });
      await pipeline(stream, createWriteStream(path), { signal });
    }
    return entries.map(({ fileName }) => fileName);
  } finally {
    zip.close();
  }
}

/** The text of one file of a wheel; null when it has none such. */
export async function readFromWheel(wheel: string, wanted: (path: string) => boolean): Promise<string | null> {
  const zip = await openZip(wheel);
  try {
    const entry = (await entriesOf(zip)).find(({ fileName }) => wanted(fileName));
    if (entry === undefined) return null;
    const chunks: Buffer[] = [];
    for await (const chunk of await contents(zip, entry)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    zip.close();
  }
}
