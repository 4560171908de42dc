// The settings of runs, a row each, found by their path.
import type { Settings, SettingValue } from '#shared/runs/run-settings.ts';
import { isPart, type Among } from '#main/ports/run-store.ts';
import type { Connection } from '#main/db/connection.ts';

/** A setting of every run that has it. */
export interface SettingColumn {
  readonly runs: number[];
  readonly values: SettingValue[];
}

/** Works inside the caller's transaction. `run` is the run's row number. */
export interface SettingTable {
  add(run: number, settings: Settings): void;
  /** All paths that a run has, in alphabetical order. */
  paths(): string[];
  /** The values of one path, by rising numbers of the runs where a part is asked for. */
  column(path: string, among: Among): SettingColumn;
  /** All of one run. */
  of(run: number): Settings;
  delete(run: number): void;
}

/** Exported for the test of their query plans. */
export const settingSql = {
  paths: 'SELECT name FROM setting_paths WHERE EXISTS (SELECT 1 FROM run_settings WHERE path = id) ORDER BY name',
  findPath: 'SELECT id FROM setting_paths WHERE name = ?',
  addPath: 'INSERT INTO setting_paths (name) VALUES (?)',
  add: 'INSERT OR REPLACE INTO run_settings (path, run, value) VALUES (?, ?, ?)',
  column: 'SELECT run, value FROM run_settings WHERE path = ? AND run BETWEEN ? AND ? ORDER BY run LIMIT ?',
  ofRun: 'SELECT name, value FROM run_settings JOIN setting_paths ON id = path WHERE run = ?',
  delete: 'DELETE FROM run_settings WHERE run = ?',
};

interface Cell {
  readonly run: number;
  readonly value: string | number;
}

/** SQLite has no booleans: they are stored as words. */
function stored(value: SettingValue): string | number {
  return typeof value === 'boolean' ? String(value) : value;
}

function read(value: string | number): SettingValue {
  return value === 'true' ? true : value === 'false' ? false : value;
}

export function createSettingTable(connection: Connection): SettingTable {
  const paths = connection.prepare<[], string>(settingSql.paths).pluck();
  const findPath = connection.prepare<[string], number>(settingSql.findPath).pluck();
  const addPath = connection.prepare<[string]>(settingSql.addPath);
  const add = connection.prepare<[number, number, string | number]>(settingSql.add);
  const column = connection.prepare<[number, number, number, number], Cell>(settingSql.column);
  const ofRun = connection.prepare<[number], { readonly name: string; readonly value: string | number }>(
    settingSql.ofRun,
  );
  const remove = connection.prepare<[number]>(settingSql.delete);

  return {
    add(run, settings) {
      for (const [path, value] of settings) {
        const id = findPath.get(path) ?? Number(addPath.run(path).lastInsertRowid);
        add.run(id, run, stored(value));
      }
    },
    paths: () => paths.all(),
    column(path, among) {
      const id = findPath.get(path);
      if (id === undefined) return { runs: [], values: [] };
      const cells = isPart(among)
        ? column.all(id, among.above + 1, Number.MAX_SAFE_INTEGER, among.most)
        : among.flatMap((run) => column.all(id, run, run, 1));
      return { runs: cells.map(({ run }) => run), values: cells.map(({ value }) => read(value)) };
    },
    of: (run) => new Map(ofRun.all(run).map(({ name, value }) => [name, read(value)])),
    delete: (run) => void remove.run(run),
  };
}
