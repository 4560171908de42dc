// A whole report with the values that its runs have now, for its file. It asks for them as a page does.
import type { RunId } from '#shared/base/ids.ts';
import { countOf, msg, type Sentence } from '#shared/base/message.ts';
import { logRange, patientRange } from '#shared/charts/axis.ts';
import { chartDrawing } from '#shared/charts/chart-drawing.ts';
import { hasLogX, lastStep, pointsAtZero, wholeRange, type ChartSpec } from '#shared/charts/chart-spec.ts';
import { cellOf, chartTable } from '#shared/charts/chart-table.ts';
import { hiddenNotes } from '#shared/charts/chart-words.ts';
import type { Drawing } from '#shared/charts/drawing.ts';
import { valueOf } from '#shared/charts/drawn-points.ts';
import { runColor } from '#shared/charts/run-color.ts';
import { extent, hiddenPoints } from '#shared/charts/y-extent.ts';
import { trainingTwin, type PartialCurves } from '#shared/compare/compare-view.ts';
import type { Comparison } from '#shared/compare/comparison.ts';
import { epochKey } from '#shared/runs/metric-keys.ts';
import type { SeriesPart, SeriesRequest } from '#shared/runs/reduced-series.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { readMarkdown, type MarkdownBlock } from '#shared/reports/markdown.ts';
import {
  chartedMetrics,
  deletedNote,
  metricCharts,
  missingMetrics,
  restricted,
  runsTable,
  settingsTable,
  shownName,
  shownRuns,
  verdictsOf,
  type ReportChart,
} from '#shared/reports/report-blocks.ts';
import type { BlockOf, Report, ReportBlock, RunsBlock } from '#shared/reports/report.ts';
import type { ReportTable } from '#shared/reports/report-table.ts';
import { repeatsTable } from '#shared/reports/repeats-table.ts';
import type { ReportWords } from '#shared/reports/report-words.ts';

/** Where the values come from. */
export interface ReportSource {
  /** A run as it is now; undefined where it was deleted. */
  readonly find: (id: string) => RunSummary | undefined;
  readonly compare: (ids: readonly RunId[]) => Promise<Comparison>;
  readonly series: (request: SeriesRequest) => Promise<readonly SeriesPart[]>;
}

/** What a block shows; `notes` are sentences about what it does not show, and why. */
export type BlockContent =
  | { readonly kind: 'text'; readonly source: string; readonly blocks: readonly MarkdownBlock[] }
  | {
      readonly kind: 'chart';
      readonly drawing: Drawing;
      readonly table: ReportTable;
      readonly notes: readonly string[];
    }
  | { readonly kind: 'table'; readonly table: ReportTable; readonly notes: readonly string[] }
  | {
      readonly kind: 'list';
      readonly heading: string;
      readonly items: readonly { readonly name: string; readonly color: string; readonly text: string }[];
      readonly notes: readonly string[];
    }
  | { readonly kind: 'settings' | 'repeats'; readonly table: ReportTable; readonly notes: readonly string[] }
  /** Nothing but what there is to say about it. */
  | { readonly kind: 'nothing'; readonly heading: string; readonly notes: readonly string[] };

/** The columns of a chart in a file: its table has as many points as it draws. */
const columns = 250;

class Content {
  readonly #report: Report;
  readonly #source: ReportSource;
  readonly #words: ReportWords;
  #comparison: Promise<Comparison> | null = null;

  constructor(report: Report, source: ReportSource, words: ReportWords) {
    this.#report = report;
    this.#source = source;
    this.#words = words;
  }

