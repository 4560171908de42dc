// A reserve file. On a full disk it is deleted, so that the end of a run or a deletion can be stored.
import { randomBytes } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '#main/files/write-whole.ts';

/** Enough for the end of many runs, or for a deletion in pieces. */
const reserveBytes = 1 << 20;

function pathIn(home: string): string {
  return join(home, 'reserve');
}

/** Creates the reserve if missing; not on a full disk, and not in a folder without a database. */
export function keepReserve(home: string): void {
  const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;
  if (isThere(pathIn(home)) || !isThere(join(home, 'strata.db'))) return;
  try {
    // Random bytes: on some disks a file of zeros takes no space.
    writeWhole(pathIn(home), [randomBytes(reserveBytes)], { flush: false });
  } catch {
    // Strata works without it.
  }
}

/** Deletes the reserve; returns false when there is none. */
export function releaseReserve(home: string): boolean {
  try {
    rmSync(pathIn(home));
    return true;
  } catch {
    return false;
  }
}
