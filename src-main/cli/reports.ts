// `strata reports list|export`: reports about runs, as the window makes them.
import { Option, type Command } from 'commander';
import { AppError } from '#shared/base/app-error.ts';
import { reportIdSchema, type ReportId } from '#shared/base/ids.ts';
import { msg, textOf } from '#shared/base/message.ts';
import { measuredText, metricText } from '#shared/base/number-text.ts';
import { englishChartWords } from '#shared/charts/chart-words.ts';
import { runColor } from '#shared/charts/run-color.ts';
import { reportContent } from '#shared/reports/report-content.ts';
import { reportHtml } from '#shared/reports/report-html.ts';
import { reportMarkdown } from '#shared/reports/report-markdown.ts';
import type { Report } from '#shared/reports/report.ts';
import type { ReportWords } from '#shared/reports/report-words.ts';
import { columnKey, columnValues, type ColumnValues } from '#shared/runs/query/run-values.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { hasFigures, requestsOf, type OwnColumn, type TableColumn } from '#shared/runs/table-columns.ts';
import { apartText } from '#main/cli/comparison-table.ts';
import { action, command, commandGroup, storesToRead } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { formatDuration, formatError, formatTable, note, printJson, printLine, printPieces } from '#main/cli/output.ts';
import { writeExport } from '#main/cli/run-export.ts';
import { bestText } from '#main/cli/run-text.ts';
import type { Stores } from '#main/db/stores.ts';
import { compareStored } from '#main/services/compare-stored.ts';
import { readSeries } from '#main/services/read-series.ts';

function reportId(text: string): ReportId {
  const id = reportIdSchema.safeParse(text);
  if (id.success) return id.data;
  throw new AppError('not-found', msg`There is no report ${text}.`, {
    hint: 'strata reports list shows the reports with their ids.',
  });
}

function ownText(run: RunSummary, column: OwnColumn): string {
  switch (column) {
    case 'status':
      return run.kind === 'baseline' ? run.kind : run.status;
    case 'number':
      return String(run.number);
    case 'name':
      return run.name;
    case 'tags':
      return run.tags.join(', ');
    case 'dataset':
      return run.dataset;
    case 'model':
      return run.model;
    case 'engine':
      return run.engine?.id ?? '–';
    case 'device':
      return run.engine?.device ?? '–';
    case 'parameters':
      return run.parameters?.toLocaleString('en-US') ?? '–';
    case 'epochs':
      return `${run.epochsDone} / ${run.epochs}`;
    case 'best':
      return bestText(run);
    case 'msPerStep':
      return run.msPerStep?.toFixed(1) ?? '–';
    case 'started':
      return new Date(run.startedAtMs ?? run.createdAtMs).toISOString();
    case 'duration':
      return run.durationMs === null ? '–' : formatDuration(run.durationMs);
  }
}

const ownHeads: Readonly<Record<OwnColumn, string>> = {
  status: 'status',
  number: 'no.',
  name: 'name',
  best: 'best',
  epochs: 'epochs',
  duration: 'took',
  started: 'started',
  tags: 'tags',
  dataset: 'data set',
  model: 'model',
  engine: 'engine',
  device: 'device',
  parameters: 'parameters',
  msPerStep: 'ms/step',
};