  async read(): Promise<BlockContent[]> {
    const contents: BlockContent[] = [];
    for (const block of this.#report.document.blocks) contents.push(...(await this.#block(block)));
    return contents;
  }

  async #block(block: ReportBlock): Promise<readonly BlockContent[]> {
    if (block.kind === 'text') return [{ kind: 'text', source: block.text, blocks: readMarkdown(block.text) }];
    const { say } = this.#words;
    const { runs, deleted } = shownRuns(this.#report.document, block, this.#source.find);
    const gone = deletedNote(deleted);
    const notes = gone === null ? [] : [say(gone)];
    if (runs.length === 0) return [this.#nothing(block, [...notes, say(msg`No run is shown here.`)])];
    if (block.kind === 'table') return [{ kind: 'table', table: runsTable(block, runs, this.#words), notes }];
    const comparison = restricted(
      await this.#compared(),
      runs.map(({ id }) => id),
    );
    switch (block.kind) {
      case 'chart':
        return this.#charts(block, comparison, notes);
      case 'verdicts':
        return [this.#verdicts(block, comparison, notes)];
      case 'settings':
        return [this.#settings(block, comparison, notes)];
      case 'repeats':
        return [this.#repeats(block, comparison, notes)];
    }
  }

  /** Of all runs of the report, once. */
  #compared(): Promise<Comparison> {
    const { runs } = shownRuns(this.#report.document, null, this.#source.find);
    this.#comparison ??= this.#source.compare(runs.map(({ id }) => id));
    return this.#comparison;
  }

  #nothing(block: RunsBlock, notes: readonly string[]): BlockContent {
    return { kind: 'nothing', heading: this.#words.say(blockName(block.kind)), notes };
  }

  async #charts(
    block: BlockOf<'chart'>,
    comparison: Comparison,
    notes: readonly string[],
  ): Promise<readonly BlockContent[]> {
    const { say } = this.#words;
    const missing = missingMetrics(block, comparison).map((name) => say(noMetricText(name)));
    const metrics = chartedMetrics(block, comparison);
    if (metrics.length === 0)
      return [this.#nothing(block, [...notes, ...(missing.length > 0 ? missing : [say(noMetricText(null))])])];
    const contents: BlockContent[] = [];
    for (const metric of metrics) {
      const twin = trainingTwin(comparison, metric.name);
      const curves = await this.#curves(block, comparison, metric.name);
      const training = twin === null ? null : await this.#curves(block, comparison, twin);
      const charts = metricCharts(block, comparison, metric, curves, training, this.#words);
      contents.push(...charts.map((chart, i) => this.#chart(block, chart, i === 0 ? notes : [])));
    }
    if (missing.length > 0) contents.push(this.#nothing(block, missing));
    return contents;
  }

  async #curves({ axis }: BlockOf<'chart'>, { runs }: Comparison, name: string): Promise<PartialCurves> {
    const ids = runs.flatMap(({ id, kind }) => (kind === 'training' ? [id] : []));
    const request = { ids, keys: [epochKey(name)], from: null, to: null, columns, whole: 0, smoothing: null, axis };
    const parts = ids.length === 0 ? [] : await this.#source.series(request);
    const found = new Map<string, SeriesPart>(parts.map((part) => [part.id, part]));
    return {
      curveOf: (id) => found.get(id) ?? null,
      valueAt: (id, step) => {
        const part = found.get(id);
        return part === undefined ? null : valueOf(part, step);
      },
    };
  }

  #chart({ isLog, isLogX }: BlockOf<'chart'>, { heading, spec }: ReportChart, before: readonly string[]): BlockContent {
    const { say, chart, format } = this.#words;
    const view = { isLog, isLogX, hidesOutliers: true };
    const atZero = hasLogX(spec, view) ? pointsAtZero(spec) : 0;
    const { low, high } = extent(spec, hasLogX(spec, view) ? wholeRange(spec, true) : null, view);
    const axis = isLog ? logRange(low, high, null) : patientRange(low, high, null);
    const isPart = spec.lines.some((line) => line.isPart === true);
    const notes = [
      ...before,
      ...(lastStep(spec) === null ? [say(msg`None of these runs has a value yet.`)] : []),
      ...(spec.notes ?? []),
      ...(atZero > 0 ? [chart.chart.hiddenPoints.atZero(atZero)] : []),
      ...hiddenNotes(hiddenPoints(spec, null, axis, isLog), chart.chart, format.plain),
      ...(isPart ? [say(msg`The table has the points that are drawn, not all that are stored.`)] : []),
    ];
    const colorOf = (token: string): string => `var(${token})`;
    const drawing = chartDrawing(spec, { title: heading, notes: [], range: null, view, colorOf });
    return { kind: 'chart', drawing, table: this.#values(spec, heading), notes };
  }

  #values(spec: ChartSpec, heading: string): ReportTable {
    const { say, chart, format } = this.#words;
    const table = chartTable(spec, null, { low: chart.chart.bandLow, high: chart.chart.bandHigh });
    const isCounted = spec.axis === 'epoch' || spec.axis === 'step';
    const colors = spec.lines.map(({ color }) => color);
    return {
      label: say(msg`Values of ${heading}`),
      heads: [
        { text: spec.xTitle, isFigures: true },
        ...table.columns.map(({ label }, i) => ({
          text: label,
          isFigures: true,
          ...(colors[i] && { color: colors[i] }),
        })),
      ],
      rows: table.places.map((place) => [
        { text: isCounted ? format.count(Math.round(place)) : spec.title(place) },
        ...table.columns.map((column) => {
          const value = cellOf(column, place);
          return { text: value === null ? '—' : format.metric(value) };
        }),
      ]),
    };
  }

  #verdicts(block: BlockOf<'verdicts'>, comparison: Comparison, notes: readonly string[]): BlockContent {
    const { say } = this.#words;
    const verdicts = verdictsOf(block, comparison);
    if (verdicts.length === 0) return this.#nothing(block, [...notes, say(noMetricText(null))]);
    const items = verdicts.map(({ run, text }) => ({
      name: shownName(run, say),
      color: runColor(run),
      text: say(text),
    }));
    return { kind: 'list', heading: say(blockName(block.kind)), items, notes };
  }

  #settings(block: BlockOf<'settings'>, comparison: Comparison, notes: readonly string[]): BlockContent {
    const { say } = this.#words;
    const { table, same, learned } = settingsTable(comparison, this.#words);
    if (table === null) return this.#nothing(block, [...notes, say(sameSettings(learned))]);
    return { kind: 'settings', table, notes: [...notes, ...(same === 0 ? [] : [say(sameCount(same))])] };
  }

  #repeats(block: BlockOf<'repeats'>, comparison: Comparison, notes: readonly string[]): BlockContent {
    const { table, notes: tests } = repeatsTable(block, comparison, this.#words);
    if (table === null) return this.#nothing(block, [...notes, this.#words.say(noRepeats)]);
    return { kind: 'repeats', table, notes: [...notes, ...tests] };
  }
}

/** Why no repeats are shown. */
export const noRepeats = msg`Repeats need two runs or more that differ in their seed or fold only, and have a value.`;

/** What a block is called. */
export function blockName(kind: ReportBlock['kind']): Sentence {
  switch (kind) {
    case 'text':
      return msg`Text`;
    case 'chart':
      return msg`Chart`;
    case 'table':
      return msg`Table of runs`;
    case 'verdicts':
      return msg`What the runs say`;
    case 'settings':
      return msg`Differences in settings`;
    case 'repeats':
      return msg`Repeats`;
  }
}

/** Why nothing is shown of a metric; null for the one that the runs are judged by. */
export function noMetricText(name: string | null): Sentence {
  return name === null
    ? msg`None of these runs has a validation value.`
    : msg`None of these runs has a value of ${name}.`;
}

/** Why no difference is shown. @param learned how many of the runs were trained */
export function sameSettings(learned: number): Sentence {
  return learned < 2 ? msg`Differences need two runs that were trained.` : msg`All settings are the same.`;
}

/** How many settings do not differ. */
export function sameCount(same: number): Sentence {
  return countOf(same, '{0} setting is the same in all of them.', '{0} settings are the same in all of them.');
}

/** The content of each block, in their order; a block of several charts has one of each. */
export async function reportContent(report: Report, source: ReportSource, words: ReportWords): Promise<BlockContent[]> {
  return new Content(report, source, words).read();
}
