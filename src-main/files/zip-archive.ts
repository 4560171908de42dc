// A zip archive, of which single files are read as streams, inflated outside of the main thread. A stream that holds more or less
// than the archive says fails.
import type { Readable } from 'node:stream';
import { open } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

/** Thrown for an archive with more files than are looked at. */
export class TooManyFilesError extends Error {
  override readonly name = 'TooManyFilesError';
  readonly count: number;

  constructor(count: number) {
    super(`${count} files`);
    this.count = count;
  }
}

/** Failures are those of the system and of yauzl: the caller says what they mean. */
export class ZipArchive {
  readonly #zip: ZipFile;
  readonly entries: readonly Entry[];

  private constructor(zip: ZipFile, entries: readonly Entry[]) {
    this.#zip = zip;
    this.entries = entries;
  }

  /** @param mostFiles more are not even listed. @throws TooManyFilesError, and as above */
  static async open(path: string, mostFiles = Infinity): Promise<ZipArchive> {
    const zip = await new Promise<ZipFile>((resolve, reject) => {
      open(path, { lazyEntries: true, autoClose: false }, (error, opened) => {
        if (error === null) resolve(opened);
        else reject(error);
      });
    });
    try {
      if (zip.entryCount > mostFiles) throw new TooManyFilesError(zip.entryCount);
      return new ZipArchive(zip, await entriesOf(zip));
    } catch (thrown) {
      zip.close();
      throw thrown;
    }
  }

  stream(entry: Entry): Promise<Readable> {
    return new Promise((resolve, reject) => {
      this.#zip.openReadStream(entry, (error, stream) => {
        if (error === null) resolve(stream);
        else reject(error);
      });
    });
  }

  close(): void {
    this.#zip.close();
  }
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
      reject(error instanceof Error ? error : new Error(String(error)));
    });
    zip.readEntry();
  });
}
