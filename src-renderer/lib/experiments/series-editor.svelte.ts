// The picture of a series beside a model: what of it is shown, which sample is looked at, and the edits that its handles make.
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import type { SeriesDataset } from '#shared/data/dataset.ts';
import { columnNames, sourceOf } from '#shared/data/derived-columns.ts';
import type { SeriesPreparation } from '#shared/data/preparation.ts';
import { samplingPeriod } from '#shared/data/sampling-period.ts';
import {
  columnsOfTarget,
  featureColumns,
  inputPlan,
  outputPlan,
  sampleSpan,
  seriesPlan,
} from '#shared/data/series-plan.ts';
import { mostPicturePixels } from '#shared/data/series-picture.ts';
import { sampleAt, sampleNear, sampleNumber, splitWindows } from '#shared/data/split-windows.ts';
import type { RowRange } from '#shared/data/windows.ts';
import { endsOf } from '#shared/experiment/edit-ends.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import {
  handleRange,
  isShared,
  moveHandle,
  type HandleRange,
  type SeriesHandle,
} from '#shared/experiment/series-handles.ts';
import { roundLengths } from '#renderer/lib/datasets/row-units.ts';
import { ShownPicture, type PictureRequest } from '#renderer/lib/datasets/shown-picture.svelte.ts';
import type { ExperimentDraft } from '#renderer/lib/experiments/experiment-draft.svelte.ts';
import { rowsAround, sampleLanes } from '#renderer/lib/experiments/sample-lanes.ts';

/** What is drawn: a series, and the experiment that learns from it. */
export interface DrawnSeries {
  readonly experiment: Experiment;
  readonly preparation: SeriesPreparation;
  readonly dataset: SeriesDataset;
}

/** The lines of one Input: its features, or the first of them. */
export interface FeatureGroup {
  readonly input: string;
  readonly columns: readonly string[];
  /** How many more it has. */
  readonly more: number;
}

/** The most features whose lines are drawn. */
const mostLines = 32;
/** So many rows are asked for as they are; of more, what pixels show. */
const mostWhole = 4 * 2048;
/** The id that stands for a model's only Input or output while it has none. */
const only = { inputs: ['input'], outputs: ['output'] };

export class SeriesEditor {
  /** The whole series. */
  readonly overview: ShownPicture;
  /** The rows around the sample. */
  readonly sampleRows: ShownPicture;
  /** Mean and deviation of the features over the training rows. */
  readonly scales: ShownPicture;
  readonly #drawn: () => DrawnSeries;
  readonly #draft: ExperimentDraft;
  /** The row after the chosen window; null: in the middle of the training. */
  #row: number | null = $state(null);
  #column: string | null = $state(null);
  /** The rows that are shown while a handle is dragged; null otherwise. */
  #held: RowRange | null = $state.raw(null);

