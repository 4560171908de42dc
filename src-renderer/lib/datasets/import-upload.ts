// Sends a file of a person's own to the host, piece by piece. Whole, or not at all.
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import { largestUploadBytes, uploadPieceBytes } from '#shared/contract/imports.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';

/** What is sent: a file that was chosen or dropped. */
export type SentFile = Pick<File, 'name' | 'size' | 'slice'>;

interface SendOptions {
  /** The bytes that the host has. */
  readonly onprogress: (sentBytes: number) => void;
  readonly signal: AbortSignal;
}

/** Bytes as base64: in parts, because a call takes so many arguments only. */
export function toBase64(bytes: Uint8Array): string {
  const partBytes = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += partBytes)
    text += String.fromCharCode(...bytes.subarray(at, at + partBytes));
  return btoa(text);
}

/** Why a file cannot be sent; null where it can. */
export function refusalOf({ name, size }: SentFile): AppError | null {
  if (size === 0) return new AppError('invalid-data', msg`${name} is empty.`);
  if (size <= largestUploadBytes) return null;
  const [bytes, most] = [size, largestUploadBytes].map((value) => `${(value / 1e9).toFixed(1)} GB`);
  return new AppError('usage', msg`${name} has ${bytes ?? ''}, and a page sends ${most ?? ''} at most.`, {
    hint: msg`Import it from the command line: ${'strata data import PATH'}.`,
  });
}

async function pieceOf(file: SentFile, from: number): Promise<Uint8Array> {
  const wanted = Math.min(uploadPieceBytes, file.size - from);
  try {
    const bytes = new Uint8Array(await file.slice(from, from + wanted).arrayBuffer());
    if (bytes.length === wanted) return bytes;
  } catch (thrown) {
    // The browser's error has no words for a person: it says that "the file could not be read".
    throw gone(file, thrown);
  }
  throw gone(file);
}

function gone({ name }: SentFile, cause?: unknown): AppError {
  return new AppError('file-error', msg`${name} cannot be read any more: it was changed, moved or deleted meanwhile.`, {
    hint: msg`Choose it again.`,
    cause,
  });
}

/**
 * Sends a file. When it fails or is stopped, the host forgets what it has of it.
 * @returns the id under which the host has it
 * @throws AppError that names the file; the signal's reason when it was stopped
 */
export async function sendFile(
  api: WorkbenchApi,
  file: SentFile,
  { onprogress, signal }: SendOptions,
): Promise<string> {
  const refusal = refusalOf(file);
  if (refusal !== null) throw refusal;
  signal.throwIfAborted();
  const { fileId } = await api.request('files.begin', { name: file.name, bytes: file.size });
  try {
    for (let offset = 0; offset < file.size; offset += uploadPieceBytes) {
      const bytes = await pieceOf(file, offset);
      signal.throwIfAborted();
      await api.request('files.append', { fileId, offset, data: toBase64(bytes) });
      signal.throwIfAborted();
      onprogress(offset + bytes.length);
    }
    return fileId;
  } catch (thrown) {
    await forgetFile(api, fileId);
    throw thrown;
  }
}

/** Lets the host forget a file. Where it cannot be reached, it forgets the file by itself. */
export async function forgetFile(api: WorkbenchApi, fileId: string): Promise<void> {
  try {
    await api.request('files.forget', { fileId });
  } catch {
    // Nothing that a person could do about it.
  }
}
