// The condition that finds the runs with the same value in a column. Pure.
import type { RunSummary } from '#shared/runs/run.ts';
import { type TableSources } from '#renderer/lib/runs/table-values.ts';
import { metricValue } from '#shared/runs/table-difference.ts';
import type { OwnColumn, TableColumn } from '#shared/runs/table-columns.ts';

export interface CellCondition {
  /** As the filter language calls it. */
  readonly name: string;
  /** Null for runs without a value. */
  readonly value: string | number | boolean | null;
}

function ofOwn(run: RunSummary, column: OwnColumn): CellCondition | null {
  switch (column) {
    case 'status':
      return run.kind === 'baseline' ? { name: 'kind', value: 'baseline' } : { name: 'status', value: run.status };
    case 'number':
      return { name: 'number', value: run.number };
    case 'name':
      return { name: 'name', value: run.name };
    case 'tags':
      return { name: 'tag', value: run.tags[0] ?? null };
    case 'dataset':
      return { name: 'data', value: run.dataset };
    case 'model':
      return run.model === '' ? null : { name: 'model', value: run.model };
    case 'engine':
      return { name: 'engine', value: run.engine?.id ?? null };
    case 'device':
      return { name: 'device', value: run.engine?.device ?? null };
    case 'parameters':
      return run.kind === 'baseline' ? null : { name: 'parameters', value: run.parameters };
    case 'epochs':
      return run.kind === 'baseline' ? null : { name: 'epochs', value: run.epochsDone };
    case 'best':
    case 'duration':
    case 'started':
    case 'msPerStep':
      return null;
  }
}

/** Null where equal values say nothing: of times, and of what the filter language has no name for. */
export function conditionOfCell(run: RunSummary, column: TableColumn, sources: TableSources): CellCondition | null {
  switch (column.kind) {
    case 'own':
      return ofOwn(run, column.name);
    case 'setting':
      return { name: column.path, value: sources.column(column)?.get(run.number) ?? null };
    case 'metric': {
      if (column.figure !== 'best' || column.versus !== null) return null;
      return { name: column.name, value: metricValue(run, column, sources) };
    }
  }
}
