// The progress of pip: from its "Progress <done> of <total>" lines, or from the size of what it has written.
import type { ChildProcessByStdio } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Message } from '#shared/base/message.ts';
import type { ProgressListener } from '#shared/base/progress.ts';

const units: Readonly<Record<string, number>> = { bytes: 1, kB: 1e3, MB: 1e6, GB: 1e9 };
const keptCharacters = 40_000;

/** The size that pip announces in "Downloading x.whl (13.0 MB)", in bytes; null when the line is another one. */
export function announcedBytes(line: string): number | null {
  const match = /Downloading .*\(([\d.]+)\s?(bytes|kB|MB|GB)/.exec(line);
  return match === null ? null : Math.round(Number(match[1]) * (units[match[2] ?? ''] ?? 1));
}

/** The pair in a line of `--progress-bar raw`. */
export function rawProgress(line: string): { done: number; total: number | null } | null {
  const match = /^Progress (\d+) of (\d+)/.exec(line.trim());
  return match === null ? null : { done: Number(match[1]), total: Number(match[2]) || null };
}

function bytesUnder(folder: string): number {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name)).size;
  } catch {
    // A file that pip moved away between the two calls: the next measurement will be right.
  }
  return bytes;
}

export interface PipWatcher {
  /** The end of what pip printed, both streams together. */
  output(): string;
  end(): void;
}

/** Reports at most ten times a second. Without a listener it only collects the output. */
export function watchPip(
  child: ChildProcessByStdio<null, Readable, Readable>,
  folder: string,
  label: Message,
  onProgress: ProgressListener | undefined,
): PipWatcher {
  let kept = '';
  let rest = '';
  let total: number | null = null;
  let raw = false;
  let startedAtMs = 0;
  let lastAtMs = 0;
  let lastDone = 0;

  const report = (done: number): void => {
    const now = performance.now();
    if (done > 0 && startedAtMs === 0) startedAtMs = now;
    const isEnd = total !== null && done >= total;
    if (done <= lastDone || (!isEnd && now - lastAtMs < 100)) return;
    lastAtMs = now;
    lastDone = done;
    const elapsed = now - startedAtMs;
    const remainingMs = total === null || done === 0 || elapsed < 300 ? null : (elapsed * (total - done)) / done;
    onProgress?.({ label, done, total, unit: 'bytes', remainingMs });
  };
  const readLine = (line: string): void => {
    const pair = rawProgress(line);
    if (pair !== null) {
      raw = true;
      total = pair.total;
      report(pair.done);
    } else total ??= announcedBytes(line);
  };
  const read = (chunk: string): void => {
    kept = (kept + chunk).slice(-keptCharacters);
    const lines = (rest + chunk).split(/[\r\n]+/);
    rest = lines.pop() ?? '';
    lines.forEach(readLine);
  };
  child.stdout.setEncoding('utf8').on('data', read);
  child.stderr.setEncoding('utf8').on('data', read);
  const measure = (): void => {
    if (!raw) report(Math.min(bytesUnder(folder), total ?? Infinity));
  };
  const timer = onProgress === undefined ? undefined : setInterval(measure, 200);
  return {
    output: () => kept,
    end: () => clearInterval(timer),
  };
}
