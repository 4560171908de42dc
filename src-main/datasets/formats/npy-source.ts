// Where NumPy's arrays are: one in a .npy file, several in a .npz archive. Of each the header is read, and its elements as a stream.
import { basename, extname } from 'node:path';
import { msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { explainReadError } from '#main/datasets/file-errors.ts';
import { ByteStream } from '#main/datasets/formats/byte-stream.ts';
import { NpyError, npyHeaderBytes, readNpyHeader, type NpyHeader } from '#main/datasets/npy-header.ts';
import { openDataArchive } from '#main/datasets/formats/data-archive.ts';

export interface NpyArray {
  readonly name: string;
  readonly header: NpyHeader;
  /** Its bytes from the first element on. */
  open(): Promise<ByteStream>;
}

export interface NpySource {
  readonly arrays: readonly NpyArray[];
  /** Arrays whose header cannot be read. */
  readonly broken: readonly { readonly name: string; readonly why: Message }[];
  close(): void;
}

export function damagedArrays(file: string, thrown: unknown): unknown {
  if (thrown instanceof AppError) return thrown;
  const explained = explainReadError(thrown, file);
  if (explained instanceof AppError) return explained;
  const why = thrown instanceof NpyError ? thrown.what : msg`it is damaged`;
  return new AppError('invalid-data', msg`${file} holds arrays that cannot be read: ${why}.`, {
    hint: msg`Check that the file was written to its end.`,
    cause: thrown,
  });
}

async function headerOf(open: () => Promise<ByteStream>): Promise<NpyHeader> {
  const stream = await open();
  try {
    return readNpyHeader(await stream.read(npyHeaderBytes));
  } finally {
    stream.close();
  }
}

async function arrayOf(name: string, open: () => Promise<ByteStream>): Promise<NpyArray> {
  const header = await headerOf(open);
  return {
    name,
    header,
    open: async () => {
      const stream = await open();
      await stream.read(header.dataAt);
      return stream;
    },
  };
}

/** Whether a file is an array by itself, not an archive of them. */
async function isArray(path: string): Promise<boolean> {
  const stream = ByteStream.ofFile(path);
  try {
    return (await stream.read(1))[0] === 0x93;
  } finally {
    stream.close();
  }
}

/** @throws AppError `invalid-data`, `not-found` */
export async function openArrays(path: string): Promise<NpySource> {
  const file = basename(path);
  try {
    if (await isArray(path)) {
      const name = basename(path, extname(path));
      const array = await arrayOf(name, () => Promise.resolve(ByteStream.ofFile(path)));
      return { arrays: [array], broken: [], close: () => undefined };
    }
    const zip = await openDataArchive(path);
    try {
      const arrays: NpyArray[] = [];
      const broken: { name: string; why: Message }[] = [];
      for (const entry of zip.entries.filter(({ fileName }) => fileName.endsWith('.npy'))) {
        const name = entry.fileName.slice(0, -'.npy'.length);
        try {
          arrays.push(await arrayOf(name, async () => new ByteStream(await zip.stream(entry))));
        } catch (thrown) {
          if (!(thrown instanceof NpyError)) throw thrown;
          broken.push({ name, why: thrown.what });
        }
      }
      return { arrays, broken, close: () => zip.close() };
    } catch (thrown) {
      zip.close();
      throw thrown;
    }
  } catch (thrown) {
    throw damagedArrays(file, thrown);
  }
}
