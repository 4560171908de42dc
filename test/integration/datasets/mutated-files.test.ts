// Files of every format with bytes that are changed, lost or doubled: each is imported or refused by a sentence, and nothing is left.
import { existsSync, readdirSync } from 'node:fs';
import { unzipSync, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { createRandom, type Random } from '#shared/base/random.ts';
import { importDataset } from '#main/datasets/import-dataset.ts';
import { datasetsFolder } from '#main/datasets/stored-dataset.ts';
import { previewFile } from '#main/datasets/table/preview-file.ts';
import { npyFloats, npyTexts, npzArchive } from '../../support/npy.ts';
import { styled, workbook } from '../../support/xlsx.ts';
import { request, workplace } from './home.ts';

const rows = 60;
const counted = Array.from({ length: rows }, (_, i) => i);
const hour = (i: number): string => new Date(Date.UTC(2024, 0, 1, i)).toISOString().slice(0, 16);
const records = counted.map((i) => ({ time: hour(i), temp: i / 4, note: `said "${i % 3}", 네`, at: { depth: i } }));

const files: Readonly<Record<string, Uint8Array>> = {
  csv: Buffer.from(['time;temp;note', ...counted.map((i) => `${hour(i)};${i / 4};"a ""${i % 3}"""`)].join('\n')),
  jsonl: Buffer.from(records.map((record) => JSON.stringify(record)).join('\n')),
  json: Buffer.from(JSON.stringify(records, null, 1)),
  npy: npyFloats(counted, `${rows / 2}, 2`, true),
  npz: npzArchive({
    temp: npyFloats(counted),
    note: npyTexts(counted.map(String), 3),
    x: npyFloats(counted, `${rows}, 1`),
  }),
  parquet: new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'time', data: counted.map((i) => new Date(Date.UTC(2024, 0, 1, i))), type: 'TIMESTAMP' },
        { name: 'temp', data: counted.map((i) => i / 4), type: 'DOUBLE' },
        { name: 'note', data: counted.map((i) => (i === 5 ? null : `said ${i % 3}`)), type: 'STRING' },
      ],
    }),
  ),
  xlsx: workbook({
    Data: [['time', 'temp', 'note'], ...counted.map((i) => [styled(45_292 + i / 24, 2), i / 4, `a ${i % 3}`])],
  }),
};

function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  const at = (length: number): number => Math.floor(random() * length);
  const start = at(bytes.length);
  const size = 1 + at(Math.min(16, bytes.length - start));
  const [before, part, after] = [
    bytes.subarray(0, start),
    bytes.subarray(start, start + size),
    bytes.subarray(start + size),
  ];
  switch (at(6)) {
    case 0:
      return Buffer.concat([before, part.map((byte) => byte ^ (1 << at(8))), after]);
    case 1:
      return Buffer.concat([before, part.map(() => at(256)), after]);
    case 2:
      return Buffer.concat([before, Buffer.alloc(part.length, at(2) * 255), after]);
    case 3:
      return Buffer.from(before);
    case 4:
      return Buffer.concat([before, after]);
    default:
      return Buffer.concat([before, part, part, part, after]);
  }
}

/** Of an archive, every second time one of the files in it is changed. */
function mutateFile(bytes: Uint8Array, random: Random): Uint8Array {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b || random() < 0.5) return mutate(bytes, random);
  const entries = Object.entries(unzipSync(bytes));
  const chosen = Math.floor(random() * entries.length);
  return zipSync(
    Object.fromEntries(entries.map(([name, entry], i) => [name, i === chosen ? mutate(entry, random) : entry])),
  );
}

async function isRefused(action: Promise<unknown>): Promise<boolean> {
  try {
    await action;
    return false;
  } catch (thrown) {
    if (thrown instanceof AppError) {
      expect(thrown.code).toBe('invalid-data');
      return true;
    }
    throw thrown;
  }
}

describe.each(Object.entries(files))('%s', (ending, whole) => {
  const columns = ending === 'npy' ? [] : ['temp'];

  it('as it is can be imported', async () => {
    const { home, file } = workplace();
    const path = file(`mine.${ending}`, whole);
    expect((await importDataset(request('series', path, { columns }), { home })).rows).toBeGreaterThan(29);
  });

  it.each(Array.from({ length: 30 }, (_, seed) => seed))('changed by seed %i', async (seed) => {
    const random = createRandom(seed);
    const { home, file } = workplace();
    const bytes = mutateFile(whole, random);
    const path = file(`mine.${ending}`, seed % 5 === 0 ? mutate(bytes, random) : bytes);
    await isRefused(previewFile(path));
    for (const as of ['series', 'text'] as const) {
      const more = as === 'text' ? { textColumn: 'note', labelColumn: 'note', id: 'texts' } : { columns };
      const refused = await isRefused(importDataset(request(as, path, more), { home }));
      const stored = existsSync(datasetsFolder(home)) ? readdirSync(datasetsFolder(home)) : [];
      const id = as === 'text' ? 'texts' : 'mine';
      expect(stored.filter((name) => name !== 'mine')).toEqual(!refused && id === 'texts' ? ['texts'] : []);
      expect(stored.includes(id)).toBe(!refused);
    }
  });
});
