// A project of Trackio: a SQLite database whose rows hold JSON, one for each call of `trackio.log`.
import { basename } from 'node:path';
import { z } from 'zod';
import { msg, countOf, type Message } from '#shared/base/message.ts';
import { flatSettings, type Settings } from '#shared/runs/run-settings.ts';
import { gather, readySeries, type Gathered } from '#main/histories/ordered-series.ts';
import type { ForeignDatabase } from '#main/ports/foreign-database.ts';
import type { HistoryPart } from '#main/ports/histories.ts';

/** Whether a database is such a project. */
export function isTrackioDatabase({ tables }: ForeignDatabase): boolean {
  const columns = tables.get('metrics');
  return ['run_name', 'step', 'timestamp', 'metrics'].every((column) => columns?.has(column));
}

/** JSON as text, or as its bytes. */
const documentSchema = z
  .union([z.string(), z.instanceof(Uint8Array).transform((bytes) => new TextDecoder().decode(bytes))])
  .transform((text): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  })
  .pipe(z.record(z.string(), z.unknown()).nullable());

const runRow = z.object({ id: z.string(), name: z.string() });
const configRow = z.object({ config: documentSchema });
const metricRow = z.object({ step: z.number().int(), timestamp: z.string(), metrics: documentSchema });

/** JSON has no such numbers, so Trackio writes their names. */
const named: Readonly<Record<string, number>> = { NaN: NaN, Infinity, '-Infinity': -Infinity };

/** The numbers of what was logged: `{"val": {"loss": 1}}` is `val/loss`. What has a type of Trackio's own is none. */
function* numbersIn(logged: Readonly<Record<string, unknown>>, prefix = ''): Generator<readonly [string, number]> {
  if (typeof logged['_type'] === 'string') return;
  for (const [key, value] of Object.entries(logged)) {
    const name = prefix + key;
    if (typeof value === 'number') yield [name, value];
    else if (typeof value === 'boolean') yield [name, Number(value)];
    else if (typeof value === 'string') {
      const number = named[value];
      if (number !== undefined) yield [name, number];
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value))
      yield* numbersIn(value as Readonly<Record<string, unknown>>, `${name}/`);
  }
}

/** Without what Trackio itself adds to a configuration. */
function settingsOf(config: Readonly<Record<string, unknown>> | null): Settings {
  return flatSettings(Object.fromEntries(Object.entries(config ?? {}).filter(([key]) => !key.startsWith('_'))));
}

/** Times are written in UTC, in older versions without saying so. */
function timeOf(text: string): number {
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
}

/** Rows after which the thread is given back. */
const rowsAtOnce = 2000;

export async function* readTrackioDatabase(path: string, database: ForeignDatabase): AsyncGenerator<HistoryPart, void> {
  // Runs of older versions are known by their names.
  const idOf = (table: string): string => (database.tables.get(table)?.has('run_id') === true ? 'run_id' : 'run_name');
  const project = basename(path, '.db');
  const id = idOf('metrics');
  const runs = z
    .array(runRow)
    .parse([
      ...database.rows(`SELECT ${id} AS id, max(run_name) AS name FROM metrics GROUP BY ${id} ORDER BY min(id)`),
    ]);
  for (const run of runs) {
    const gathered = new Map<string, Gathered>();
    const faults: Message[] = [];
    let [read, damaged, firstMs, lastMs] = [0, 0, Infinity, -Infinity];
    for (const row of database.rows(
      `SELECT step, timestamp, metrics FROM metrics WHERE ${id} = ? ORDER BY id`,
      run.id,
    )) {
      const entry = metricRow.safeParse(row).data;
      const timeMs = entry === undefined ? NaN : timeOf(entry.timestamp);
      if (entry === undefined || entry.metrics === null || Number.isNaN(timeMs)) damaged++;
      else {
        [firstMs, lastMs] = [Math.min(firstMs, timeMs), Math.max(lastMs, timeMs)];
        for (const [name, value] of numbersIn(entry.metrics)) gather(gathered, name, entry.step, value, timeMs);
      }
      if (++read % rowsAtOnce === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    if (damaged > 0)
      faults.push(
        msg`${run.name}: ${countOf(damaged, '{0} damaged row is left out', '{0} damaged rows are left out')}.`,
      );
    const configs = database.tables.has('configs')
      ? [...database.rows(`SELECT config FROM configs WHERE ${idOf('configs')} = ?`, run.id)]
      : [];
    const { series } = readySeries(gathered);
    yield {
      run: {
        origin: { from: 'trackio', path, run: run.id },
        name: `${project}/${run.name}`,
        status: 'completed',
        startedAtMs: Number.isFinite(firstMs) ? firstMs : 0,
        endedAtMs: Number.isFinite(lastMs) ? lastMs : null,
        settings: settingsOf(configRow.safeParse(configs[0]).data?.config ?? null),
        tags: [],
        notes: '',
        series,
        faults,
      },
    };
  }
}
