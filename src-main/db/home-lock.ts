// One program at a time works in a home folder. The lock is SQLite's, on a separate file: the system releases it when the
// process ends, also after kill -9. Never open lock.db with node:fs: closing such a handle would drop the lock (POSIX).
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { Connection } from '#main/db/connection.ts';
import { isRunning } from '#main/files/is-running.ts';
import { writeWhole } from '#main/files/write-whole.ts';
import { explainErrors, isBusy, isDamage } from '#main/db/sqlite-errors.ts';

/** How long to wait for a command that is just ending. */
const waitMs = 300;

export interface HomeLock {
  readonly home: string;
  /** Releases the lock; a second call does nothing. */
  release(): void;
}

/** Who holds a home folder; stored beside the lock, for the error message only. */
const holderSchema = z.object({
  pid: z.number().int(),
  /** Its command: `strata train`. */
  purpose: z.string(),
  startedAtMs: z.number(),
  hostname: z.string(),
  /** Whether it carries out what commands ask while it is open. */
  takesCommands: z.boolean().default(false),
});
type Holder = z.infer<typeof holderSchema>;

/**
 * Creates the home folder if missing and takes its lock.
 * @throws AppError `busy` when another program has it, `no-permission`, `disk-full`, `usage`
 */
export function lockHome(
  home: string,
  { purpose, takesCommands = false }: { readonly purpose: string; readonly takesCommands?: boolean },
): HomeLock {
  return explainErrors(join(home, 'lock.db'), () => {
    mkdirSync(home, { recursive: true });
    const connection = takeLock(home);
    const holderPath = join(home, 'lock.json');
    const isNoted = note(holderPath, {
      pid: process.pid,
      purpose,
      startedAtMs: Date.now(),
      hostname: hostname(),
      takesCommands,
    });
    return {
      home,
      release() {
        if (!connection.open) return;
        // Before the lock is released: afterwards the file may be the next program's.
        if (isNoted) rmSync(holderPath, { force: true });
        connection.close();
      },
    };
  });
}

function takeLock(home: string): Connection {
  const path = join(home, 'lock.db');
  const connection = new Database(path, { timeout: waitMs });
  try {
    // Nothing is written, so no journal file is needed.
    connection.pragma('journal_mode = MEMORY');
    connection.exec('BEGIN EXCLUSIVE');
    return connection;
  } catch (thrown) {
    connection.close();
    if (isBusy(thrown)) throw alreadyAtWork(home);
    if (!isDamage(thrown)) throw thrown;
    // The file is not a lock of Strata's, so no program holds it.
    rmSync(path);
    return takeLock(home);
  }
}

/** Whether the note was written. The lock works without it: commands that free space must run on a full disk. */
function note(path: string, holder: Holder): boolean {
  try {
    writeWhole(path, JSON.stringify(holder), { flush: false });
    return true;
  } catch {
    return false;
  }
}

/** Whether a program's note says that it works in this folder, for callers that may not try the lock. */
export function isHeld(home: string): boolean {
  return readHolder(home) !== null;
}

/** Null when unknown: not written yet, or left by a killed process. */
function readHolder(home: string): Holder | null {
  try {
    const holder = holderSchema.parse(JSON.parse(readFileSync(join(home, 'lock.json'), 'utf8')));
    return holder.hostname === hostname() && !isRunning(holder.pid) ? null : holder;
  } catch {
    return null;
  }
}

function alreadyAtWork(home: string): AppError {
  const holder = readHolder(home);
  const who = holder === null ? '' : `: ${describe(holder)}`;
  return new AppError('busy', msg`Strata is already at work in ${home}${who}.`, {
    hint: msg`Wait until it is done or stop it, or choose another home folder with STRATA_HOME.`,
    details: { home, ...(holder === null ? {} : { holder }) },
  });
}

function describe({ pid, purpose, startedAtMs, hostname: host }: Holder): string {
  const where = host === hostname() ? '' : ` on ${host}`;
  return `${purpose}, process ${pid}${where}, since ${clockTime(startedAtMs)}`;
}

/** `10:42`, with the date when it was not today. */
function clockTime(ms: number): string {
  const at = new Date(ms);
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  if (at.toDateString() === new Date().toDateString()) return time;
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}`;
}

/** Who holds the home folder, as the error says that refuses it; null when that is not known, or on another machine. */
export function holderIn(error: AppError): { readonly pid: number; readonly takesCommands: boolean } | null {
  const holder = holderSchema.safeParse(error.details?.['holder']);
  return holder.success && holder.data.hostname === hostname() ? holder.data : null;
}
