// Batches sliced from prepared data: windows of a series, texts as rows of word numbers, rows of arrays. They are sliced when they are
// asked for, so that no copy of all windows and no padded copy of all texts exists.
import type {
  ArraySource,
  Batch,
  BatchArray,
  LabelForm,
  SampleSet,
  SampleSource,
  TextSource,
  WindowSource,
} from '#shared/data/samples.ts';
import { writeSequence } from '#shared/data/tokenize.ts';
import { batchRoom } from '#main/datasets/batch-room.ts';
import { targetShape, targetSize, weightOf, writeTarget } from '#main/datasets/window-targets.ts';
import { copyWindow } from '#main/datasets/window-table.ts';

type Selection = Parameters<SampleSet['batch']>;

/** A set whose batches are sliced from the source in the calling thread. */
export function sampleSet(count: number, source: SampleSource): SampleSet {
  return { count, source, batch: (...selection) => sliceBatch(source, ...selection) };
}

function sliceBatch(source: SampleSource, ...selection: Selection): Batch {
  switch (source.kind) {
    case 'windows':
      return sliceWindows(source, ...selection);
    case 'texts':
      return sliceTexts(source, ...selection);
    case 'arrays':
      return sliceRows(source, ...selection);
  }
}

function sliceWindows(source: WindowSource, ...[order, from, to, used]: Selection): Batch {
  const { firstRow, windows, targets } = source;
  const size = to - from;
  const rowOf = (i: number): number => firstRow + (order[from + i] ?? 0);
  return {
    inputs: windows.map(({ table, steps, offset }, place) => {
      const length = steps * table.width;
      const values = batchRoom(Float32Array, size * length, used, place);
      for (let i = 0; i < size; i++) copyWindow(table, rowOf(i) + offset, steps, values, i * length);
      return { values, shape: [size, steps, table.width] };
    }),
    targets: targets.map((target) => {
      const values = new Float32Array(size * targetSize(target));
      for (let i = 0; i < size; i++) writeTarget(target, rowOf(i), values, i);
      return { values, shape: [size, ...targetShape(target)] };
    }),
    size,
    ...weightsOf(
      targets,
      size,
      ({ weights }) => weights,
      (weights, target, i) => weightOf(weights, target, rowOf(i)),
    ),
  };
}

function sliceTexts(source: TextSource, ...[order, from, to, used]: Selection): Batch {
  const { tokens, offsets, labels, rows, rule, labelForms, classes, weights: given } = source;
  const { length } = rule;
  const size = to - from;
  const rowOf = (i: number): number => rows[order[from + i] ?? 0] ?? 0;
  const values = batchRoom(Int32Array, size * length, used).fill(0);
  for (let i = 0; i < size; i++) {
    const row = rowOf(i);
    writeSequence(tokens, offsets[row] ?? 0, offsets[row + 1] ?? 0, rule, values, i * length);
  }
  const labelOf = (i: number): number => labels[rowOf(i)] ?? 0;
  return {
    inputs: [{ values, shape: [size, length] }],
    targets: labelForms.map((form) => writeLabels(labelOf, size, form, classes)),
    size,
    ...weightsOf(
      labelForms,
      size,
      () => given,
      (weights, _form, i) => weights[rowOf(i)] ?? 0,
    ),
  };
}

/** What a batch's samples count, for each target, where the source says it. */
function weightsOf<Target, Weights>(
  targets: readonly Target[],
  size: number,
  sourceOf: (target: Target) => Weights | undefined,
  weightAt: (weights: Weights, target: Target, i: number) => number,
): Pick<Batch, 'weights'> {
  const weights = targets.flatMap((target): BatchArray[] => {
    const source = sourceOf(target);
    if (source === undefined) return [];
    return [{ values: Float32Array.from({ length: size }, (_, i) => weightAt(source, target, i)), shape: [size] }];
  });
  return weights.length === 0 ? {} : { weights };
}

/** Labels of a batch's samples in the layout that the loss wants. */
function writeLabels(labelOf: (at: number) => number, size: number, form: LabelForm, classes: number): BatchArray {
  switch (form) {
    case 'binary':
      return { values: Float32Array.from({ length: size }, (_, i) => labelOf(i)), shape: [size, 1] };
    case 'number':
      return { values: Int32Array.from({ length: size }, (_, i) => labelOf(i)), shape: [size, 1] };
    case 'one-hot': {
      const values = new Float32Array(size * classes);
      for (let i = 0; i < size; i++) values[i * classes + labelOf(i)] = 1;
      return { values, shape: [size, classes] };
    }
  }
}

function sliceRows({ inputs, targets, weights }: ArraySource, ...[order, from, to, used]: Selection): Batch {
  const size = to - from;
  const rows = ({ values, shape: [count = 1, ...rest] }: BatchArray, used: Selection[3], place: number): BatchArray => {
    const width = values.length / count;
    const sliced =
      values instanceof Int32Array
        ? batchRoom(Int32Array, size * width, used, place)
        : batchRoom(Float32Array, size * width, used, place);
    for (let i = 0; i < size; i++) {
      const row = (order[from + i] ?? 0) % count;
      sliced.set(values.subarray(row * width, (row + 1) * width), i * width);
    }
    return { values: sliced, shape: [size, ...rest] };
  };
  return {
    inputs: inputs.map((array, place) => rows(array, used, place)),
    targets: targets.map((array) => rows(array, undefined, 0)),
    size,
    ...(weights === undefined ? {} : { weights: weights.map((array) => rows(array, undefined, 0)) }),
  };
}
