// Gives a file a second name.
import { copyFileSync, existsSync, linkSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * One file under both names where the file system can, else a copy. For files that are replaced, never changed. Does nothing where `from`
 * is missing, or `to` is there.
 */
export function linkOrCopy(from: string, to: string): void {
  if (existsSync(to) || !existsSync(from)) return;
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
