// Reads the rows of a stored series in parts, for pictures: nothing is kept, and between two parts others are answered. Sizes are
// checked, checksums are not: that is for who computes with the numbers.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/base/app-error.ts';
import { countOf, msg } from '#shared/base/message.ts';
import { suggestNames } from '#shared/base/near-names.ts';
import type { RowRange } from '#shared/data/windows.ts';
import { damaged, datasetsFolder, type StoredDataset, type StoredFile } from '#main/datasets/stored-dataset.ts';
import type { SeriesRows } from '#main/ports/dataset-store.ts';

/** So many rows are read at a time: to go through them takes a few milliseconds. */
const rowsAtOnce = 32_768;
const bytesPerRow = 8;

async function* readParts(home: string, stored: StoredDataset, file: StoredFile, { from, to }: RowRange) {
  const { id, rows } = stored.dataset;
  const handle = await open(join(datasetsFolder(home), id, file.name), 'r').catch((error: unknown) => {
    throw damaged(id, msg`its file ${file.name} (${file.role}) cannot be opened`, error);
  });
  try {
    const { size } = await handle.stat();
    if (size !== rows * bytesPerRow)
      throw damaged(
        id,
        msg`its file ${file.name} has ${countOf(size, '{0} byte', '{0} bytes')} instead of ${(rows * bytesPerRow).toLocaleString('en-US')}`,
      );
    for (let row = from; row < to;) {
      const values = new Float64Array(Math.min(rowsAtOnce, to - row));
      const bytes = new Uint8Array(values.buffer);
      for (let at = 0; at < bytes.length;) {
        const { bytesRead } = await handle.read(bytes, at, bytes.length - at, row * bytesPerRow + at);
        if (bytesRead === 0) throw damaged(id, msg`its file ${file.name} ends early`);
        at += bytesRead;
      }
      yield values;
      row += values.length;
    }
  } finally {
    await handle.close();
  }
}

/** The rows of a series. @throws AppError `invalid-data` for a data set of another kind */
export function seriesRows(home: string, stored: StoredDataset): SeriesRows {
  const { dataset, files } = stored;
  if (dataset.kind !== 'series')
    throw new AppError('invalid-data', msg`The data set "${dataset.id}" is not a time series.`, {
      details: { dataset: dataset.id },
    });
  const fileOf = (role: string): StoredFile | undefined => files.find((file) => file.role === role);
  const times = fileOf('time');
  return {
    dataset,
    times: times === undefined ? null : (range) => readParts(home, stored, times, range),
    column(name, range) {
      const file = fileOf(`column/${name}`);
      if (file !== undefined) return readParts(home, stored, file, range);
      const names = dataset.columns.map((column) => column.name);
      throw new AppError('not-found', msg`The data set "${dataset.id}" has no column "${name}".`, {
        hint: suggestNames(name, names),
        details: { columns: names },
      });
    },
  };
}
