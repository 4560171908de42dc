// A run as the filter language sees it: its summary, and columns that were read for all runs at once.
import type { ColumnName, MetricOf, Reads, RunValues } from '#shared/runs/query/ast.ts';
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
    found.set(run, request.kind === 'setting' ? value : Number(value));
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
function searchText(run: RunSummary): string {
  const { name, dataset, model, tags, status, kind, engine, best, id, number } = run;
  const device = engine === null ? '' : `${engine.id} ${engine.device}`;
  return [name, dataset, model, ...tags, status, kind, device, best?.metric ?? '', id, `#${number}`]
    .join(' ')
    .normalize('NFC')
    .toLowerCase();
}

const searchTexts = new WeakMap<RunSummary, string>();

/** Columns of some sources, each looked for once. */
class FoundColumns {
  readonly #sources: RunSources;
  readonly #settings = new Map<string, ColumnValues | undefined>();
  readonly #metrics = new Map<MetricOf, Map<string, ColumnValues | undefined>>();

  constructor(sources: RunSources) {
    this.#sources = sources;
  }

  setting(path: string): ColumnValues | undefined {
    if (!this.#settings.has(path)) this.#settings.set(path, this.#sources.column({ kind: 'setting', path }));
    return this.#settings.get(path);
  }

  metric(name: string, of: MetricOf): ColumnValues | undefined {
    const found = this.#metrics.get(of) ?? new Map<string, ColumnValues | undefined>();
    this.#metrics.set(of, found);
    if (!found.has(name)) found.set(name, this.#sources.column(metricColumn(name, of)));
    return found.get(name);
  }

  baselineOf(run: RunSummary): RunSummary | null {
    return this.#sources.baselineOf(run);
  }
}

class ValuesOfRun implements RunValues {
  readonly #run: RunSummary;
  readonly #columns: FoundColumns;

  constructor(run: RunSummary, columns: FoundColumns) {
    this.#run = run;
    this.#columns = columns;
  }

  column(name: ColumnName): ReturnType<RunValues['column']> {
    return columnOf[name](this.#run);
  }

  setting(path: string): SettingValue | null {
    return this.#columns.setting(path)?.get(this.#run.number) ?? null;
  }

  metric(name: string, of: MetricOf): number | null {
    const whose = of === 'baseline' ? this.#columns.baselineOf(this.#run) : this.#run;
    if (whose === null) return null;
    const value = this.#columns.metric(name, of)?.get(whose.number);
    return typeof value === 'number' ? value : null;
  }

  text(): string {
    const before = searchTexts.get(this.#run);
    if (before !== undefined) return before;
    const text = searchText(this.#run);
    searchTexts.set(this.#run, text);
    return text;
  }
}

/** A function that gives a run's values, for many runs; columns that were not read are missing in every run. */
export function valuesReader(sources: RunSources): (run: RunSummary) => RunValues {
  const columns = new FoundColumns(sources);
  return (run) => new ValuesOfRun(run, columns);
}
