// Checks a pickle before it is read: only NumPy's form of a list of lists of integers passes. Other instructions are refused,
// and so are numbers and structures that expand without limit in memory.
import { msg, type Message } from '#shared/base/message.ts';

/** How many bytes an instruction's argument has; `lines` end with a line break each, `counted` begins with its own length in so many bytes. */
type Argument = { readonly bytes: number } | { readonly lines: number } | { readonly counted: 1 | 4 };

const none: Argument = { bytes: 0 };
const instructions: ReadonlyMap<number, Argument> = new Map<number, Argument>([
  [0x80, { bytes: 1 }], // PROTO
  [0x95, { bytes: 8 }], // FRAME
  [0x63, { lines: 2 }], // GLOBAL
  [0x93, none], // STACK_GLOBAL
  [0x71, { bytes: 1 }], // BINPUT
  [0x72, { bytes: 4 }], // LONG_BINPUT
  [0x94, none], // MEMOIZE
  [0x68, { bytes: 1 }], // BINGET
  [0x6a, { bytes: 4 }], // LONG_BINGET
  [0x4b, { bytes: 1 }], // BININT1
  [0x4d, { bytes: 2 }], // BININT2
  [0x4a, { bytes: 4 }], // BININT
  [0x8a, { counted: 1 }], // LONG1
  [0x8b, { counted: 4 }], // LONG4
  [0x53, { lines: 1 }], // STRING
  [0x55, { counted: 1 }], // SHORT_BINSTRING
  [0x54, { counted: 4 }], // BINSTRING
  [0x58, { counted: 4 }], // BINUNICODE
  [0x8c, { counted: 1 }], // SHORT_BINUNICODE
  [0x43, { counted: 1 }], // SHORT_BINBYTES
  [0x42, { counted: 4 }], // BINBYTES
  [0x4e, none], // NONE
  [0x88, none], // NEWTRUE
  [0x89, none], // NEWFALSE
  [0x28, none], // MARK
  [0x29, none], // EMPTY_TUPLE
  [0x74, none], // TUPLE
  [0x85, none], // TUPLE1
  [0x86, none], // TUPLE2
  [0x87, none], // TUPLE3
  [0x5d, none], // EMPTY_LIST
  [0x61, none], // APPEND
  [0x65, none], // APPENDS
  [0x52, none], // REDUCE
  [0x62, none], // BUILD
  [0x2e, none], // STOP
]);

const [mark, emptyList, stop] = [0x28, 0x5d, 0x2e];
const longs: ReadonlySet<number> = new Set([0x8a, 0x8b]);
const marksEnd: ReadonlySet<number> = new Set([0x74, 0x65]);
/** The array, its type and shape lie around the lists. */
const mostMarks = 16;
const otherLists = 16;
/** A name or a constant of NumPy's. */
const longestText = 1000;

/**
 * Why the pickle cannot be read as lists of numbers; null when it can.
 * @param lists the number of lists in the array's header
 */
export function findPickleFault(bytes: Uint8Array, lists: number): Message | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const foreign = msg`it holds something else than lists of numbers`;
  let marks = 0;
  let listsSeen = 0;
  for (let at = 0; at < bytes.length;) {
    const code = bytes[at++] ?? stop;
    const argument = instructions.get(code);
    if (argument === undefined) return foreign;
    if (code === stop) return null;
    if (code === mark && ++marks > mostMarks) return foreign;
    if (marksEnd.has(code)) marks--;
    if (code === emptyList && ++listsSeen > lists + otherLists) return msg`it holds more than ${lists} lists`;
    if ('bytes' in argument) at += argument.bytes;
    else if ('lines' in argument) {
      for (let line = 0; line < argument.lines; line++) {
        const end = bytes.subarray(at, at + longestText).indexOf(0x0a);
        if (end < 0) return foreign;
        at += end + 1;
      }
    } else {
      if (at + argument.counted > bytes.length) break;
      const length = argument.counted === 1 ? view.getUint8(at) : view.getUint32(at, true);
      if (longs.has(code) && length > 8) return msg`a number has more than 8 bytes`;
      if (length > longestText) return foreign;
      at += argument.counted + length;
    }
  }
  return msg`it ends too early`;
}
