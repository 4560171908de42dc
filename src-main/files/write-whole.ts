// Writes a file completely or not at all: to a temporary file, flushed to the disk, then renamed. Every adapter may import it.
import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';

export type Pieces = Iterable<string | Uint8Array>;

function writeAll(path: string, pieces: Pieces, flush: boolean): void {
  const file = openSync(path, 'w');
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
 * @param options `flush`: waits until the disk has it, so that a power cut leaves the old file or the new one
 * @throws the system's error, with nothing left behind
 */
export function writeWhole(path: string, content: string | Pieces, { flush = true } = {}): void {
  const pieces = typeof content === 'string' ? [content] : content;
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts !== undefined && !facts.isFile() && !facts.isDirectory()) {
    writeAll(path, pieces, false);
    return;
  }
  const place = facts === undefined ? path : realpathSync(path);
  const unfinished = `${place}.unfinished-${process.pid}`;
  try {
    writeAll(unfinished, pieces, flush);
    if (facts !== undefined) chmodSync(unfinished, facts.mode);
    renameSync(unfinished, place);
  } catch (thrown) {
    rmSync(unfinished, { force: true });
    throw thrown;
  }
}
