// `strata runs watch`: a table of runs that follows them; without a terminal, a line for every change.
import type { Command } from 'commander';
import { textOf } from '#shared/base/message.ts';
import { isUnfinishedStatus } from '#shared/runs/run-status.ts';
import type { RunId } from '#shared/base/ids.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { originText } from '#shared/runs/run-origin.ts';
import { action, command, storesToRead } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { filterRuns } from '#main/cli/filter-runs.ts';
import {
  LiveText,
  cutToWidth,
  formatDuration,
  formatTable,
  note,
  plainLine,
  printJson,
  printLine,
} from '#main/cli/output.ts';
import { bestText, runId } from '#main/cli/run-text.ts';
import type { Stores } from '#main/db/stores.ts';

interface WatchOptions extends CommonOptions {
  readonly filter?: string;
}

/** As often as metrics are stored. */
const everyMs = 1000;

/** Active runs first, then the newest. */
function inOrder(runs: readonly RunSummary[]): RunSummary[] {
  const active = (run: RunSummary): number => (isUnfinishedStatus(run.status) ? 0 : 1);
  return runs.toSorted((a, b) => active(a) - active(b));
}

function tookText({ status, startedAtMs, durationMs }: RunSummary, nowMs: number): string {
  if (status === 'running' && startedAtMs !== null) return formatDuration(Math.max(0, nowMs - startedAtMs));
  return durationMs === null ? '–' : formatDuration(durationMs);
}

/** The table as it fits a terminal: a line of titles, and as many runs as there is room for. */
export function watchTable(
  runs: readonly RunSummary[],
  { rows, columns, nowMs }: { readonly rows: number; readonly columns: number; readonly nowMs: number },
): string {
  const shown = inOrder(runs).slice(0, Math.max(1, rows - 2));
  const table = formatTable(shown, [
    { title: 'run', value: ({ id }) => id },
    { title: 'name', value: ({ name }) => name },
    { title: 'status', value: ({ status }) => status },
    { title: 'epochs', value: ({ epochsDone, epochs }) => `${epochsDone}/${epochs}`, figures: true },
    { title: 'best', value: bestText },
    { title: 'ms/step', value: ({ msPerStep }) => msPerStep?.toFixed(1) ?? '–', figures: true },
    { title: 'took', value: (run) => tookText(run, nowMs), figures: true },
    { title: 'data set', value: ({ dataset, origin }) => (origin === null ? dataset : textOf(originText(origin))) },
  ]);
  const rest = runs.length - shown.length;
  const lines = [...table.split('\n'), ...(rest > 0 ? [`and ${rest} more`] : [])];
  return lines.map((line) => cutToWidth(line, columns)).join('\n');
}

/** One line about a run, for a log. */
export function changeLine(run: RunSummary): string {
  const { id, name, status, epochsDone, epochs } = run;
  return `${id}  ${plainLine(name)}  ${status}  ${epochsDone}/${epochs}  ${bestText(run)}`;
}

class Watch {
  readonly #options: WatchOptions;
  readonly #ids: ReadonlySet<RunId>;
  readonly #live = process.stdout.isTTY ? new LiveText() : null;
  readonly #told = new Map<RunId, string>();
  #stores: Stores | null = null;

  constructor(ids: readonly RunId[], options: WatchOptions) {
    this.#ids = new Set(ids);
    this.#options = options;
  }

  /** What is asked for, as it is now. */
  #read(): readonly RunSummary[] {
    // A home without a database has none that could be followed.
    if (this.#stores?.runs.list().length === 0) this.close();
    this.#stores ??= storesToRead();
    const { runs } = this.#stores;
    for (const id of this.#ids) if (this.#told.size === 0) runs.require(id);
    const all = runs.list().filter(({ id }) => this.#ids.size === 0 || this.#ids.has(id));
    return this.#options.filter === undefined ? all : filterRuns(this.#options.filter, all, runs);
  }

  /** Shows what is new. @returns whether nothing more can come */
  show(): boolean {
    const runs = this.#read();
    if (this.#live !== null && this.#options.json !== true) {
      const { rows, columns } = process.stdout;
      const text =
        runs.length === 0 ? 'There are no runs yet.' : watchTable(runs, { rows, columns, nowMs: Date.now() });
      this.#live.show(text);
    } else for (const run of runs.toReversed()) this.#tell(run);
    return this.#ids.size > 0 && runs.every(({ status }) => !isUnfinishedStatus(status));
  }

  #tell(run: RunSummary): void {
    const line = changeLine(run);
    if (this.#told.get(run.id) === line) return;
    this.#told.set(run.id, line);
    if (this.#options.json === true) printJson(run);
    else printLine(line);
  }

  close(): void {
    this.#stores?.close();
    this.#stores = null;
  }
}

/** Resolves when the command is asked to end. */
function whenAskedToEnd(): { readonly ended: Promise<void>; readonly isAsked: () => boolean } {
  let asked = false;
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        asked = true;
        resolve();
      });
  });
  return { ended, isAsked: () => asked };
}

export function watchCommand(): Command {
  return command('watch', 'follow runs until Ctrl-C, or until those that are named are over')
    .argument('[ids...]', 'only these')
    .option('--filter <text>', 'only those that match, as in strata runs list')
    .action(
      action(async (ids: string[], options: WatchOptions) => {
        const watch = new Watch(ids.map(runId), options);
        const { ended, isAsked } = whenAskedToEnd();
        try {
          while (!watch.show() && !isAsked()) {
            let timer: NodeJS.Timeout | undefined;
            const tick = new Promise<void>((resolve) => (timer = setTimeout(resolve, everyMs)));
            await Promise.race([tick, ended]);
            clearTimeout(timer);
            if (isAsked()) break;
          }
        } finally {
          watch.close();
        }
        if (isAsked() && process.stdout.isTTY) note('');
      }),
    );
}
