// What can be done with a report as a whole: make, duplicate, delete and save it, and add what is compared to one.
import type { ReportId } from '#shared/base/ids.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { requestsOf } from '#shared/runs/table-columns.ts';
import { unpackSeries } from '#shared/runs/reduced-series.ts';
import { addAbout } from '#shared/reports/edit-report.ts';
import { reportContent } from '#shared/reports/report-content.ts';
import { reportHtml } from '#shared/reports/report-html.ts';
import { reportMarkdown } from '#shared/reports/report-markdown.ts';
import {
  emptyReport,
  type Report,
  type ReportBlock,
  type ReportDocument,
  type ReportRun,
  type ReportSummary,
} from '#shared/reports/report.ts';
import { nextRunName } from '#shared/runs/run-name.ts';
import { fileNameOf, saveFile } from '#renderer/lib/app/experiment-files.ts';
import { reportWords } from '#renderer/lib/app/report-words.ts';
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';
import { ColumnStore } from '#renderer/lib/runs/column-store.svelte.ts';

/** The most characters of a report's name, less room for a number. */
const longestName = 180;

async function freeName(app: Workbench, wanted: string): Promise<string> {
  const { items } = await app.api.request('reports.list', {});
  return nextRunName(
    wanted.slice(0, longestName),
    items.map(({ name }) => name),
  );
}

export function reportRun({ id, name }: Pick<RunSummary, 'id' | 'name'>): ReportRun {
  return { id, name: name.slice(0, 1000) };
}

/** Makes a report and opens it. */
export async function createReport(app: Workbench, document: ReportDocument = emptyReport): Promise<void> {
  await app.attempt(async () => {
    const name = await freeName(app, app.t.reports.newName);
    const { id } = await app.api.request('reports.add', { name, document });
    app.router.go({ page: 'run-report', id });
  });
}

/** Makes a copy of what is saved and opens it. */
export async function duplicateReport(app: Workbench, id: ReportId): Promise<void> {
  await app.attempt(async () => {
    const { name, document } = await app.api.request('reports.get', { id });
    const copy = await freeName(app, `${name.slice(0, longestName - 10)}${app.t.reports.copyEnding}`);
    const { id: made } = await app.api.request('reports.add', { name: copy, document });
    app.toasts.info(app.t.reports.duplicated(copy), {
      label: app.t.reports.open,
      run: () => app.router.go({ page: 'run-report', id: made }),
    });
  });
}

/** The message that says so brings it back. Returns whether it was deleted. */
export async function deleteReport(app: Workbench, { id, name }: Pick<ReportSummary, 'id' | 'name'>): Promise<boolean> {
  return app.attempt(async () => {
    const { report } = await app.api.request('reports.delete', { id });
    if (report === null) return;
    app.toasts.info(app.t.reports.deleted(name), {
      label: app.t.reports.undo,
      isUndo: true,
      run: () =>
        void app.attempt(async () => {
          await app.api.request('reports.restore', { report });
        }),
    });
  });
}

/** Adds blocks about runs to a report that there is. */
export async function addToReport(
  app: Workbench,
  id: ReportId,
  runs: readonly RunSummary[],
  blocks: readonly ReportBlock[],
): Promise<void> {
  await app.attempt(async () => {
    const { name, revision, document } = await app.api.request('reports.get', { id });
    await app.api.request('reports.save', {
      id,
      revision,
      document: addAbout(document, runs.map(reportRun), blocks),
    });
    app.toasts.info(app.t.reports.added(name), {
      label: app.t.reports.open,
      run: () => app.router.go({ page: 'run-report', id }),
    });
  });
}

/** The forms in which a report is saved. */
type ReportForm = 'html' | 'markdown';
const forms = {
  html: { ending: '.html', type: 'text/html', write: reportHtml },
  markdown: { ending: '.md', type: 'text/markdown', write: reportMarkdown },
} as const;

/** The report as one file, with the values that its runs have now. */
export async function reportFile(app: Workbench, report: Report, form: ReportForm = 'html'): Promise<string> {
  const columns = new ColumnStore(app.api);
  const shown = report.document.blocks.flatMap((block) => (block.kind === 'table' ? block.columns : []));
  await Promise.all([columns.load(), columns.need(shown.flatMap(requestsOf))]);
  const words = reportWords(app, columns);
  const blocks = await reportContent(
    report,
    {
      find: (id) => app.runs.find(id),
      compare: (ids) => app.api.request('runs.compare', { ids: [...ids] }),
      series: async (request) => unpackSeries(await app.api.request('runs.series', request)),
    },
    words,
  );
  return forms[form].write({
    title: report.name,
    language: app.locale.language,
    madeAt: new Intl.DateTimeFormat(app.locale.language, { dateStyle: 'medium', timeStyle: 'short' }).format(),
    blocks,
    say: words.say,
  });
}

/** Saves it; the browser or the window asks where. */
export async function saveReportFile(app: Workbench, report: Report, form: ReportForm = 'html'): Promise<void> {
  const { ending, type } = forms[form];
  await app.attempt(async () => {
    saveFile(fileNameOf(report.name, ending), [await reportFile(app, report, form)], type);
  });
}
