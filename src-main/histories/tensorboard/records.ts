// The frame of TFRecord files: length, its checksum, content, its checksum; numbers in little endian.
import { maskedCrc } from '#main/histories/tensorboard/crc32c.ts';

const headBytes = 12;
const tailBytes = 4;
/** A longer record is damage: its checksum was right by chance. */
const mostBytes = 2 ** 31;

/** Parts the bytes of one file, which come in pieces, into records. */
export class RecordSplitter {
  #rest = Buffer.alloc(0);
  #skipped = 0;
  #isLost = false;

  /** Records whose content is damaged; they are left out. */
  get skipped(): number {
    return this.#skipped;
  }

  /** Whether a length was damaged, after which no record can be found. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Whether the file ends within a record: it was cut, or is being written. */
  get isCut(): boolean {
    return !this.#isLost && this.#rest.length > 0;
  }

  /** The whole records that are there with this piece. Each is a view that the next piece may overwrite. */
  *take(piece: Buffer): Generator<Buffer, void> {
    if (this.#isLost) return;
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    let at = 0;
    while (bytes.length - at >= headBytes) {
      const length = Number(bytes.readBigUInt64LE(at));
      if (length > mostBytes || maskedCrc(bytes.subarray(at, at + 8)) !== bytes.readUInt32LE(at + 8)) {
        this.#isLost = true;
        return;
      }
      const end = at + headBytes + length + tailBytes;
      if (end > bytes.length) break;
      const content = bytes.subarray(at + headBytes, end - tailBytes);
      if (maskedCrc(content) === bytes.readUInt32LE(end - tailBytes)) yield content;
      else this.#skipped++;
      at = end;
    }
    // A copy: the piece's memory is used again.
    this.#rest = Buffer.from(bytes.subarray(at));
  }
}

/** A record with its frame. */
export function framed(content: Uint8Array): Buffer {
  const record = Buffer.alloc(headBytes + content.length + tailBytes);
  record.writeBigUInt64LE(BigInt(content.length), 0);
  record.writeUInt32LE(maskedCrc(record.subarray(0, 8)), 8);
  record.set(content, headBytes);
  record.writeUInt32LE(maskedCrc(content), headBytes + content.length);
  return record;
}
