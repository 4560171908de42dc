// Which addresses are the page's own, and which file of the built renderer each means. Knows no Electron.
import { realpath } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';

export const pageScheme = 'strata';
const origin = `${pageScheme}://app`;
export const pageAddress = `${origin}/index.html`;

export function isOwnPage(url: string): boolean {
  return url === pageAddress || url.startsWith(`${pageAddress}#`);
}

/** What the page made itself: a file to save. */
export function isOwnBlob(url: string): boolean {
  return url.startsWith(`blob:${origin}/`);
}

/** Whether the page may load it at all; its policy says as what. */
export function isOwnAddress(url: string): boolean {
  return url.startsWith(`${origin}/`) || isOwnBlob(url) || url.startsWith('data:');
}

/** The file that an address means; null for one outside of `folder`, or of another host. */
export function pageFile(folder: string, address: string): string | null {
  try {
    const url = new URL(address);
    if (`${url.protocol}//${url.host}` !== origin || url.username !== '' || url.password !== '') return null;
    const path = decodeURIComponent(url.pathname);
    // A colon names a drive or a stream on Windows; no file of ours has one.
    if (path.includes('\0') || path.includes('\\') || path.includes(':')) return null;
    const file = normalize(join(folder, path));
    return file.startsWith(normalize(folder) + sep) && !file.endsWith(sep) ? file : null;
  } catch {
    return null;
  }
}

/** As `pageFile`; null as well for what is not there, or is a link that leads out of `folder`. */
export async function findPageFile(folder: string, address: string): Promise<string | null> {
  const file = pageFile(folder, address);
  if (file === null) return null;
  try {
    const [top, target] = await Promise.all([realpath(folder), realpath(file)]);
    return target.startsWith(top + sep) ? target : null;
  } catch {
    return null;
  }
}
