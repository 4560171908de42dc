// What the table of runs calls its columns. Pure.
import type { Vocabulary } from '#shared/runs/query/ast.ts';
import { namesOf } from '#shared/runs/query/names.ts';
import { settingName } from '#renderer/lib/experiments/setting-words.ts';
import type { TableColumn } from '#shared/runs/table-columns.ts';
import type { DurationUnit } from '#renderer/lib/runs/table-values.ts';
import type { Messages } from '#renderer/locales/en.ts';

/** A column's name, short enough for its head: of a setting the end of its path. */
export function columnName(column: TableColumn, t: Messages, names: Vocabulary | null): string {
  const words = t.runs;
  switch (column.kind) {
    case 'own':
      return words.column[column.name];
    case 'setting':
      return names === null ? (column.path.split('.').at(-1) ?? '') : namesOf(names).shortOf(column.path);
    case 'metric':
      return words.table.metric(column.name, column.figure, column.versus, column.to);
  }
}

/** The whole name, for where there is room. */
export function columnTitle(column: TableColumn, t: Messages, names: Vocabulary | null): string {
  if (column.kind !== 'setting') return columnName(column, t, names);
  const said = settingName(column.path, t);
  return said === column.path ? said : `${said} (${column.path})`;
}

/** With the one unit that all its values are in. */
export function columnHead(
  column: TableColumn,
  t: Messages,
  names: Vocabulary | null,
  durationUnit: DurationUnit,
): string {
  const name = columnName(column, t, names);
  return column.kind === 'own' && column.name === 'duration'
    ? t.runs.table.durationIn(t.runs.table.units[durationUnit])
    : name;
}
