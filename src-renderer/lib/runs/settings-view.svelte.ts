// The state of "Settings against metric": metric, axes, their ranges, and what follows of it. Runs that cannot be compared are never in one plot.
import { importanceOf, type Importance } from '#shared/compare/importance.ts';
import type { Vocabulary } from '#shared/runs/query/ast.ts';
import type { RunSources } from '#shared/runs/query/run-values.ts';
import type { ColumnRequest } from '#shared/runs/run-column.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { CellWords } from '#renderer/lib/runs/cell-text.ts';
import { isInRange, plotAxis, type AxisRange, type PlotAxis } from '#renderer/lib/runs/plot-axis.ts';
import {
  comparableGroups,
  differs,
  metricRequest,
  plotFigures,
  plottedColumns,
  plotValues,
  sourceId,
  usualMetric,
  type ComparableGroups,
  type ComparableRuns,
  type PlotMetric,
  type PlotSource,
  type PlotValue,
} from '#renderer/lib/runs/plot-values.ts';
import { metricTitle, sayMetric, saySource, sourceName } from '#renderer/lib/runs/plot-words.ts';
import type { DurationUnit } from '#renderer/lib/runs/table-values.ts';

/** What the view is made of; read anew whenever it changes. */
export interface PlottedRuns {
  /** That the filter leaves. */
  readonly runs: () => readonly RunSummary[];
  readonly names: () => Vocabulary | null;
  readonly sources: () => Pick<RunSources, 'column'> & { readonly durationUnit: DurationUnit };
  readonly words: () => CellWords;
}

/** A setting or column whose values differ between the runs; `values` is parallel to them. */
export interface PlottedSource {
  readonly id: string;
  readonly source: PlotSource;
  readonly values: readonly PlotValue[];
}

export interface RatedSource extends PlottedSource {
  readonly importance: Importance;
}

/** An axis with its values, parallel to the runs. */
export interface WholeAxis {
  readonly id: string;
  /** Null for the metric. */
  readonly source: PlotSource | null;
  readonly name: string;
  readonly values: readonly PlotValue[];
  readonly axis: PlotAxis;
  readonly say: (value: PlotValue) => string;
}

/** An axis of the parallel coordinates. */
export interface ShownAxis extends WholeAxis {
  readonly range: AxisRange | null;
}

export const metricAxisId = 'metric';
/** So many settings are axes until a person chooses. */
const firstAxes = 6;
const noRuns: ComparableRuns = { key: '', dataset: '', unit: null, isStored: true, runs: [], values: [] };

export class SettingsView {
  readonly #from: PlottedRuns;
  #metric: string | null = $state(null);
  #figure: PlotMetric['figure'] = $state('best');
  #group: string | null = $state(null);
  #x: string | null = $state(null);
  #axes: readonly string[] | null = $state.raw(null);
  #ranges: ReadonlyMap<string, AxisRange> = $state.raw(new Map());
  /** The run under the pointer. */
  pointed: string | null = $state(null);

