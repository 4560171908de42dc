// Batches cut from prepared data: windows of a series, texts as rows of word numbers, rows of arrays. They are cut when they are
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
import { copyWindow } from '#main/datasets/window-table.ts';

type Wanted = Parameters<SampleSet['batch']>;

/** A set whose batches are cut from the source by whoever asks. */
export function sampleSet(count: number, source: SampleSource): SampleSet {
  return { count, source, batch: (...wanted) => cutBatch(source, ...wanted) };
}

function cutBatch(source: SampleSource, ...wanted: Wanted): Batch {
  switch (source.kind) {
    case 'windows':
      return cutWindows(source, ...wanted);
    case 'texts':
      return cutTexts(source, ...wanted);
    case 'arrays':
      return cutRows(source, ...wanted);
  }
}

function cutWindows({ table, steps, firstRow, targets }: WindowSource, ...[order, from, to, used]: Wanted): Batch {
  const size = to - from;
  const length = steps * table.width;
  const windows = batchRoom(Float32Array, size * length, used);
  const wantedTargets = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    const first = firstRow + (order[from + i] ?? 0);
    copyWindow(table, first, steps, windows, i * length);
    wantedTargets[i] = targets[first] ?? 0;
  }
  return {
    inputs: [{ values: windows, shape: [size, steps, table.width] }],
    targets: [{ values: wantedTargets, shape: [size, 1] }],
    size,
  };
}

function cutTexts(source: TextSource, ...[order, from, to, used]: Wanted): Batch {
  const { tokens, offsets, labels, rows, rule, labelForm, classes } = source;
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
    targets: [writeLabels(labelOf, size, labelForm, classes)],
    size,
  };
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

function cutRows({ inputs, targets }: ArraySource, ...[order, from, to, used]: Wanted): Batch {
  const size = to - from;
  const rows = ({ values, shape: [count = 1, ...rest] }: BatchArray, used: Wanted[3]): BatchArray => {
    const width = values.length / count;
    const cut =
      values instanceof Int32Array
        ? batchRoom(Int32Array, size * width, used)
        : batchRoom(Float32Array, size * width, used);
    for (let i = 0; i < size; i++) {
      const row = (order[from + i] ?? 0) % count;
      cut.set(values.subarray(row * width, (row + 1) * width), i * width);
    }
    return { values: cut, shape: [size, ...rest] };
  };
  return {
    inputs: inputs.map((array, i) => rows(array, i === 0 ? used : undefined)),
    targets: targets.map((array) => rows(array, undefined)),
    size,
  };
}
