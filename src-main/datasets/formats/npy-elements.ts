// The elements of NumPy's arrays as cells, by their type. Objects are pickled programs: they are never run, and so never read.
import { msg, type Message } from '#shared/base/message.ts';
import { dateText, timeText } from '#main/datasets/formats/iso-time.ts';
import { shortFloat32, type Cell } from '#main/datasets/formats/records.ts';

export interface ElementReader {
  /** Of an element. */
  readonly bytes: number;
  readonly read: (bytes: Buffer, at: number) => Cell;
}

const notATime = -(2n ** 63n);

/** How many of a unit of datetime64 a second has; of longer ones, how many seconds they have. */
const perSecond: Readonly<Record<string, bigint>> = { s: 1n, ms: 1000n, us: 1_000_000n, ns: 1_000_000_000n };
const secondsIn: Readonly<Record<string, bigint>> = { m: 60n, h: 3600n, W: 604_800n };

function timeReader(unit: string, count: bigint): ((value: bigint) => Cell) | null {
  const parts = perSecond[unit];
  if (parts !== undefined) return (value) => timeText(value * count, parts, false);
  const seconds = secondsIn[unit];
  if (seconds !== undefined) return (value) => timeText(value * count * seconds, 1n, false);
  if (unit === 'D') return (value) => dateText(Number(value * count));
  const months = unit === 'Y' ? 12 : unit === 'M' ? 1 : null;
  if (months === null) return null;
  return (value) => dateText(Date.UTC(1970, Number(value * count) * months) / 86_400_000);
}

/** What strings are filled up with. */
const withoutFill = (text: string): string => text.replace(/\0+$/, '');

function unicodeReader(characters: number, isLittle: boolean): ElementReader['read'] {
  return (bytes, at) => {
    let text = '';
    for (let i = 0; i < characters; i++) {
      const code = isLittle ? bytes.readUInt32LE(at + 4 * i) : bytes.readUInt32BE(at + 4 * i);
      text += String.fromCodePoint(code > 0x10ffff ? 0xfffd : code);
    }
    return withoutFill(text);
  };
}

/** A number in 16 bits. */
function parseFloat16(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? 2 ** -24 * fraction : 2 ** (exponent - 15) * (1 + fraction / 1024));
}

const numbers: Readonly<Record<string, readonly [little: ElementReader['read'], big: ElementReader['read']]>> = {
  b1: [(b, at) => b[at] !== 0, (b, at) => b[at] !== 0],
  i1: [(b, at) => b.readInt8(at), (b, at) => b.readInt8(at)],
  i2: [(b, at) => b.readInt16LE(at), (b, at) => b.readInt16BE(at)],
  i4: [(b, at) => b.readInt32LE(at), (b, at) => b.readInt32BE(at)],
  i8: [(b, at) => b.readBigInt64LE(at), (b, at) => b.readBigInt64BE(at)],
  u1: [(b, at) => b.readUInt8(at), (b, at) => b.readUInt8(at)],
  u2: [(b, at) => b.readUInt16LE(at), (b, at) => b.readUInt16BE(at)],
  u4: [(b, at) => b.readUInt32LE(at), (b, at) => b.readUInt32BE(at)],
  u8: [(b, at) => b.readBigUInt64LE(at), (b, at) => b.readBigUInt64BE(at)],
  f2: [(b, at) => parseFloat16(b.readUInt16LE(at)), (b, at) => parseFloat16(b.readUInt16BE(at))],
  f4: [(b, at) => shortFloat32(b.readFloatLE(at)), (b, at) => shortFloat32(b.readFloatBE(at))],
  f8: [(b, at) => b.readDoubleLE(at), (b, at) => b.readDoubleBE(at)],
};

/** How elements of a type are read, or why they are not. @param descr as NumPy writes it; null for named fields */
export function elementReader(descr: string | null): ElementReader | Message {
  if (descr === null) return msg`its elements have several fields`;
  const match = /^([<>|=])([A-Za-z])(\d*)(?:\[(\d*)([A-Za-z]+)\])?$/.exec(descr);
  const [, order, kind = '', size = '', count = '', unit = ''] = match ?? [];
  if (kind === 'O') return msg`its elements are Python objects (pickled), which are not run`;
  const bytes = Number(size);
  const isLittle = order !== '>';
  const ofNumbers = unit === '' ? numbers[`${kind}${size}`] : undefined;
  if (ofNumbers !== undefined) return { bytes, read: isLittle ? ofNumbers[0] : ofNumbers[1] };
  const ofTimes = kind === 'M' && bytes === 8 ? timeReader(unit, BigInt(count === '' ? '1' : count)) : null;
  if (ofTimes !== null)
    return {
      bytes,
      read: (from, at) => {
        const value = isLittle ? from.readBigInt64LE(at) : from.readBigInt64BE(at);
        return value === notATime ? null : ofTimes(value);
      },
    };
  if (kind === 'U' && bytes > 0) return { bytes: 4 * bytes, read: unicodeReader(bytes, isLittle) };
  if (kind === 'S' && bytes > 0)
    return { bytes, read: (from, at) => withoutFill(from.toString('utf8', at, at + bytes)) };
  return msg`its type is ${descr}, which is neither a number nor a text`;
}
