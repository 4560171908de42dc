// The words of reports as the page says them.
import type { ReportWords } from '#shared/reports/report-words.ts';
import { runColor } from '#shared/charts/run-color.ts';
import type { ColumnRequest } from '#shared/runs/run-column.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { hasFigures } from '#shared/runs/table-columns.ts';
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';
import { settingName, settingValue } from '#renderer/lib/experiments/setting-words.ts';
import { cellText, type CellSources } from '#renderer/lib/runs/cell-text.ts';
import { columnHead } from '#renderer/lib/runs/column-words.ts';
import type { ColumnStore } from '#renderer/lib/runs/column-store.svelte.ts';
import { durationUnitOf } from '#renderer/lib/runs/table-values.ts';
import { baselineFinder } from '#shared/runs/table-difference.ts';

/** @param columns what was read of settings and metrics */
export function reportWords(app: Workbench, columns: ColumnStore): ReportWords {
  const { t, format } = app;
  const words = { t, format, say: (sentence: Parameters<Workbench['say']>[0]) => app.say(sentence) };
  const sources: CellSources = {
    column: (request: ColumnRequest) => columns.column(request),
    baselineOf: baselineFinder(app.runs.all),
    progressOf: ({ id }: RunSummary) => app.runs.progressOf(id),
    pinned: null,
    epochOf: (request, run) => columns.epochOf(request, run),
    durationUnit: durationUnitOf(app.runs.all),
  };
  return {
    chart: t,
    format,
    say: words.say,
    apart: (reasons) => t.difference.apart(reasons.map((reason) => t.difference.reasons[reason])),
    settingName: (path) => settingName(path, t),
    settingValue: (path, value) => settingValue(path, value, t),
    head: (column) => ({
      text: columnHead(column, t, columns.names, sources.durationUnit),
      isFigures: hasFigures(column, column.kind === 'setting' ? (columns.column(column)?.values() ?? []) : []),
    }),
    cell(run, column) {
      const { text, tone } = cellText(run, column, words, sources);
      const isName = column.kind === 'own' && column.name === 'name';
      return { text, ...(tone !== '' && { tone }), ...(isName && { color: runColor(run) }) };
    },
  };
}
