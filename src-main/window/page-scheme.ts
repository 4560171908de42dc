// The page's own scheme: `strata://app/…` answers with the built renderer's files and nothing else of the disk.
import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { lookup } from 'mrmime';
import { contentSecurityPolicy } from '#shared/contract/content-policy.ts';
import { findPageFile, pageScheme } from '#main/window/own-page.ts';

/** Must be called before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true } }]);
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
  protocol.handle(pageScheme, async ({ url, method }) => {
    const file = method === 'GET' ? await findPageFile(folder, url) : null;
    const bytes = file === null ? null : await readFile(file).catch(() => null);
    if (file === null || bytes === null) return new Response('There is no such page.', { status: 404, headers });
    return new Response(bytes, { headers: { ...headers, 'Content-Type': lookup(file) ?? 'application/octet-stream' } });
  });
}
