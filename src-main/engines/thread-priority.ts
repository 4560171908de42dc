// Lowers the priority of single threads, so that a window's threads run first. Linux only: there each thread has its own
// priority. A new thread inherits its creator's priority. Lowering needs no permission; raising does, so the priority is not
// raised again.
import { readdirSync, readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

function lower(threadId: number, niceness: number): void {
  try {
    setPriority(threadId, niceness);
  } catch {
    // The thread has ended, or /proc is not available: training works at any priority.
  }
}

function threadsOfProcess(): Set<number> {
  return new Set(readdirSync('/proc/self/task').map(Number));
}

/** Lowers the calling thread. @param niceness 0 unchanged, 19 lowest priority */
export function lowerOwnThread(niceness: number): void {
  if (niceness === 0 || process.platform !== 'linux') return;
  lower(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), niceness);
}

/** Lowers the threads that `work` creates, including those that the rest of this process creates meanwhile. */
export function lowerThreadsMadeBy<T>(work: () => T, niceness: number): T {
  if (niceness === 0 || process.platform !== 'linux') return work();
  const before = threadsOfProcess();
  const result = work();
  for (const threadId of threadsOfProcess()) if (!before.has(threadId)) lower(threadId, niceness);
  return result;
}
