// Runs as a folder of TensorBoard logs: a folder each, with one event file.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import { systemReason } from '#shared/base/system-error.ts';
import { epochTimes, secondsUntil } from '#shared/runs/epoch-times.ts';
import { epochName, epochTimeKey } from '#shared/runs/metric-keys.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import { writeWholeInParts } from '#main/files/write-whole.ts';
import type { WrittenRun, WrittenRuns } from '#main/ports/histories.ts';
import {
  fileVersionEvent,
  scalarEvent,
  sessionEndEvent,
  sessionStartEvent,
} from '#main/histories/tensorboard/write-event.ts';

const fileName = 'events.out.tfevents.0000000000.strata';

/** The value of a step; null without one. Steps ascend. */
function valueAt({ steps, values }: MetricSeries, step: number): number | null {
  let from = 0;
  let to = steps.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((steps[middle] ?? 0) < step) from = middle + 1;
    else to = middle;
  }
  return steps[from] === step ? (values[from] ?? null) : null;
}

/** When each step was done, in seconds since 1970; a step without a time has that of the one before it. */
function clockOf({ startedAtMs, endedAtMs, series }: WrittenRun): (series: MetricSeries, i: number) => number {
  const start = startedAtMs / 1000;
  const ended = series.find(({ key }) => key === epochTimeKey);
  const times = epochTimes(series);
  const end = Math.max(start, endedAtMs === null ? start : endedAtMs / 1000, start + (times.seconds.at(-1) ?? 0));
  return (one, i) => {
    const step = one.steps[i] ?? 0;
    const notedMs = epochName(one.key) === null || ended === undefined ? null : valueAt(ended, step);
    if (notedMs !== null) return notedMs / 1000;
    if (epochName(one.key) !== null && times.steps.length > 0) return start + (secondsUntil(times, step) ?? 0);
    // Training steps are spread over the run's time.
    const last = one.steps.at(-1) ?? 0;
    return last === 0 ? end : start + ((end - start) * step) / last;
  };
}

function* eventsOf(run: WrittenRun): Generator<Buffer, void> {
  const start = run.startedAtMs / 1000;
  yield fileVersionEvent(start);
  if (run.settings.size > 0) yield sessionStartEvent(start, run.settings);
  const timeOf = clockOf(run);
  for (const series of run.series) {
    const { key, steps, values } = series;
    // It is the time of the other events.
    if (key === epochTimeKey) continue;
    const tag = epochName(key) ?? key;
    for (const [i, step] of steps.entries()) yield scalarEvent(timeOf(series, i), step, tag, values[i] ?? NaN);
  }
  if (run.settings.size > 0) yield sessionEndEvent((run.endedAtMs ?? run.startedAtMs) / 1000, run.isFailed);
}

/** Events are written so many bytes at a time; making these takes a few milliseconds. */
const pieceBytes = 32_768;

/** Events in pieces, between which others are answered. */
async function* piecesOf(events: Iterable<Buffer>): AsyncGenerator<Buffer, void> {
  let piece: Buffer[] = [];
  let bytes = 0;
  for (const event of events) {
    piece.push(event);
    bytes += event.length;
    if (bytes < pieceBytes) continue;
    yield Buffer.concat(piece);
    piece = [];
    bytes = 0;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  yield Buffer.concat(piece);
}

/** Folders that are not there, or hold nothing but what was written here before. @throws AppError `conflict`, … */
function requireOwn(folder: string): void {
  const other = readdirSync(folder).find((name) => name.includes('tfevents') && name !== fileName);
  if (other !== undefined)
    throw new AppError('conflict', msg`"${folder}" holds event files of another program already.`, {
      hint: msg`Choose another folder: TensorBoard would draw both as one run.`,
    });
}

/**
 * Writes the runs, one after the other; a file that Strata wrote there before is replaced.
 * @returns the folders of the runs
 * @throws AppError `conflict`, `disk-full`, `no-permission`, `file-error`
 */
export async function writeTensorBoard(root: string, runs: WrittenRuns): Promise<string[]> {
  const folders: string[] = [];
  for await (const run of runs) {
    const folder = join(root, run.folder);
    try {
      mkdirSync(folder, { recursive: true });
      requireOwn(folder);
      await writeWholeInParts(join(folder, fileName), piecesOf(eventsOf(run)));
    } catch (thrown) {
      const reason = systemReason(thrown);
      if (thrown instanceof AppError || reason === null) throw thrown;
      throw new AppError(reason.code, msg`"${folder}" cannot be written: ${reason.why}.`, {
        hint: reason.hint,
        cause: thrown,
      });
    }
    folders.push(folder);
  }
  return folders;
}
