// Bytes of a file, or of one in an archive, taken from its beginning on.
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';

export class ByteStream {
  readonly #stream: Readable;
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer[] = [];
  #held = 0;

  constructor(stream: Readable) {
    this.#stream = stream;
    // A failure before the first read is told by that read.
    stream.on('error', () => undefined);
    this.#chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  static ofFile(path: string): ByteStream {
    return new ByteStream(createReadStream(path, { highWaterMark: 1 << 20 }));
  }

  /** The next bytes: as many, or fewer where it ends. */
  async read(length: number): Promise<Buffer> {
    while (this.#held < length) {
      const next = await this.#chunks.next();
      if (next.done === true) break;
      this.#rest.push(next.value);
      this.#held += next.value.length;
    }
    const all = this.#rest.length === 1 ? (this.#rest[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#rest);
    const taken = all.subarray(0, length);
    this.#rest = [all.subarray(taken.length)];
    this.#held = all.length - taken.length;
    return taken;
  }

  close(): void {
    this.#stream.destroy();
  }
}
