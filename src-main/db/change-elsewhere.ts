// The last way to delete on a full disk: the database is copied to the system's temporary folder, changed and shrunk there, and
// copied back over the old bytes, which takes no space. Until that is done a link in the home folder names the copy, so that a
// killed program loses nothing. Call only with the home folder's lock, and while this process has the database not open.
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Connection } from '#main/db/connection.ts';
import { databasePath, sizeOf } from '#main/db/database-file.ts';

const prefix = 'strata-change-';

function linkIn(home: string): string {
  return `${databasePath(home)}.changed`;
}

/** The whole, changed copy that was not copied back to its end; null when there is none, which is usual. */
export function changedCopy(home: string): string | null {
  try {
    const copy = readlinkSync(linkIn(home));
    return basename(dirname(copy)).startsWith(prefix) && existsSync(copy) ? copy : null;
  } catch {
    return null;
  }
}

/** Writes over the old bytes instead of truncating first: another program cannot take their space meanwhile. */
function writeOver(path: string, source: string): void {
  const from = openSync(source, 'r');
  const to = openSync(path, 'r+');
  try {
    const piece = Buffer.alloc(1 << 20);
    let at = 0;
    for (let read = -1; read !== 0; at += read) {
      read = readSync(from, piece, 0, piece.length, at);
      for (let done = 0; done < read;) done += writeSync(to, piece, done, read - done, at + done);
    }
    ftruncateSync(to, at);
    fsyncSync(to);
  } finally {
    closeSync(from);
    closeSync(to);
  }
}

/** Copies the changed copy back, when there is one. @throws the system's error; a later call tries it again */
export function finishChange(home: string): void {
  const copy = changedCopy(home);
  if (copy !== null) {
    const path = databasePath(home);
    // The copy includes the log's changes; a log left beside it would be applied again.
    for (const part of ['-wal', '-shm']) rmSync(path + part, { force: true });
    writeOver(path, copy);
  }
  rmSync(linkIn(home), { force: true });
  if (copy === null) return;
  rmSync(dirname(copy), { recursive: true });
}

/**
 * Changes a copy of the database elsewhere and then the database itself.
 * @param change gets the folder of the copy, `strata.db`, as a home folder, and returns a connection to it
 * @throws the system's error when there is no room for the copy, and whatever `change` throws; nothing is changed then
 */
export function changeElsewhere(home: string, change: (folder: string) => Connection): void {
  // A change that was killed is finished first.
  finishChange(home);
  const folder = mkdtempSync(join(tmpdir(), prefix));
  try {
    const copy = databasePath(folder);
    for (const part of ['', '-wal']) {
      if (sizeOf(databasePath(home) + part) === 0) continue;
      copyFileSync(databasePath(home) + part, copy + part);
      chmodSync(copy + part, 0o600);
    }
    const connection = change(folder);
    connection.exec('VACUUM');
    connection.close();
    symlinkSync(copy, linkIn(home));
  } catch (thrown) {
    rmSync(folder, { recursive: true, force: true });
    throw thrown;
  }
  finishChange(home);
}
