// Writes a file completely or not at all: to a temporary file, flushed to the disk, then renamed. Every adapter may import it.
import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { systemReason } from '#shared/base/system-error.ts';
import { isStillWritten } from '#main/files/is-running.ts';

export type Pieces = Iterable<string | Uint8Array>;

export interface WriteOptions {
  /** True: returns when the bytes are on the disk. */
  readonly flush?: boolean;
  /** The permissions of a new file; the system's default when omitted. */
  readonly mode?: number;
}

/** Between a file's name and the writer's process id, in the name of its temporary file. */
const unfinished = '.unfinished-';

function writeAll(path: string, pieces: Pieces, flush: boolean, mode?: number): void {
  const file = openSync(path, 'w', mode);
  try {
    for (const piece of pieces) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at);
    }
    if (flush) fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Writes the pieces to the file. If that fails, or the program ends meanwhile, the old file is unchanged. Follows links and
 * keeps permissions; writes directly to devices and pipes.
 * @param options `flush`: waits until the disk has it, so that a power cut leaves the old file or the new one; `mode`: the permissions of a
 * file that was not there
 * @throws the system's error, with nothing left behind
 */
export function writeWhole(path: string, content: string | Pieces, options: WriteOptions = {}): void {
  const { flush = true, mode } = options;
  const pieces = typeof content === 'string' ? [content] : content;
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts !== undefined && !facts.isFile() && !facts.isDirectory()) {
    writeAll(path, pieces, false);
    return;
  }
  const place = facts === undefined ? path : realpathSync(path);
  const temporary = `${place}${unfinished}${process.pid}`;
  try {
    writeAll(temporary, pieces, flush, mode);
    if (facts !== undefined) chmodSync(temporary, facts.mode);
    renameSync(temporary, place);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    throw thrown;
  }
}

/**
 * The same for a regular file or one that is not there, a piece at a time: the thread is free while a piece is written and while the
 * disk is waited for. Flushed to the disk.
 * @throws the system's error, with nothing left behind
 */
export async function writeWholeInParts(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const facts = statSync(path, { throwIfNoEntry: false });
  const place = facts === undefined ? path : realpathSync(path);
  const temporary = `${place}${unfinished}${process.pid}`;
  try {
    const file = await open(temporary, 'w');
    try {
      // At the position of the file: each call goes on until the whole piece is written.
      for await (const piece of pieces) await file.writeFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    if (facts !== undefined) chmodSync(temporary, facts.mode);
    renameSync(temporary, place);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    throw thrown;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (thrown) {
    if (systemReason(thrown) === null) throw thrown;
    return [];
  }
}

/** Removes from the folder what writers left that were killed; does nothing where that is not permitted. */
export function removeUnfinished(folder: string): void {
  for (const name of namesIn(folder)) {
    const pid = Number(name.split(unfinished)[1] ?? NaN);
    if (!Number.isInteger(pid)) continue;
    const path = join(folder, name);
    try {
      const changedAtMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
      if (changedAtMs !== undefined && !isStillWritten(pid, changedAtMs)) rmSync(path, { force: true });
    } catch (thrown) {
      if (systemReason(thrown) === null) throw thrown;
    }
  }
}
