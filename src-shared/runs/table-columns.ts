// The columns that the table of runs can have, and what each needs from the host. Pure.
import { z } from 'zod';
import { metricFigureSchema, type ColumnRequest } from '#shared/runs/run-column.ts';

/** Columns that the summary of a run has. */
export const ownColumns = [
  'status',
  'number',
  'name',
  'best',
  'epochs',
  'duration',
  'started',
  'tags',
  'dataset',
  'model',
  'engine',
  'device',
  'parameters',
  'msPerStep',
] as const;
export type OwnColumn = (typeof ownColumns)[number];

/** Reads a column: of the run itself, a setting, or a figure of a metric. */
export const tableColumnSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own'), name: z.enum(ownColumns) }),
  z.object({ kind: z.literal('setting'), path: z.string().min(1).max(500) }),
  z.object({
    kind: z.literal('metric'),
    name: z.string().min(1).max(500),
    figure: metricFigureSchema,
    /** Instead of the value its difference to the baseline's, or with `to` to that of the pinned run. */
    versus: z.enum(['value', 'percent']).nullable(),
    to: z.literal('pinned').optional(),
  }),
]);
export type TableColumn = z.infer<typeof tableColumnSchema>;
/** A column of a metric. */
export type MetricColumn = Extract<TableColumn, { kind: 'metric' }>;

/** A column of the run itself. */
export const own = (name: OwnColumn): TableColumn => ({ kind: 'own', name });

/** Equal for the same column. */
export function columnId(column: TableColumn): string {
  switch (column.kind) {
    case 'own':
      return column.name;
    case 'setting':
      return `setting ${column.path}`;
    case 'metric':
      return `metric ${column.figure} ${column.versus ?? ''}${column.to === undefined ? '' : ` ${column.to}`} ${column.name}`;
  }
}

const optional: ReadonlySet<OwnColumn> = new Set(['model', 'device']);

/** The columns of a table that a person has not changed. */
export const firstColumns: readonly TableColumn[] = ownColumns.filter((name) => !optional.has(name)).map(own);

/** What a column reads of the host. */
export function requestsOf(column: TableColumn): ColumnRequest[] {
  if (column.kind === 'own') return [];
  if (column.kind === 'setting') return [column];
  const { name, figure, versus } = column;
  const value: ColumnRequest = { kind: 'metric', name, figure };
  // Of a pinned baseline it is the last value as well.
  return versus === null ? [value] : [value, baselineRequest(name)];
}

/** A baseline has one value of a metric, its last. */
function baselineRequest(name: string): ColumnRequest {
  return { kind: 'metric', name, figure: 'last' };
}

/** In pixels. */
export const leastWidth = 48;

/** In pixels, until a person chooses another; those up to the start fit into the smallest window. */
const ownWidths: Readonly<Record<OwnColumn, number>> = {
  status: 104,
  number: 56,
  name: 164,
  tags: 116,
  best: 212,
  epochs: 84,
  duration: 108,
  started: 136,
  dataset: 124,
  model: 160,
  engine: 80,
  device: 132,
  parameters: 100,
  msPerStep: 88,
};

/** In pixels, until a person chooses another. */
export function firstWidth(column: TableColumn): number {
  if (column.kind === 'own') return ownWidths[column.name];
  // Of a metric so wide that a group's mean ± deviation fits.
  return column.kind === 'setting' ? 112 : 152;
}

const figures: ReadonlySet<OwnColumn> = new Set([
  'number',
  'parameters',
  'epochs',
  'best',
  'msPerStep',
  'started',
  'duration',
]);

/** Whether figures stand in it, at the right; of a setting its values decide. */
export function hasFigures(column: TableColumn, values: Iterable<unknown>): boolean {
  if (column.kind === 'own') return figures.has(column.name);
  if (column.kind === 'metric') return true;
  let some = false;
  for (const value of values) {
    if (typeof value !== 'number') return false;
    some = true;
  }
  return some;
}
