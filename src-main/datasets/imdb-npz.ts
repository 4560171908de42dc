// Keras's imdb.npz: reviews as lists of word ranks (1 is the most frequent word), labels 0 and 1.
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { unzipSync } from 'fflate';
import { countOf, msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { TextImport } from '#shared/data/dataset-import.ts';
import { explainReadError } from '#main/datasets/file-errors.ts';
import { NpyError } from '#main/datasets/npy-header.ts';
import { readNpyIntegers, readNpySequences } from '#main/datasets/npy.ts';
import type { ReadContext } from '#main/datasets/read-context.ts';
import { TextCollector } from '#main/datasets/text-collector.ts';

/** `index_from` of keras.datasets.imdb.load_data: rank 1 becomes word 4, and word 3 is never used. */
const indexFrom = 3;
const mostBytes = 512 * 1024 * 1024;

function invalid(file: string, what: Message): AppError {
  return new AppError('invalid-data', msg`${file} is not Keras’s imdb.npz: ${what}.`, {
    hint: msg`Its arrays are x_train, y_train, x_test and y_test; download the file again if it was cut off.`,
  });
}

async function readWhole(path: string, file: string, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const { size } = await stat(path);
  if (size > mostBytes) throw invalid(file, msg`it is larger than ${mostBytes / 1024 / 1024} MB`);
  return readFile(path, { signal });
}

function unzip(bytes: Uint8Array, wanted: readonly string[], file: string): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: (entry) => wanted.includes(entry.name) && entry.originalSize <= mostBytes });
  } catch {
    throw invalid(file, msg`it is no zip archive, or a damaged one`);
  }
}

function readPart<T>(
  entries: Record<string, Uint8Array>,
  name: string,
  file: string,
  read: (bytes: Uint8Array) => T,
): T {
  const bytes = entries[`${name}.npy`];
  if (bytes === undefined) throw invalid(file, msg`it has no array ${name}`);
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof NpyError) throw invalid(file, msg`in ${name}, ${error.what}`);
    throw error;
  }
}

export async function readImdbNpz(request: TextImport, context: ReadContext): Promise<TextCollector> {
  const file = basename(request.path);
  const bytes = await readWhole(request.path, file, context.signal).catch((error: unknown) => {
    throw explainReadError(error, request.path);
  });
  const parts = request.parts === 'all' ? ['train', 'test'] : ['train'];
  const wanted = parts.flatMap((part) => [`x_${part}.npy`, `y_${part}.npy`]);
  const entries = unzip(bytes, wanted, file);
  const collector = new TextCollector(file, context.limits, request.tokens);
  for (const part of parts) {
    context.signal?.throwIfAborted();
    const texts = readPart(entries, `x_${part}`, file, readNpySequences);
    const labels = readPart(entries, `y_${part}`, file, readNpyIntegers);
    if (texts.length !== labels.length)
      throw invalid(
        file,
        msg`x_${part} has ${countOf(texts.length, '{0} row', '{0} rows')}, but y_${part} has ${labels.length}`,
      );
    for (const [row, ranks] of texts.entries()) {
      const wrong = ranks.find((rank) => !Number.isInteger(rank) || rank < 1 || rank > 2 ** 31);
      if (wrong !== undefined) throw invalid(file, msg`x_${part}, row ${row}, holds ${wrong}, which is no word rank`);
      collector.addRanks(ranks, indexFrom, String(labels[row]));
    }
    context.progress.report(msg`Reading ${file}`, bytes.length, bytes.length);
  }
  return collector;
}
