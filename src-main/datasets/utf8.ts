// Strict UTF-8: finds character boundaries, the first invalid byte, and the file's likely encoding.

/** How long the UTF-8 character beginning with this byte is; 0 when no character begins with it. */
import { msg, type Message } from '#shared/base/message.ts';
function lengthOf(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  if (lead >= 0xf0 && lead < 0xf5) return 4;
  return 0;
}

/** The number of bytes up to the last complete character; the rest belongs to the next block. */
export function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return lengthOf(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** The index of the first byte that is not UTF-8 (RFC 3629), or -1. */
export function firstInvalidByte(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    const length = lengthOf(lead);
    if (length === 0) return at;
    for (let i = 1; i < length; i++) {
      const next = bytes[at + i] ?? 0;
      let least = 0x80;
      let most = 0xbf;
      if (i === 1) {
        if (lead === 0xe0) least = 0xa0;
        if (lead === 0xed) most = 0x9f;
        if (lead === 0xf0) least = 0x90;
        if (lead === 0xf4) most = 0x8f;
      }
      if (next < least || next > most) return at;
    }
    at += length;
  }
  return -1;
}

/** What a file that begins with these bytes is, if it is certainly not UTF-8 text; null otherwise. */
export function guessForeignFormat(start: Uint8Array): { what: Message; hint: Message } | null {
  const begins = (...bytes: number[]): boolean => bytes.every((byte, i) => start[i] === byte);
  const utf16 = {
    what: msg`UTF-16 text`,
    hint: msg`Save it as UTF-8 (in a spreadsheet: "CSV UTF-8"), then import it again.`,
  };
  if (begins(0xff, 0xfe) || begins(0xfe, 0xff)) return utf16;
  if (begins(0x50, 0x4b, 3, 4))
    return { what: msg`a zip archive or an Excel workbook`, hint: msg`Unpack it, or save the sheet as "CSV UTF-8".` };
  if (begins(0x1f, 0x8b)) return { what: msg`a gzip archive`, hint: msg`Unpack it with "gunzip" first.` };
  if (begins(0x50, 0x41, 0x52, 0x31)) return { what: msg`a Parquet file`, hint: msg`Save it as CSV first.` };
  if (start.includes(0)) {
    const zerosAt = [0, 0];
    start.forEach((byte, i) => (zerosAt[i % 2] = (zerosAt[i % 2] ?? 0) + (byte === 0 ? 1 : 0)));
    const most = Math.max(...zerosAt);
    return most > start.length / 4 ? utf16 : { what: msg`a binary file`, hint: msg`Save the data as CSV in UTF-8.` };
  }
  return null;
}