  readonly preparation: SeriesPreparation = $derived.by(() => this.#drawn().preparation);
  readonly dataset: SeriesDataset = $derived.by(() => this.#drawn().dataset);
  readonly #ends = $derived.by(() => {
    const { inputs, outputs } = endsOf(this.#drawn().experiment.model);
    return {
      inputs: inputs.length === 0 ? only.inputs : inputs,
      outputs: outputs.length === 0 ? only.outputs : outputs,
    };
  });
  /** Seconds from row to row; null where the data set does not say. */
  readonly period = $derived.by(() => samplingPeriod(this.dataset));
  readonly lengths = $derived.by(() => roundLengths(this.period));
  /** Rows without a number in a column that is used are left out. */
  readonly #dropped = $derived.by((): string[] => {
    if (this.preparation.missing !== 'drop') return [];
    const used = new Set(this.#usedColumns());
    return this.dataset.columns.filter(({ name, missing }) => missing > 0 && used.has(name)).map(({ name }) => name);
  });
  /** Known for certain when the overview is there. */
  readonly rows: number = $derived.by(() =>
    this.#dropped.length === 0 ? this.dataset.rows : (this.overview.value?.rows ?? this.dataset.rows),
  );
  readonly plan = $derived.by(() => sampleSpan(seriesPlan(this.preparation, this.#ends)));
  readonly splits = $derived.by(() => splitWindows(this.rows, this.preparation.split, this.plan));
  readonly windows: number = $derived.by(() => this.splits.reduce((sum, { windows }) => sum + windows, 0));
  /** Null when no split is long enough for one. */
  readonly sample = $derived.by(() => {
    const { to = 0 } = this.splits[0]?.range ?? {};
    return sampleNear(this.splits, this.plan, this.#row ?? Math.round(to / 2));
  });
  /** The sample's number among all of them, from 0. */
  readonly number: number = $derived.by(() => (this.sample === null ? 0 : sampleNumber(this.splits, this.sample)));
  readonly lanes = $derived.by(() =>
    this.sample === null ? [] : sampleLanes(this.preparation, this.#ends, this.sample.row),
  );
  /** The rows that the sample's picture shows. */
  readonly around: RowRange = $derived.by(() => {
    if (this.#held !== null) return this.#held;
    const { sample } = this;
    return sample === null
      ? { from: 0, to: this.rows }
      : rowsAround({ from: sample.first, to: sample.target + 1 }, this.rows);
  });
  /** The column that is drawn: a target, unless another one was chosen. */
  readonly column: string = $derived.by(() => {
    const names = this.dataset.columns.map(({ name }) => name);
    const [target = ''] = columnsOfTarget(this.preparation.target);
    return [this.#column, target].find((name) => name !== null && names.includes(name)) ?? names[0] ?? '';
  });
  readonly features: readonly FeatureGroup[] = $derived.by(() => {
    const names = this.dataset.columns.map(({ name }) => name);
    let room = mostLines;
    return this.#ends.inputs.map((input) => {
      const all = featureColumns(this.preparation, inputPlan(this.preparation, input), names).filter((name) =>
        names.includes(name),
      );
      const columns = all.slice(0, room);
      room -= columns.length;
      return { input, columns, more: all.length - columns.length };
    });
  });

  constructor(api: WorkbenchApi, draft: ExperimentDraft, drawn: () => DrawnSeries) {
    this.overview = new ShownPicture(api);
    this.sampleRows = new ShownPicture(api);
    this.scales = new ShownPicture(api);
    this.#draft = draft;
    this.#drawn = drawn;
  }

  /** The row after the window, from which lengths are measured; while a handle is dragged it stays. */
  get anchor(): number {
    return (this.#held === null ? null : this.#row) ?? this.sample?.row ?? 0;
  }

  get isHeld(): boolean {
    return this.#held !== null;
  }

  /** @param pixels that the picture is wide */
  overviewRequest(pixels: number): PictureRequest {
    return { id: this.dataset.id, columns: [this.column], pixels: within(pixels), dropped: this.#dropped };
  }

  sampleRequest(pixels: number): PictureRequest {
    const { from, to } = this.around;
    const isWhole = to - from <= mostWhole;
    return {
      id: this.dataset.id,
      columns: [...new Set([this.column, ...this.features.flatMap(({ columns }) => columns)])],
      from,
      to,
      pixels: within(isWhole ? Math.max(pixels, Math.ceil((to - from) / 4)) : pixels),
      dropped: this.#dropped,
    };
  }

  scalesRequest(): PictureRequest | null {
    const { range } = this.splits[0] ?? {};
    if (!this.preparation.normalize || range === undefined) return null;
    return {
      id: this.dataset.id,
      columns: [...new Set(this.features.flatMap(({ columns }) => columns))],
      to: 0,
      pixels: 1,
      dropped: this.#dropped,
      measured: { ...range },
    };
  }

  range(handle: SeriesHandle): HandleRange {
    return handleRange(handle, this.preparation, this.rows, this.splits, this.plan);
  }

  /** Whether a handle is shown: moving it changes something. */
  isMovable(handle: SeriesHandle): boolean {
    return isShared(handle, this.preparation, this.#ends);
  }

  /** Shows the same rows until `release`, while a handle is dragged. */
  hold(): void {
    this.#held = this.around;
    this.#row = this.sample?.row ?? null;
  }

  release(): void {
    this.#held = null;
  }

  /** @param group moves in a row with the same group are one step of the history */
  move(handle: SeriesHandle, value: number, group: string, slack = 0): void {
    const { document } = this.#draft;
    const edit = document === null ? null : moveHandle(document, handle, value, { rows: this.rows, slack });
    if (edit !== null) this.#draft.take(edit, group);
  }

  chooseColumn(name: string): void {
    this.#column = name;
  }

  /** Looks at a sample by its number among all, from 0. */
  choose(number: number): void {
    this.#row = sampleAt(this.splits, this.plan, number)?.row ?? this.#row;
  }

  /** Looks at the sample around a row. */
  chooseRow(row: number): void {
    const { lookback, delay, horizon = 1 } = this.plan;
    this.#row = row + Math.round((lookback - delay - horizon) / 2);
  }

  #usedColumns(): string[] {
    const names = columnNames(this.dataset, this.preparation);
    const { inputs, outputs } = this.#ends;
    const features = inputs.flatMap((id) => featureColumns(this.preparation, inputPlan(this.preparation, id), names));
    return [
      ...features,
      ...(this.preparation.derived ?? []).flatMap((one) => (features.includes(one.name) ? (sourceOf(one) ?? []) : [])),
      ...outputs.flatMap((id) => outputPlan(this.preparation, id).columns),
      ...(this.preparation.sample_weight === undefined ? [] : [this.preparation.sample_weight]),
    ];
  }
}

function within(pixels: number): number {
  return Math.min(mostPicturePixels, Math.max(1, Math.round(pixels)));
}
