// Lowers the priority of single threads, so that a window's go first. Linux only: there a priority belongs to a thread.
// A thread that is made has its maker's priority. Lowering needs no rights; raising again does, so it is never tried.
import { readdirSync, readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

function lower(threadId: number, niceness: number): void {
  try {
    setPriority(threadId, niceness);
  } catch {
    // The thread has ended, or /proc is not what it was: training works at any priority.
  }
}

function threadsOfProcess(): Set<number> {
  return new Set(readdirSync('/proc/self/task').map(Number));
}

/** Lowers the thread that calls. @param niceness 0 leaves it, 19 is last */
export function lowerOwnThread(niceness: number): void {
  if (niceness === 0 || process.platform !== 'linux') return;
  lower(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), niceness);
}

/** Lowers the threads that `work` makes, also those that others of this process make meanwhile. */
export function lowerThreadsMadeBy<T>(work: () => T, niceness: number): T {
  if (niceness === 0 || process.platform !== 'linux') return work();
  const before = threadsOfProcess();
  const result = work();
  for (const threadId of threadsOfProcess()) if (!before.has(threadId)) lower(threadId, niceness);
  return result;
}
