// Whether the process that made a file still runs. Every adapter may import it.

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // The error for another user's process.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

/**
 * Whether a file is still being written. A process id alone is no proof, because the system reuses it: in a container this
 * process often has the id of the one before.
 */
export function isStillWritten(pid: number, changedAtMs: number): boolean {
  if (pid !== process.pid) return isRunning(pid);
  // A second of tolerance: the file system's clock is coarser than the process's.
  return changedAtMs >= Date.now() - process.uptime() * 1000 - 1000;
}