/** What stands in the tables of a report: settings and values are called as they are stored. */
function wordsOf({ document }: Report, { runs }: Stores): ReportWords {
  const known = new Map<string, ColumnValues>();
  const requests = document.blocks.flatMap((block) =>
    block.kind === 'table' ? block.columns.flatMap(requestsOf) : [],
  );
  const numbers = document.runs.flatMap(({ id }) => runs.find(id)?.number ?? []);
  for (const request of requests) known.set(columnKey(request), columnValues(request, runs.column(request, numbers)));
  const valueOf = (run: RunSummary, column: Exclude<TableColumn, { kind: 'own' }>): string => {
    if (column.kind === 'metric' && column.versus !== null) return '–';
    const [request] = requestsOf(column);
    const value = request === undefined ? undefined : known.get(columnKey(request))?.get(run.number);
    if (value === undefined) return '–';
    return column.kind === 'metric' && typeof value === 'number' ? metricText(value) : String(value);
  };
  return {
    chart: englishChartWords,
    format: {
      count: (value) => value.toLocaleString('en-US'),
      metric: metricText,
      measured: (value) => measuredText(value),
      plain: (value) => String(Number(value.toPrecision(6))),
      clock: (ms) => new Date(ms).toISOString().slice(11, 16),
      moment: (ms) => new Date(ms).toISOString(),
    },
    say: textOf,
    apart: apartText,
    settingName: (path) => path,
    settingValue: (_, value) => value,
    head(column) {
      const isFigures = hasFigures(column, []);
      if (column.kind === 'own') return { text: ownHeads[column.name], isFigures };
      if (column.kind === 'setting') return { text: column.path, isFigures };
      return { text: `${column.name} (${column.figure})`, isFigures };
    },
    cell(run, column) {
      if (column.kind !== 'own') return { text: valueOf(run, column) };
      const color = column.name === 'name' ? { color: runColor(run) } : {};
      return { text: ownText(run, column.name), ...color };
    },
  };
}

const forms = { html: reportHtml, markdown: reportMarkdown } as const;
type ReportForm = keyof typeof forms;

/** The report as one file, with the values that its runs have now. */
async function fileOf(report: Report, stores: Stores, form: ReportForm): Promise<string> {
  const words = wordsOf(report, stores);
  const blocks = await reportContent(
    report,
    {
      find: (id) => {
        const named = report.document.runs.find((run) => run.id === id);
        return (named && stores.runs.find(named.id)) ?? undefined;
      },
      compare: (ids) => compareStored(stores.runs, ids),
      series: (request) => readSeries(stores.runs, request),
    },
    words,
  );
  const madeAt = `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return forms[form]({ title: report.name, language: 'en', madeAt, blocks, say: textOf });
}

export function reportsCommand(): Command {
  const reports = commandGroup('reports', 'list and export reports about runs');
  const list = command('list', 'list the reports, the last changed first').action(
    action((options: CommonOptions) => {
      const stores = storesToRead();
      const { items, damaged } = stores.reports.listAll();
      stores.close();
      const summaries = items.map(({ id, name, updatedAtMs, document: { blocks, runs } }) => ({
        id,
        name,
        updatedAtMs,
        blocks: blocks.length,
        runs: runs.length,
      }));
      if (options.json === true) {
        printJson([...summaries, ...damaged.map(({ id, error }) => ({ id, error: error.toJSON() }))]);
        return;
      }
      for (const { error } of damaged) note(formatError(error));
      if (summaries.length === 0) {
        if (damaged.length === 0) note('There are no reports yet. They are made in the window: strata serve');
        return;
      }
      printLine(
        formatTable(summaries, [
          { title: 'report', value: ({ id }) => id },
          { title: 'name', value: ({ name }) => name },
          { title: 'blocks', value: ({ blocks }) => String(blocks), figures: true },
          { title: 'runs', value: ({ runs }) => String(runs), figures: true },
          { title: 'changed', value: ({ updatedAtMs }) => new Date(updatedAtMs).toISOString() },
        ]),
      );
    }),
  );
  const exporting = command(
    'export',
    'write a report as one HTML or Markdown file, with the values that its runs have now',
  )
    .argument('<id>')
    .addOption(new Option('--format <format>', 'how').choices(Object.keys(forms)).default('html'))
    .option('--out <path>', 'a file instead of standard output')
    .action(
      action(async (id: string, options: CommonOptions & { format: ReportForm; out?: string }) => {
        const stores = storesToRead();
        try {
          const file = await fileOf(stores.reports.get(reportId(id)), stores, options.format);
          if (options.out === undefined) printPieces([file]);
          else note(writeExport(options.out, [file]));
        } finally {
          stores.close();
        }
      }),
    );
  for (const each of [list, exporting]) reports.addCommand(each);
  return reports;
}
