// Reads a text file in pieces, strictly in its encoding, with line breaks as "\n"; memory does not grow with the file's size.
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { Encoding } from '#shared/data/file-reading.ts';
import { explainReadError } from '#main/datasets/file-errors.ts';
import { completeLength, firstInvalidByte, guessForeignFormat } from '#main/datasets/utf8.ts';

const blockBytes = 1 << 20;

/** A piece of the text, and how far into the file it reaches. */
export interface TextPiece {
  readonly text: string;
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

async function lineOfByte(file: FileHandle, offset: number): Promise<number> {
  const block = new Uint8Array(blockBytes);
  let line = 1;
  for (let at = 0; at < offset;) {
    const { bytesRead } = await file.read(block, 0, Math.min(blockBytes, offset - at), at);
    if (bytesRead === 0) break;
    for (let i = 0; i < bytesRead; i++) if (block[i] === 10) line++;
    at += bytesRead;
  }
  return line;
}

async function refuseEncoding(file: FileHandle, path: string, bytes: Uint8Array, offset: number): Promise<never> {
  const index = firstInvalidByte(bytes);
  const line = await lineOfByte(file, offset + index);
  const byte = (bytes[index] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const name = basename(path);
  throw new AppError(
    'invalid-data',
    msg`${name} is not UTF-8: line ${line} holds the byte 0x${byte}, as Latin-1 files do.`,
    {
      hint: msg`Save it as UTF-8, for example: ${`iconv -f WINDOWS-1252 -t UTF-8 "${name}" > "utf8-${name}"`}.`,
      details: { line, byte: `0x${byte}`, guess: 'windows-1252' },
    },
  );
}

function refuseOther(path: string, encoding: Encoding, offset: number): AppError {
  const name = basename(path);
  return new AppError('invalid-data', msg`${name} is not ${encoding}: around byte ${offset} it cannot be read.`, {
    hint: msg`Choose another encoding, or save the file as UTF-8.`,
    details: { byte: offset },
  });
}

/** Only UTF-8 is read to whole characters here; a decoder of another encoding keeps the rest of one itself. */
const wholeOf = (bytes: Uint8Array, encoding: Encoding, isLast: boolean): number =>
  isLast || encoding !== 'utf-8' ? bytes.length : completeLength(bytes);

/**
 * Reads a file piece by piece.
 * @throws AppError `not-found`, `invalid-data` (a folder, no permission, empty, another encoding: names the line)
 */
export async function* readText(
  path: string,
  signal?: AbortSignal,
  encoding: Encoding = 'utf-8',
): AsyncGenerator<TextPiece, void> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const stat = await file.stat();
    if (stat.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
    const bytesTotal = stat.size;
    const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    const block = new Uint8Array(blockBytes + 4);
    let held = 0;
    let offset = 0;
    let heldReturn = '';
    let sawText = false;
    for (let isLast = false; !isLast;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(block, held, blockBytes, offset + held);
      isLast = bytesRead === 0;
      const bytes = block.subarray(0, held + bytesRead);
      if (offset === 0 && !isLast && !encoding.startsWith('utf-16')) {
        const foreign = guessForeignFormat(bytes.subarray(0, 4096));
        if (foreign !== null)
          throw new AppError('invalid-data', msg`${basename(path)} is ${foreign.what}, not text.`, {
            hint: foreign.hint,
          });
      }
      const whole = wholeOf(bytes, encoding, isLast);
      let text: string;
      try {
        text = decoder.decode(bytes.subarray(0, whole), { stream: !isLast });
      } catch {
        if (encoding !== 'utf-8') throw refuseOther(path, encoding, offset);
        return await refuseEncoding(file, path, bytes.subarray(0, whole), offset);
      }
      if (offset === 0 && text.startsWith('\uFEFF')) text = text.slice(1);
      offset += whole;
      held = bytes.length - whole;
      block.copyWithin(0, whole, bytes.length);
      text = heldReturn + text;
      // "\r\n" may be split between blocks.
      heldReturn = !isLast && text.endsWith('\r') ? '\r' : '';
      if (heldReturn !== '') text = text.slice(0, -1);
      if (text.includes('\r')) text = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
      sawText ||= /\S/.test(text);
      if (text !== '') yield { text, bytesRead: offset, bytesTotal: Math.max(offset, bytesTotal) };
    }
    if (!sawText)
      throw new AppError('invalid-data', msg`${basename(path)} is empty.`, {
        hint: msg`Check that the file was written to its end.`,
      });
  } catch (error) {
    throw explainReadError(error, path);
  } finally {
    await file?.close();
  }
}
