// The header of NumPy's .npy arrays (format 1 to 3): type, shape and order.
import { msg, textOf, type Message } from '#shared/base/message.ts';

/** What is wrong with the array; the caller names the file. */
export class NpyError extends Error {
  override readonly name = 'NpyError';
  readonly what: Message;

  constructor(what: Message) {
    super(textOf(what));
    this.what = what;
  }
}

export interface NpyHeader {
  /** `<f8`; null for one with named fields. */
  readonly descr: string | null;
  readonly shape: readonly number[];
  /** Column by column, as Fortran does. */
  readonly isFortran: boolean;
  readonly dataAt: number;
}

/** Bytes in which every header ends, but for such with very many fields. */
export const npyHeaderBytes = 1 << 16;

/** @param bytes the beginning of the array. @throws NpyError */
export function readNpyHeader(bytes: Uint8Array): NpyHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || bytes[0] !== 0x93 || Buffer.from(bytes.subarray(1, 6)).toString('latin1') !== 'NUMPY')
    throw new NpyError(msg`it is not a NumPy array`);
  const isFirstVersion = bytes[6] === 1;
  const start = isFirstVersion ? 10 : 12;
  const dataAt = start + (isFirstVersion ? view.getUint16(8, true) : view.getUint32(8, true));
  const text = Buffer.from(bytes.subarray(start, dataAt)).toString('latin1');
  const descr = /'descr':\s*'([^']+)'/.exec(text)?.[1] ?? null;
  const shape = /'shape':\s*\(([\d,\sL]*)\)/.exec(text)?.[1];
  if (shape === undefined || dataAt > bytes.length) throw new NpyError(msg`its header cannot be read`);
  const sizes = shape.split(',').map((size) => size.replace('L', '').trim());
  return {
    descr,
    shape: sizes.filter((size) => size !== '').map(Number),
    isFortran: /'fortran_order':\s*True/.test(text),
    dataAt,
  };
}
