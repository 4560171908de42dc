// The words of a report in one language. The page and the command line each have their own names for settings and columns.
import type { Sentence } from '#shared/base/message.ts';
import type { ChartFormat, ChartWords } from '#shared/charts/chart-words.ts';
import type { Apart } from '#shared/compare/value-groups.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { TableColumn } from '#shared/runs/table-columns.ts';
import type { ReportCell, ReportHead } from '#shared/reports/report-table.ts';

/** What a report is told with. */
export interface ReportWords {
  readonly chart: ChartWords;
  readonly format: ChartFormat;
  readonly say: (sentence: Sentence) => string;
  /** Why some runs have a chart of their own. */
  readonly apart: (reasons: readonly Apart[]) => string;
  readonly settingName: (path: string) => string;
  readonly settingValue: (path: string, value: string) => string;
  readonly head: (column: TableColumn) => ReportHead;
  readonly cell: (run: RunSummary, column: TableColumn) => ReportCell;
}
