// A packaged Strata where nothing else is, as a person has unpacked it: how tests start it, and what lies in its archive.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { z } from 'zod';

export interface PackedStart {
  readonly program: string;
  readonly home: string;
  readonly cwd: string;
  readonly args?: readonly string[];
}

/** The environment of somebody who has no checkout. */
function environment(home: string): Record<string, string> {
  const own = /^(STRATA_|ELECTRON_|NODE_|npm_)/i;
  const kept = Object.entries(process.env).filter((pair): pair is [string, string] => {
    const [name, value] = pair;
    return value !== undefined && !own.test(name);
  });
  return { ...Object.fromEntries(kept), STRATA_HOME: home };
}

export interface PackedWindow {
  readonly page: Page;
  /** Ends the program as the system does, and waits; returns the exit code. Harmless when it has ended. */
  quit(): Promise<number | null>;
}

/** Where Chromium lets itself be driven; that is a switch of its, which no fuse takes away. */
function drivenAt(child: ChildProcess): Promise<URL> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /^DevTools listening on (ws:\S+)/m.exec(said)?.[1];
      if (address !== undefined) resolve(new URL(address));
    });
    child.once('close', (code) => {
      reject(new Error(`The program ended with ${String(code)}: ${said}`));
    });
  });
}

const targetsSchema = z.array(z.object({ type: z.string(), title: z.string() }));

/** A page that is still loading is lost by who attaches to it; the title is set by the page's own script. */
async function waitForTitle({ host }: URL): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const targets = targetsSchema.parse(await (await fetch(`http://${host}/json`)).json());
    if (targets.some(({ type, title }) => type === 'page' && title.endsWith(' · Strata'))) return;
    await sleep(100);
  }
  throw new Error('The page did not come.');
}

/**
 * Starts it and waits for its page. Playwright's own way of starting Electron needs the inspector, which a packaged program does
 * not have: so it is driven from Chromium's side, and only the page can be asked.
 */
export async function openPacked({ program, home, cwd, args = [] }: PackedStart): Promise<PackedWindow> {
  const child = spawn(program, ['--no-sandbox', '--remote-debugging-port=0', ...args], {
    cwd,
    env: environment(home),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  try {
    const address = await drivenAt(child);
    await waitForTitle(address);
    const browser = await chromium.connectOverCDP(address.href, { noDefaults: true });
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error('There is no page.');
    return {
      page,
      quit: async () => {
        child.kill('SIGTERM');
        return await ended;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** Somebody who is not the system's administrator, for whom every folder can be written to. */
const nobody = 65_534;

/**
 * Starts it as somebody who may not write everywhere; the caller ends it.
 * @param place a folder in which that person may read
 */
export function startAsNobody({ program, home, cwd }: PackedStart, place: string): ChildProcess {
  const isRoot = process.getuid?.() === 0;
  const env: Record<string, string> = { ...environment(home), HOME: cwd };
  const authority = process.env['XAUTHORITY'];
  if (isRoot && authority !== undefined) {
    // The key to the display is its owner's alone.
    env['XAUTHORITY'] = join(place, 'display-key');
    copyFileSync(authority, env['XAUTHORITY']);
    chmodSync(env['XAUTHORITY'], 0o644);
  }
  return spawn(program, ['--no-sandbox'], {
    cwd,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
  });
}

const entrySchema = z.object({
  unpacked: z.boolean().optional(),
  get files() {
    return z.record(z.string(), entrySchema).optional();
  },
});

export interface ArchivedFile {
  /** With forward slashes. */
  readonly path: string;
  /** Whether it lies beside the archive instead. */
  readonly isUnpacked: boolean;
}

/** What an asar archive holds: its head is a table of contents in JSON, its length in the fourth number. */
export function archivedFiles(archive: string): ArchivedFile[] {
  const bytes = readFileSync(archive);
  const head: unknown = JSON.parse(bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString());
  const walk = (entry: z.infer<typeof entrySchema>, path: string): ArchivedFile[] =>
    entry.files === undefined
      ? [{ path, isUnpacked: entry.unpacked === true }]
      : Object.entries(entry.files).flatMap(([name, child]) => walk(child, path === '' ? name : `${path}/${name}`));
  return walk(entrySchema.parse(head), '');
}
