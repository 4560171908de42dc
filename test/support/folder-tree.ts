// What lies in a folder, to be compared with what lies there later.
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

function contentOf(path: string): string {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  if (stat.isDirectory()) return 'folder';
  if (!stat.isFile()) return 'other';
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Every path below the folder, links not followed, with what it holds. */
export function folderTree(folder: string): Readonly<Record<string, string>> {
  const tree: Record<string, string> = {};
  const visit = (path: string): void => {
    for (const name of readdirSync(join(folder, path)).toSorted()) {
      const inside = path === '' ? name : `${path}/${name}`;
      const content = contentOf(join(folder, inside));
      tree[inside] = content;
      if (content === 'folder') visit(inside);
    }
  };
  visit('');
  return tree;
}
