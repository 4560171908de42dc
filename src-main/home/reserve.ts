// A file that only takes room, so that on a full disk there is some to give up: the end of a run and a deletion can be stored.
import { randomBytes } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '#main/files/write-whole.ts';

/** Enough for the end of many runs, or for a deletion in pieces. */
const reserveBytes = 1 << 20;

function pathIn(home: string): string {
  return join(home, 'reserve');
}

/** Makes the reserve when there is none; on a full disk there is none. */
export function keepReserve(home: string): void {
  if (statSync(pathIn(home), { throwIfNoEntry: false }) !== undefined) return;
  try {
    // Of chance: a file of zeros takes no room on some disks.
    writeWhole(pathIn(home), [randomBytes(reserveBytes)], { flush: false });
  } catch {
    // Work does not need it.
  }
}

/** Gives the room back; false when there is none to give. */
export function releaseReserve(home: string): boolean {
  try {
    rmSync(pathIn(home));
    return true;
  } catch {
    return false;
  }
}
