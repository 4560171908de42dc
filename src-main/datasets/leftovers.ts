// Finds folders of killed imports and deletions by their names, and removes them at the next listing.
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { systemReason } from '#shared/base/system-error.ts';
import { isStillWritten } from '#main/files/is-running.ts';
import { datasetsFolder } from '#main/datasets/stored-dataset.ts';

/** `.import-<pid>-<chance>`: a data set being written. */
export const importPrefix = '.import-';
/** `.replaced-<pid>-<chance>-<id>`: a data set being replaced. */
export const replacedPrefix = '.replaced-';

/** `.deleted-<pid>-<chance>`: a data set being deleted. */
export const deletedPrefix = '.deleted-';

const dayMs = 86_400_000;

/** Whether the import that made the folder still runs. Another process may have its id by now. */
function isAtWork(pid: number, changedAtMs: number): boolean {
  return Date.now() - changedAtMs <= dayMs && isStillWritten(pid, changedAtMs);
}

function removeLeftover(parent: string, name: string): void {
  const match = /^\.(?:import|replaced|deleted)-(\d+)-[0-9A-Za-z]+(?:-(.+))?$/.exec(name);
  if (match === null) return;
  const path = join(parent, name);
  const changedAtMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (changedAtMs === undefined || isAtWork(Number(match[1]), changedAtMs)) return;
  const id = match[2];
  if (id !== undefined && !existsSync(join(parent, id))) renameSync(path, join(parent, id));
  else rmSync(path, { recursive: true, force: true });
}

/**
 * Removes the folders of dead imports; restores a data set whose replacement was not finished. Does nothing in a read-only
 * folder.
 */
export function removeLeftovers(home: string): void {
  const parent = datasetsFolder(home);
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    try {
      removeLeftover(parent, name);
    } catch (thrown) {
      if (systemReason(thrown) === null) throw thrown;
    }
  }
}
