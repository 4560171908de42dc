// Writes a data set all or nothing: into a temporary folder, flushed to the disk, then renamed into place.
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { explainWriteError } from '#main/datasets/file-errors.ts';
import { importPrefix, replacedPrefix } from '#main/datasets/leftovers.ts';
import {
  contentHash,
  datasetsFolder,
  readUndamaged,
  storedDatasetSchema,
  storedFormat,
  type StoredDataset,
  type StoredFile,
  type StoredType,
} from '#main/datasets/stored-dataset.ts';

/** As many as the threads of Node that wait for files. */
const flushedAtOnce = 4;

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at);
}

/** Renames survive a power cut only when the folder is flushed too; Windows has no such call and needs none. */
function flushFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** @throws AppError `conflict` when an undamaged data set has the id */
export function refuseTakenId(home: string, id: string): void {
  if (readUndamaged(home, id) !== null)
    throw new AppError('conflict', msg`There is a data set "${id}" already.`, {
      hint: msg`Choose another id, delete that data set, or say that it is to be replaced.`,
      details: { dataset: id },
    });
}

/** A descriptor without what the writer adds: hash, size, and creation time. */
export type DatasetDescription = Dataset extends infer D
  ? D extends Dataset
    ? Omit<D, 'hash' | 'bytesUsed' | 'createdAtMs'>
    : never
  : never;

export class DatasetWriter {
  readonly #home: string;
  /** The temporary folder until `finish`; readers may put scratch files here. */
  readonly folder: string;
  readonly #files: StoredFile[] = [];
  /** Of files that the disk may not have yet. */
  readonly #unflushed = new Set<string>();

  /** @throws AppError `disk-full`, `invalid-data` when the home folder cannot be written */
  constructor(home: string) {
    this.#home = home;
    this.folder = join(datasetsFolder(home), `${importPrefix}${process.pid}-${randomBytes(6).toString('hex')}`);
    this.#guard(() => mkdirSync(this.folder, { recursive: true }));
  }

  #guard<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw explainWriteError(error, this.#home);
    }
  }

  #writeFile(name: string, pieces: readonly Uint8Array[]): void {
    this.#guard(() => {
      const file = openSync(join(this.folder, name), 'w');
      try {
        for (const piece of pieces) writeAll(file, piece);
      } finally {
        closeSync(file);
      }
    });
    this.#unflushed.add(name);
  }

  /** Several at a time: a disk takes as long for some as for one. */
  async #flushFiles(): Promise<void> {
    const names = [...this.#unflushed];
    const flush = async (name: string): Promise<void> => {
      const file = await open(join(this.folder, name), 'r+');
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    };
    try {
      for (let at = 0; at < names.length; at += flushedAtOnce)
        await Promise.all(names.slice(at, at + flushedAtOnce).map(flush));
    } catch (error) {
      throw explainWriteError(error, this.#home);
    }
    this.#unflushed.clear();
  }

  /** Writes one array, given in pieces. Two roles with the same numbers share one file. */
  add(role: string, type: StoredType, pieces: readonly ArrayBufferView[]): void {
    const views = pieces.map((piece) => new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength));
    const hash = createHash('sha256');
    for (const view of views) hash.update(view);
    const sha256 = hash.digest('hex');
    const name = `${sha256.slice(0, 16)}.${type}`;
    const bytes = views.reduce((sum, view) => sum + view.length, 0);
    if (!this.#unflushed.has(name)) this.#writeFile(name, views);
    this.#files.push({ role, name, type, bytes, sha256 });
  }

  /**
   * Writes the descriptor and puts the folder in its place.
   * @throws AppError `conflict` when the id is taken and not to be replaced, `disk-full`
   */
  async finish(description: DatasetDescription, replace: boolean): Promise<Dataset> {
    const sizes = new Map(this.#files.map((file) => [file.name, file.bytes]));
    const dataset: Dataset = {
      ...description,
      hash: contentHash(this.#files, description.kind === 'text' ? description.labels : null),
      bytesUsed: [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0),
      createdAtMs: Date.now(),
    };
    const stored: StoredDataset = { format: storedFormat, dataset, files: this.#files };
    const text = `${JSON.stringify(stored, null, 2)}\n`;
    // A descriptor that could not be read again (an infinite mean) is not stored.
    storedDatasetSchema.parse(JSON.parse(text));
    this.#writeFile('dataset.json', [Buffer.from(text)]);
    await this.#flushFiles();
    if (!replace) refuseTakenId(this.#home, dataset.id);
    this.#guard(() => this.#moveIntoPlace(dataset.id));
    return dataset;
  }

  #moveIntoPlace(id: string): void {
    const parent = datasetsFolder(this.#home);
    const place = join(parent, id);
    const aside = join(parent, `${replacedPrefix}${process.pid}-${randomBytes(6).toString('hex')}-${id}`);
    flushFolder(this.folder);
    let replaced = true;
    try {
      renameSync(place, aside);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      replaced = false;
    }
    try {
      renameSync(this.folder, place);
    } catch (error) {
      if (replaced) renameSync(aside, place);
      throw error;
    }
    flushFolder(parent);
    if (replaced) rmSync(aside, { recursive: true, force: true });
  }

  /** Removes what was written; does nothing after `finish`. */
  discard(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
