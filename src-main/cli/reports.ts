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
import { hasFigures } from '#shared/runs/table-columns.ts';
import { apartText } from '#main/cli/comparison-table.ts';
import { action, command, commandGroup, storesToRead } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { formatError, formatTable, note, printJson, printLine, printPieces } from '#main/cli/output.ts';
import { cellText, columnHead, readColumns } from '#main/cli/run-cells.ts';
import { writeExport } from '#main/cli/run-export.ts';
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

/** What stands in the tables of a report: settings and values are called as they are stored. */
function wordsOf({ document }: Report, { runs }: Stores): ReportWords {
  const columns = document.blocks.flatMap((block) => (block.kind === 'table' ? block.columns : []));
  const shown = document.runs.flatMap(({ id }) => runs.find(id)?.number ?? []);
  const hasDifferences = columns.some((column) => column.kind === 'metric' && column.versus !== null);
  const baselines = hasDifferences ? runs.list().filter(({ kind }) => kind === 'baseline') : [];
  const sources = readColumns(columns, {
    store: runs,
    all: baselines,
    among: [...shown, ...baselines.map(({ number }) => number)],
    // A report has no pinned run, in the window either.
    pinned: null,
  });
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
    head: (column) => ({ text: columnHead(column), isFigures: hasFigures(column, []) }),
    cell(run, column) {
      const { text, tone } = cellText(run, column, sources);
      const isName = column.kind === 'own' && column.name === 'name';
      return { text, ...(tone !== null && { tone }), ...(isName && { color: runColor(run) }) };
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