  readonly #chosen = $derived.by((): PlotMetric | null => {
    const metrics = this.#from.names()?.metrics ?? [];
    const name = this.#metric !== null && metrics.includes(this.#metric) ? this.#metric : null;
    const found = name ?? usualMetric(this.#from.runs(), metrics);
    return found === null ? null : { name: found, figure: this.#figure };
  });
  readonly #groups = $derived.by((): ComparableGroups => {
    if (this.#chosen === null) return { groups: [], withoutValue: 0, notFinite: 0 };
    return comparableGroups(this.#from.runs(), this.#chosen, this.#from.sources());
  });
  readonly #shown = $derived.by((): ComparableRuns => {
    const { groups } = this.#groups;
    return groups.find(({ key }) => key === this.#group) ?? groups[0] ?? noRuns;
  });
  readonly #differing = $derived.by((): PlottedSource[] => {
    const settings = this.#from.names()?.settings ?? [];
    const sources: PlotSource[] = [
      ...settings.map((path): PlotSource => ({ kind: 'setting', path })),
      ...plottedColumns.map((name): PlotSource => ({ kind: 'own', name })),
    ];
    return sources.map((source) => this.#plotted(source)).filter(({ values }) => differs(values));
  });
  readonly #rated = $derived.by((): RatedSource[] =>
    this.#differing
      .filter(({ source }) => source.kind === 'setting')
      .map((one) => ({ ...one, importance: importanceOf(one.values, this.#shown.values) }))
      .sort((a, b) => b.importance.strength - a.importance.strength),
  );
  readonly #metricAxis = $derived.by((): WholeAxis => {
    const { words } = this.#from;
    const say = (value: PlotValue): string => sayMetric(Number(value), this.#shown, words());
    return {
      id: metricAxisId,
      source: null,
      name: this.#chosen === null ? '' : metricTitle(this.#chosen, this.#shown, words().t),
      values: this.#shown.values,
      axis: plotAxis(this.#shown.values, say, 'number'),
      say,
    };
  });
  readonly #xAxis = $derived.by((): WholeAxis => {
    const found = this.#differing.find(({ id }) => id === this.#x) ?? this.#rated[0] ?? this.#differing[0];
    return this.#axisOf(found ?? this.#plotted({ kind: 'own', name: 'parameters' }));
  });
  readonly #wholeAxes = $derived.by((): WholeAxis[] => {
    const byId = new Map(this.#differing.map((one) => [one.id, one]));
    const axes = this.axisIds.flatMap((id) => {
      const found = byId.get(id);
      return found === undefined ? [] : [this.#axisOf(found)];
    });
    return [...axes, this.#metricAxis];
  });
  // Apart, so that a range that is dragged makes no axis anew.
  readonly #axisList = $derived.by((): ShownAxis[] =>
    this.#wholeAxes.map((axis) => ({ ...axis, range: this.#ranges.get(axis.id) ?? null })),
  );
  readonly #inside = $derived.by((): readonly boolean[] => {
    const ranged = this.#axisList.filter(({ range }) => range !== null);
    return this.#shown.runs.map((_, i) =>
      ranged.every(({ axis, range, values }) => range === null || isInRange(axis, range, values[i] ?? null)),
    );
  });

  constructor(from: PlottedRuns) {
    this.#from = from;
  }

  #plotted(source: PlotSource): PlottedSource {
    const sources = this.#from.sources();
    return {
      id: sourceId(source),
      source,
      values: plotValues(this.#shown.runs, source, sources, sources.durationUnit),
    };
  }

  #axisOf({ id, source, values }: PlottedSource): WholeAxis {
    const words = this.#from.words();
    const say = (value: PlotValue): string => saySource(source, value, words);
    const kind = source.kind === 'own' && source.name === 'started' ? 'time' : 'any';
    return {
      id,
      source,
      name: sourceName(source, words.t, this.#from.names(), this.#from.sources().durationUnit),
      values,
      axis: plotAxis(values, say, kind),
      say,
    };
  }

  /** What a person has chosen, to be kept; null for what is shown by itself. */
  get choices(): Readonly<Record<string, string | null>> {
    return { metric: this.#metric, figure: this.#figure.replace('best', ''), group: this.#group, x: this.#x };
  }

  /** Takes what was kept; what is not there any more is as good as none. */
  choose(kept: (name: string) => string | null): void {
    this.#metric = kept('metric');
    this.#figure = plotFigures.find((figure) => figure === kept('figure')) ?? 'best';
    this.#group = kept('group');
    this.#x = kept('x');
  }

  /** Null while nothing is known. */
  get metric(): PlotMetric | null {
    return this.#chosen;
  }

  chooseMetric(name: string): void {
    this.#metric = name;
    this.setRange(metricAxisId, null);
  }

  chooseFigure(figure: PlotMetric['figure']): void {
    this.#figure = figure;
    this.setRange(metricAxisId, null);
  }

  get groups(): ComparableGroups {
    return this.#groups;
  }

  /** The runs that are shown, and their values of the metric. */
  get shown(): ComparableRuns {
    return this.#shown;
  }

  chooseGroup(key: string): void {
    this.#group = key;
    this.clearRanges();
  }

  /** Settings and columns that differ between the shown runs. */
  get differing(): readonly PlottedSource[] {
    return this.#differing;
  }

  /** Settings that differ, the most important first. */
  get rated(): readonly RatedSource[] {
    return this.#rated;
  }

  get x(): WholeAxis {
    return this.#xAxis;
  }

  chooseX(id: string): void {
    this.#x = id;
  }

  get y(): WholeAxis {
    return this.#metricAxis;
  }

  /** The settings and columns that are axes of the parallel coordinates; the metric is always the last. */
  get axisIds(): readonly string[] {
    return this.#axes ?? this.#rated.slice(0, firstAxes).map(({ id }) => id);
  }

  /** They do not change with the ranges. */
  get wholeAxes(): readonly WholeAxis[] {
    return this.#wholeAxes;
  }

  get axes(): readonly ShownAxis[] {
    return this.#axisList;
  }

  addAxis(id: string): void {
    this.#axes = [...this.axisIds.filter((one) => one !== id), id];
  }

  removeAxis(id: string): void {
    this.#axes = this.axisIds.filter((one) => one !== id);
    this.setRange(id, null);
  }

  /** Moves an axis by so many places; at the ends it stays. */
  moveAxis(id: string, by: number): void {
    const axes = [...this.axisIds];
    const from = axes.indexOf(id);
    const to = Math.max(0, Math.min(axes.length - 1, from + by));
    if (from < 0) return;
    axes.splice(to, 0, ...axes.splice(from, 1));
    this.#axes = axes;
  }

  /** @param range null for all of the axis */
  setRange(id: string, range: AxisRange | null): void {
    // From here on the axes are a person's: a run that ends does not change their order.
    if (range !== null) this.#axes ??= this.axisIds;
    const next = new Map(this.#ranges);
    if (range === null) next.delete(id);
    else next.set(id, range);
    this.#ranges = next;
  }

  clearRanges(): void {
    this.#ranges = new Map();
  }

  get isNarrowed(): boolean {
    return this.#axisList.some(({ range }) => range !== null);
  }

  /** Whether a run is in all ranges; parallel to the shown runs. */
  get inside(): readonly boolean[] {
    return this.#inside;
  }

  /** The places of the runs that are in all ranges. */
  get narrowed(): readonly number[] {
    return this.#inside.flatMap((isInside, i) => (isInside ? [i] : []));
  }

  /** The columns of the host that it needs. */
  get requests(): ColumnRequest[] {
    const { settings = [] } = this.#from.names() ?? {};
    const metric = this.#chosen === null ? [] : [metricRequest(this.#chosen)];
    return [...settings.map((path): ColumnRequest => ({ kind: 'setting', path })), ...metric];
  }
}
