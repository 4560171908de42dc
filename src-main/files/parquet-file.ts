// A Parquet file: its footer, and its bytes as the reader asks for them, so that a large one is never whole in memory.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { parquetMetadata, type AsyncBuffer, type FileMetaData } from 'hyparquet';
import { systemReason } from '#shared/base/system-error.ts';

/** The bytes after the rows that a file may have: the place of its columns. A larger number is a damaged one. */
const mostFooterBytes = 1 << 27;

/** @returns null for what is no Parquet file, or is cut off. @throws the system's error */
export function readParquetFooter(path: string): FileMetaData | null {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const end = Buffer.alloc(8);
    if (size < 12 || readSync(file, end, 0, 8, size - 8) < 8 || end.toString('latin1', 4) !== 'PAR1') return null;
    const length = end.readUInt32LE(0);
    if (length > mostFooterBytes || length > size - 12) return null;
    // A buffer of its own: its first byte is the footer's.
    const footer = new ArrayBuffer(length + 8);
    readSync(file, new Uint8Array(footer), 0, length + 8, size - 8 - length);
    return parquetMetadata(footer, { geoparquet: false });
  } catch (thrown) {
    if (systemReason(thrown) !== null) throw thrown;
    return null;
  } finally {
    closeSync(file);
  }
}

export interface ParquetBytes {
  readonly file: AsyncBuffer;
  /** The system's first error while reading, or that of a place beyond the end; null for none. */
  failure(): unknown;
  close(): Promise<void>;
}

/** @throws the system's error */
export async function openParquetBytes(path: string): Promise<ParquetBytes> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  let failure: unknown = null;
  return {
    file: {
      byteLength: size,
      // Never rejects: of several reads at once, hyparquet may wait for the first only, and the others would end the process.
      slice: async (start, end = size) => {
        try {
          const length = Math.min(end, size) - start;
          if (!(start >= 0 && length >= 0)) throw new RangeError(`${start} to ${end} of ${size} bytes`);
          const bytes = new ArrayBuffer(length);
          await handle.read(new Uint8Array(bytes), 0, length, start);
          return bytes;
        } catch (thrown) {
          failure ??= thrown;
          return new ArrayBuffer(0);
        }
      },
    },
    failure: () => failure,
    close: () => handle.close(),
  };
}
