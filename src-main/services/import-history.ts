// Stores the runs of another program's history. One that was read before is written anew instead of being added twice.
import { AppError } from '#shared/base/app-error.ts';
import { createRunId, type RunId } from '#shared/base/ids.ts';
import { msg } from '#shared/base/message.ts';
import { bestEpoch } from '#shared/runs/best-epoch.ts';
import type { Fork } from '#shared/runs/fork.ts';
import { leadingMetric } from '#shared/runs/leading-metric.ts';
import { epochKey } from '#shared/runs/metric-keys.ts';
import type { MetricPoint } from '#shared/runs/metric-series.ts';
import type { ImportedHistory } from '#shared/contract/owner.ts';
import type { ImportedKind } from '#shared/runs/run-origin.ts';
import type { BestEpoch, RunSummary } from '#shared/runs/run.ts';
import { metricMode } from '#shared/training/metric-mode.ts';
import type { EventSink } from '#main/ports/event-sink.ts';
import type { Histories, LoggedRun, LoggedSeries } from '#main/ports/histories.ts';
import type { RunStore } from '#main/ports/run-store.ts';

interface Parts {
  readonly runs: RunStore;
  readonly histories: Histories;
  readonly emit: EventSink;
}

/** Points in one transaction: some ten milliseconds. */
const pointsAtOnce = 5000;

/** The series that says how long the run went on: the one it is judged by. */
function mainSeries(series: LoggedRun['series']): { readonly name: string; readonly series: LoggedSeries } | null {
  const name = leadingMetric([...series.keys()]);
  const found = name === null ? undefined : series.get(name);
  return name === null || found === undefined ? null : { name, series: found };
}

function bestOf(name: string, { steps, values }: Pick<LoggedSeries, 'steps' | 'values'>): BestEpoch | null {
  const best = bestEpoch({ key: epochKey(name), steps: [...steps], values: [...values] }, metricMode(name));
  return best && { metric: name, value: best.value, epoch: best.epoch };
}

/** Steps that are counted from 0 are one more than the last says. */
function countOfSteps(steps: readonly number[]): number {
  const last = steps.at(-1);
  return last === undefined ? 0 : last + (steps[0] === 0 ? 1 : 0);
}

/** How long every step of the main series took, so that a curve can be drawn over time. */
function secondsOf({ steps, timesMs }: LoggedSeries, startedAtMs: number): MetricPoint[] {
  return steps.flatMap((step, i) => {
    const seconds = ((timesMs[i] ?? NaN) - (timesMs[i - 1] ?? startedAtMs)) / 1000;
    return Number.isFinite(seconds) && seconds >= 0 ? [{ key: epochKey('seconds'), step, value: seconds }] : [];
  });
}

function* pointsOf(run: LoggedRun): Generator<MetricPoint, void> {
  for (const [name, { steps, values }] of run.series)
    for (const [i, step] of steps.entries()) yield { key: epochKey(name), step, value: values[i] ?? NaN };
  const main = mainSeries(run.series);
  // A value that was logged under this name stays.
  if (main !== null && !run.series.has('seconds')) yield* secondsOf(main.series, run.startedAtMs);
}

/** Gives the thread back to whoever waits for it. */
function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function addPoints({ runs }: Parts, id: RunId, points: Iterable<MetricPoint>): Promise<void> {
  let batch: MetricPoint[] = [];
  for (const point of points) {
    batch.push(point);
    if (batch.length < pointsAtOnce) continue;
    runs.addMetrics(id, batch);
    batch = [];
    await pause();
  }
  if (batch.length > 0) runs.addMetrics(id, batch);
}

/** Null also where it was forked at a step that is none of an epoch. */
function forkOf(runs: RunStore, { origin, fork }: LoggedRun): Fork | null {
  if (!fork || !Number.isSafeInteger(fork.step) || fork.step < 0) return null;
  const parent = runs.findOrigin({ ...origin, run: fork.run });
  return parent && { run: parent.id, number: parent.number, epoch: fork.step, steps: fork.step, fresh: [] };
}

async function store(parts: Parts, run: LoggedRun): Promise<RunSummary> {
  const { runs, emit } = parts;
  const { origin, name, tags, notes, settings, startedAtMs, endedAtMs, status, series } = run;
  const main = mainSeries(series);
  const epochs = main === null ? 0 : countOfSteps(main.series.steps);
  const times = { createdAtMs: startedAtMs, startedAtMs };
  const record = { origin, name, tags, notes, settings, epochs, ...times, fork: forkOf(runs, run) };
  const { id } = runs.record(createRunId(startedAtMs), record);
  try {
    await addPoints(parts, id, pointsOf(run));
  } catch (thrown) {
    runs.update(id, { status: 'interrupted', endedAtMs: startedAtMs });
    throw thrown;
  }
  const stored = runs.update(id, {
    status,
    epochsDone: epochs,
    best: main === null ? null : bestOf(main.name, main.series),
    endedAtMs,
    durationMs: endedAtMs === null ? null : Math.max(0, endedAtMs - startedAtMs),
  });
  emit({ type: 'run', run: stored });
  return stored;
}

/**
 * @param kind null for what lies there
 * @param onread how many runs are read
 * @throws AppError `invalid-data` for a path where no history is recognized, or that has no run; `not-found`, `no-permission`
 */
export async function importHistory(
  parts: Parts,
  path: string,
  kind: ImportedKind | null,
  onread: (done: number) => void = () => undefined,
): Promise<ImportedHistory> {
  const { runs, histories, emit } = parts;
  const found = kind ?? histories.recognize(path);
  if (found === null)
    throw new AppError('invalid-data', msg`"${path}" is no history of TensorBoard, MLflow, Trackio or Neptune.`, {
      hint: msg`Name a folder with TensorBoard event files, MLflow's folder mlruns or its database, Trackio's database, or the folder that neptune-exporter wrote.`,
    });
  const history: ImportedHistory = { kind: found, added: [], updated: [], faults: [] };
  for await (const part of histories.read(found, path)) {
    if ('fault' in part) {
      history.faults.push(part.fault);
      continue;
    }
    history.faults.push(...part.run.faults);
    const isKnown = runs.findOrigin(part.run.origin) !== null;
    (isKnown ? history.updated : history.added).push(await store(parts, part.run));
    onread(history.added.length + history.updated.length);
    await pause();
  }
  // An open page reads the points of a run that was there before anew.
  if (history.updated.length > 0) emit({ type: 'changed', what: 'runs' });
  return history;
}
