// A run as the filter language sees it: its summary, and columns that were read for all runs at once.
import type { ColumnName, MetricOf, Reads, RunValues } from '#shared/runs/query/ast.ts';
import { receivedNumber, sentNumberSchema } from '#shared/runs/metric-series.ts';
import type { ColumnRequest, RunColumn } from '#shared/runs/run-column.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { SettingValue } from '#shared/runs/run-settings.ts';

/** A column that was read: values by the number of the run. */
export type ColumnValues = ReadonlyMap<number, SettingValue>;

/** What the values of a run are taken from. */
export interface RunSources {
  /** Undefined for a column that was not read. */
  column(request: ColumnRequest): ColumnValues | undefined;
  /** A run's own baseline; null without one. */
  baselineOf(run: RunSummary): RunSummary | null;
}

/** The columns that must be read before runs can be asked. A baseline has one value a metric, which is its last. */
export function columnsToRead({ settings, metrics }: Reads): ColumnRequest[] {
  const requests = [
    ...settings.map((path): ColumnRequest => ({ kind: 'setting', path })),
    ...metrics.map(({ name, of }) => metricColumn(name, of)),
  ];
  return [...new Map(requests.map((request) => [columnKey(request), request])).values()];
}

/** Equal for requests of the same column. */
export function columnKey(request: ColumnRequest): string {
  return request.kind === 'setting' ? `setting ${request.path}` : `metric ${request.figure} ${request.name}`;
}

function metricColumn(name: string, of: MetricOf): ColumnRequest {
  return { kind: 'metric', name, figure: of === 'baseline' ? 'last' : of };
}

/** The values of an answered column by the run's number; a metric's NaN is left out. */
export function columnValues(request: ColumnRequest, { runs, values }: RunColumn): ColumnValues {
  const found = new Map<number, SettingValue>();
  for (const [i, run] of runs.entries()) {
    const value = values[i];
    if (value === undefined || value === null) continue;
    found.set(run, request.kind === 'setting' ? value : receivedNumber(sentNumberSchema.parse(value)));
  }
  return found;
}

const columnOf: Readonly<Record<ColumnName, (run: RunSummary) => ReturnType<RunValues['column']>>> = {
  name: ({ name }) => name,
  number: ({ number }) => number,
  status: ({ status }) => status,
  kind: ({ kind }) => kind,
  tag: ({ tags }) => tags,
  data: ({ dataset }) => dataset,
  model: ({ model }) => model,
  engine: ({ engine }) => engine?.id ?? null,
  device: ({ engine }) => engine?.device ?? null,
  loss_name: ({ loss }) => loss,
  parameters: ({ kind, parameters }) => (kind === 'baseline' ? null : parameters),
  epochs: ({ kind, epochsDone }) => (kind === 'baseline' ? null : epochsDone),
  ms_per_step: ({ msPerStep }) => msPerStep,
  duration: ({ durationMs }) => (durationMs === null ? null : durationMs / 1000),
  started: ({ startedAtMs, createdAtMs }) => startedAtMs ?? createdAtMs,
  seed: ({ kind, seed }) => (kind === 'baseline' ? null : seed),
  starred: ({ isStarred }) => isStarred,
  archived: ({ archivedAtMs }) => archivedAtMs !== null,
};

/** The words of a run that a text search looks through, in lower case. */
export function searchText(run: RunSummary): string {
  const { name, dataset, model, tags, status, kind, engine, best, id, number } = run;
  const device = engine === null ? '' : `${engine.id} ${engine.device}`;
  return [name, dataset, model, ...tags, status, kind, device, best?.metric ?? '', id, `#${number}`]
    .join(' ')
    .normalize('NFC')
    .toLowerCase();
}

/** A run's values; columns that were not read are missing in every run. */
export function runValues(run: RunSummary, sources: RunSources): RunValues {
  const numberOf = (request: ColumnRequest, of: RunSummary): number | null => {
    const value = sources.column(request)?.get(of.number);
    return typeof value === 'number' ? value : null;
  };
  return {
    column: (name) => columnOf[name](run),
    setting: (path) => sources.column({ kind: 'setting', path })?.get(run.number) ?? null,
    metric: (name, of) => {
      const whose = of === 'baseline' ? sources.baselineOf(run) : run;
      return whose === null ? null : numberOf(metricColumn(name, of), whose);
    },
    text: () => searchText(run),
  };
}
