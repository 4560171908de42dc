// The page's own scheme: `strata://app/…` answers with the built renderer's files and nothing else of the disk.
import { readFile } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import { protocol } from 'electron';
import { lookup } from 'mrmime';
import { contentSecurityPolicy } from '#shared/contract/content-policy.ts';

const scheme = 'strata';
const origin = `${scheme}://app`;
export const pageAddress = `${origin}/index.html`;

export function isOwnPage(url: string): boolean {
  return url === pageAddress || url.startsWith(`${pageAddress}#`);
}

/** Must be called before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
}

/** The file that an address means; null for one outside of `folder`, or of another host. */
export function pageFile(folder: string, address: string): string | null {
  try {
    const url = new URL(address);
    if (`${url.protocol}//${url.host}` !== origin) return null;
    const path = decodeURIComponent(url.pathname);
    if (path.includes('\0') || path.includes('\\')) return null;
    const file = normalize(join(folder, path));
    return file.startsWith(normalize(folder) + sep) ? file : null;
  } catch {
    return null;
  }
}

const headers = {
  'Content-Security-Policy': contentSecurityPolicy("'none'"),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Serves the files of `folder`; call it once, when the app is ready. */
export function servePage(folder: string): void {
  protocol.handle(scheme, async ({ url, method }) => {
    const file = method === 'GET' ? pageFile(folder, url) : null;
    const bytes = file === null ? null : await readFile(file).catch(() => null);
    if (file === null || bytes === null) return new Response('There is no such page.', { status: 404, headers });
    return new Response(bytes, { headers: { ...headers, 'Content-Type': lookup(file) ?? 'application/octet-stream' } });
  });
}
