// Reads single texts of a stored data set: only their own words are read of the large file.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import type { StoredText } from '#shared/data/stored-text.ts';
import { firstWordToken } from '#shared/data/tokenize.ts';
import { loadUint32, loadVocabulary } from '#main/datasets/load-arrays.ts';
import { damaged, datasetsFolder, type StoredDataset } from '#main/datasets/stored-dataset.ts';

const bytesPerToken = 4;

/** @throws AppError `damaged`; `invalid-data` for a data set of another kind */
export async function storedTexts(
  home: string,
  stored: StoredDataset,
  rows: readonly number[],
  most: number,
): Promise<StoredText[]> {
  const { dataset, files } = stored;
  if (dataset.kind !== 'text')
    throw new AppError('invalid-data', msg`The data set "${dataset.id}" holds no texts.`, {
      details: { dataset: dataset.id },
    });
  const file = files.find(({ role }) => role === 'tokens');
  if (file === undefined) throw damaged(dataset.id, msg`it has no ${'tokens'}`);
  const offsets = await loadUint32(home, stored, 'offsets');
  const labels = await loadUint32(home, stored, 'labels');
  const vocabulary = await loadVocabulary(home, stored);
  const handle = await open(join(datasetsFolder(home), dataset.id, file.name), 'r').catch((error: unknown) => {
    throw damaged(dataset.id, msg`its file ${file.name} (${file.role}) cannot be opened`, error);
  });
  try {
    const texts: StoredText[] = [];
    for (const row of rows) {
      const [from, to] = [offsets[row], offsets[row + 1]];
      if (from === undefined || to === undefined) continue;
      const tokens = new Uint32Array(Math.min(most, to - from));
      const bytes = new Uint8Array(tokens.buffer);
      for (let at = 0; at < bytes.length;) {
        const { bytesRead } = await handle.read(bytes, at, bytes.length - at, from * bytesPerToken + at);
        if (bytesRead === 0) throw damaged(dataset.id, msg`its file ${file.name} ends early`);
        at += bytesRead;
      }
      texts.push({
        row,
        label: labels[row] ?? 0,
        words: vocabulary.length === 0 ? [] : Array.from(tokens, (token) => vocabulary[token - firstWordToken] ?? ''),
        tokens: [...tokens],
        length: to - from,
      });
    }
    return texts;
  } finally {
    await handle.close();
  }
}
