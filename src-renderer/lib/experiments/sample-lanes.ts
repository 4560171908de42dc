// One sample of a series as its picture shows it: the rows of each Input's window and of each output's target, and what layers see.
import type { CheckResult } from '#shared/experiment/check-result.ts';
import { inputPlan, outputPlan } from '#shared/data/series-plan.ts';
import type { SeriesPreparation } from '#shared/data/preparation.ts';
import { windowLength, type RowRange } from '#shared/data/windows.ts';

/** The rows of one end of the model in a sample. */
export interface SampleLane extends RowRange {
  readonly kind: 'input' | 'output';
  readonly id: string;
  /** One row in `step` is kept, from the first on. */
  readonly step: number;
  /** How many of an Input's rows are kept; how many rows of an output are predicted. */
  readonly steps: number;
}

/** @param row the row after the windows */
export function sampleLanes(
  preparation: SeriesPreparation,
  ends: { readonly inputs: readonly string[]; readonly outputs: readonly string[] },
  row: number,
): readonly SampleLane[] {
  return [
    ...ends.inputs.map((id): SampleLane => {
      const plan = inputPlan(preparation, id);
      return { kind: 'input', id, from: row - plan.lookback, to: row, step: plan.step, steps: windowLength(plan) };
    }),
    ...ends.outputs.map((id): SampleLane => {
      const { delay, horizon } = outputPlan(preparation, id);
      return { kind: 'output', id, from: row + delay, to: row + delay + horizon, step: 1, steps: horizon };
    }),
  ];
}

/** The rows around a sample that its picture shows: there is room to draw it longer at both sides. */
export function rowsAround({ from, to }: RowRange, rows: number): RowRange {
  const room = Math.max(2, Math.ceil((to - from) * 0.2));
  return { from: Math.max(0, from - room), to: Math.min(rows, to + room) };
}

/** A layer of a model over steps: how many it leaves, and the rows of a window that its last step sees. */
export interface LayerSteps {
  readonly id: string;
  readonly type: string;
  /** Null: its output has no steps any more. */
  readonly steps: number | null;
  /** Null where its sight is not a part of the window: see `fields`. */
  readonly seen: RowRange | null;
  readonly fields: CheckResult['layers'][number]['receptiveFields'];
}

/**
 * The layers from the Inputs to the first ones without steps, in the order of computation.
 * @param lanes of the sample that the rows are of
 */
export function layerSteps(layers: CheckResult['layers'], lanes: readonly SampleLane[]): readonly LayerSteps[] {
  const shown: LayerSteps[] = [];
  /** Layers behind one without steps have none either, but for a few that make some again. */
  let isOver = false;
  for (const { id, type, outputShapes, receptiveFields } of layers) {
    const [shape = []] = outputShapes;
    const hasSteps = shape.length >= 2;
    if (!hasSteps && isOver) continue;
    isOver = !hasSteps;
    const [field] = [...receptiveFields].sort((a, b) => (b.steps ?? Infinity) - (a.steps ?? Infinity));
    const lane = lanes.find((one) => one.kind === 'input' && one.id === field?.input);
    const steps = hasSteps ? (shape[0] ?? null) : null;
    shown.push({
      id,
      type,
      steps,
      fields: receptiveFields,
      seen: lane === undefined ? null : seenRows(lane, field?.steps ?? null),
    });
  }
  return shown;
}

/** The last rows of a window that hold so many of its kept steps; all of them for null. */
function seenRows({ from, step, steps }: SampleLane, seen: number | null): RowRange {
  const last = from + (steps - 1) * step;
  const count = Math.min(steps, seen ?? steps);
  return { from: last - (count - 1) * step, to: last + 1 };
}
