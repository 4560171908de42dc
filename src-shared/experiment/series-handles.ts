// What can be drawn longer or shorter in the picture of a series: each setting with its bounds, and the edit that gives it another
// value. Inputs that take a window as it was take it as it is then.
import type { Fix } from '#shared/base/fix.ts';
import { isJsonObject, type JsonObject } from '#shared/base/json.ts';
import { seriesPreparationSchema, type SeriesPreparation } from '#shared/data/preparation.ts';
import { preparedLength } from '#shared/data/series-plan.ts';
import { borders, withTrainEnd, withValidationEnd, type SplitWindows } from '#shared/data/split-windows.ts';
import { rowsPerSample, type WindowPlan } from '#shared/data/windows.ts';
import { applyFix, fixName } from '#shared/experiment/apply-fix.ts';
import type { EditedExperiment } from '#shared/experiment/edit-ends.ts';
import { graphOf, withGraph } from '#shared/experiment/edit-experiment.ts';
import { isInput } from '#shared/model/layer-catalogue.ts';

/** The rows at which training and validation end (with folds only where the test begins), and the lengths of a sample in rows. */
export type SeriesHandle = 'train' | 'validation' | 'lookback' | 'step' | 'delay' | 'horizon';

/** A handle's value with its bounds, in rows. */
export interface HandleRange {
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

/** The most rows that a file may say. */
const mostRows = { lookback: 1_000_000, delay: 1_000_000, horizon: 100_000, step: 100_000 } as const;

/**
 * The bounds of a handle: a length may grow until the training has a single sample, a border stays between its neighbours.
 * @param rows of the series
 * @param plan the span of a sample
 */
export function handleRange(
  handle: SeriesHandle,
  preparation: SeriesPreparation,
  rows: number,
  splits: readonly SplitWindows[],
  plan: WindowPlan,
): HandleRange {
  const { train, validation } = borders(rows, preparation.split);
  if (handle === 'train') return bounded(train.to, Math.min(1, rows), validation.to);
  if (handle === 'validation') return bounded(validation.to, train.to, rows);
  const value = handle === 'horizon' ? (preparation.horizon ?? 1) : preparation[handle];
  if (handle === 'step') return bounded(value, 1, Math.min(mostRows.step, preparation.lookback));
  const room = Math.max(0, (splits[0]?.range.to ?? rows) - rowsPerSample(plan));
  return bounded(value, handle === 'delay' ? 0 : 1, Math.min(mostRows[handle], value + room));
}

/** A value that a file has is never out of its bounds. */
function bounded(value: number, least: number, most: number): HandleRange {
  return { value, least: Math.min(least, value), most: Math.max(most, value) };
}

/** Whether moving a handle changes anything: some Input or output has no setting of its own; a border is not one of folds. */
export function isShared(
  handle: SeriesHandle,
  { inputs, outputs, split }: SeriesPreparation,
  ends: { readonly inputs: readonly string[]; readonly outputs: readonly string[] },
): boolean {
  switch (handle) {
    case 'train':
      // The folds say where the training ends.
      return split.folds === undefined;
    case 'validation':
      return true;
    case 'lookback':
    case 'step':
      return ends.inputs.length === 0 || ends.inputs.some((id) => inputs?.[id]?.[handle] === undefined);
    case 'delay':
    case 'horizon':
      return ends.outputs.length === 0 || ends.outputs.some((id) => outputs?.[id]?.[handle] === undefined);
  }
}

/**
 * Gives a handle a value.
 * @param rows of the series
 * @param slack how many rows a border may be off for a share with fewer decimals: what a pixel hides
 * @returns null when the document has no series that can be read
 */
export function moveHandle(
  document: JsonObject,
  handle: SeriesHandle,
  value: number,
  { rows, slack = 0 }: { readonly rows: number; readonly slack?: number },
): EditedExperiment | null {
  const before = preparationOf(document);
  if (before === null) return null;
  if (handle === 'train' || handle === 'validation') {
    const shares = (handle === 'train' ? withTrainEnd : withValidationEnd)(rows, before.split, value, slack);
    const named: Fix = { kind: 'setting', path: [...place, 'split', handle], value: shares[handle] };
    const whole: Fix = {
      kind: 'setting',
      path: [...place, 'split'],
      value: { ...before.split, ...shares } as JsonObject,
    };
    return edited(document, whole, named);
  }
  const path = [...place, handle];
  const isLeftOut = handle === 'horizon' && value === 1;
  const fix: Fix = isLeftOut ? { kind: 'remove-setting', path } : { kind: 'setting', path, value };
  const edit = edited(document, fix, fix);
  return edit === null ? null : { ...edit, document: withLengths(edit, before) };
}

const place = ['data', 'preparation'] as const;

function preparationOf(document: JsonObject): SeriesPreparation | null {
  const { data } = document;
  return seriesPreparationSchema.safeParse(isJsonObject(data) ? data['preparation'] : null).data ?? null;
}

/** @param named what the history says */
function edited(document: JsonObject, fix: Fix, named: Fix): EditedExperiment | null {
  const result = applyFix(document, fix);
  return 'refused' in result ? null : { document: result.document, name: fixName(named) };
}

/** Inputs whose first size is the former length of their window get the present one. */
function withLengths({ document, name }: EditedExperiment, before: SeriesPreparation): JsonObject {
  const graph = graphOf(document);
  const after = preparationOf(document);
  if (graph === null || after === null) return document;
  const nodes = graph.nodes.map((node) => {
    const shape = node.config['shape'];
    const [was, is] = [preparedLength(before, node.id), preparedLength(after, node.id)];
    if (!isInput(node.type) || !Array.isArray(shape) || shape[0] !== was || was === is) return node;
    return { ...node, config: { ...node.config, shape: shape.with(0, is) } };
  });
  const isSame = nodes.every((node, i) => node === graph.nodes[i]);
  return isSame ? document : withGraph(document, { document: { ...graph, nodes }, name, ids: [] });
}
