// Loads a stored data set's arrays: one read per file, whose size and checksum must match the descriptor.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/base/app-error.ts';
import { countOf, msg } from '#shared/base/message.ts';
import {
  contentHash,
  damaged,
  datasetsFolder,
  readUndamaged,
  type StoredDataset,
  type StoredFile,
} from '#main/datasets/stored-dataset.ts';

/** Node reads at most 2 GiB at once. */
const readAtOnce = 1 << 30;

/** @throws AppError `damaged` */
async function loadBytes(home: string, id: string, file: StoredFile): Promise<Uint8Array<ArrayBuffer>> {
  const handle = await open(join(datasetsFolder(home), id, file.name), 'r').catch((error: unknown) => {
    throw damaged(id, msg`its file ${file.name} (${file.role}) cannot be opened`, error);
  });
  try {
    const { size } = await handle.stat();
    if (size !== file.bytes)
      throw damaged(
        id,
        msg`its file ${file.name} has ${countOf(size, '{0} byte', '{0} bytes')} instead of ${file.bytes.toLocaleString('en-US')}`,
      );
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size;) {
      const { bytesRead } = await handle.read(bytes, at, Math.min(readAtOnce, size - at), at);
      if (bytesRead === 0) throw damaged(id, msg`its file ${file.name} ends early`);
      at += bytesRead;
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== file.sha256) throw damaged(id, msg`the checksum of its file ${file.name} (${file.role}) differs`);
    return bytes;
  } finally {
    await handle.close();
  }
}

function findFile(stored: StoredDataset, role: string): StoredFile {
  const file = stored.files.find((candidate) => candidate.role === role);
  if (file === undefined) throw damaged(stored.dataset.id, msg`it has no ${role}`);
  return file;
}

/** @throws AppError `damaged` */
export async function loadUint32(home: string, stored: StoredDataset, role: string): Promise<Uint32Array> {
  const { buffer } = await loadBytes(home, stored.dataset.id, findFile(stored, role));
  if (buffer.byteLength % 4 !== 0) throw damaged(stored.dataset.id, msg`its ${role} are not whole numbers of 4 bytes`);
  return new Uint32Array(buffer);
}

/** @throws AppError `damaged` */
export async function loadFloat64(home: string, stored: StoredDataset, role: string): Promise<Float64Array> {
  const { buffer } = await loadBytes(home, stored.dataset.id, findFile(stored, role));
  if (buffer.byteLength % 8 !== 0) throw damaged(stored.dataset.id, msg`its ${role} is not made of 8-byte numbers`);
  return new Float64Array(buffer);
}

/** The words of a text data set, the most frequent (token 3) first; empty when it was imported as numbers. */
export async function loadVocabulary(home: string, stored: StoredDataset): Promise<string[]> {
  const file = stored.files.find(({ role }) => role === 'vocabulary');
  if (file === undefined) return [];
  return Buffer.from(await loadBytes(home, stored.dataset.id, file))
    .toString('utf8')
    .split('\n');
}

/** Reads every file, which checks it, and compares the data set's own hash. @throws AppError `damaged` */
export async function verifyDataset(home: string, stored: StoredDataset): Promise<void> {
  const { dataset, files } = stored;
  if (contentHash(files, dataset.kind === 'text' ? dataset.labels : null) !== dataset.hash)
    throw damaged(dataset.id, msg`its dataset.json does not have the hash of its content`);
  for (const file of stored.files) await loadBytes(home, stored.dataset.id, file);
}

/** The data set when every file of it is whole; null when there is none, or a damaged one. @throws AppError `newer-version` */
export async function readWhole(home: string, id: string): Promise<StoredDataset | null> {
  const stored = readUndamaged(home, id);
  if (stored === null) return null;
  try {
    await verifyDataset(home, stored);
    return stored;
  } catch (error) {
    if (error instanceof AppError && error.code === 'damaged') return null;
    throw error;
  }
}
