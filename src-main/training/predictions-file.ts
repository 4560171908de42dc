// A run's predictions in its folder, a safetensors file for each part of the data.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/base/app-error.ts';
import { predictionHeadSchema, type PredictedPart, type PredictionSet } from '#shared/predictions/prediction-set.ts';
import type { PredictionStore } from '#main/ports/prediction-store.ts';
import type { RunFiles } from '#main/ports/run-files.ts';
import { readWeightsFile, writeWeights } from '#main/training/weights-file.ts';

function pathOf(folder: string, part: PredictedPart): string {
  return join(folder, `predictions-${part}.safetensors`);
}

/** Replaces those of the same part. @param folder the run's */
export function writePredictions(folder: string, { head, ...arrays }: PredictionSet): void {
  const stored = Object.entries(arrays).map(([name, values]) => ({ name, shape: [values.length], values }));
  writeWeights(pathOf(folder, head.part), stored, { head: JSON.stringify(head) });
}

/** Null when there are none, or they are damaged: they can be made again. */
function readPredictions(folder: string, part: PredictedPart): PredictionSet | null {
  const path = pathOf(folder, part);
  if (!existsSync(path)) return null;
  try {
    const { arrays, doubles, integers, facts } = readWeightsFile(path);
    const head = predictionHeadSchema.safeParse(JSON.parse(facts['head'] ?? 'null'));
    const [predicted, measured] = ['predicted', 'measured'].map((wanted) => arrays.find(({ name }) => name === wanted));
    const [labels, rows] = ['labels', 'rows'].map((wanted) => integers.find(({ name }) => name === wanted));
    const times = doubles.find(({ name }) => name === 'times');
    if (!head.success || !predicted || !measured || !labels || !rows || !times) return null;
    return {
      head: head.data,
      predicted: predicted.values,
      measured: measured.values,
      labels: labels.values,
      rows: rows.values,
      times: times.values,
    };
  } catch (thrown) {
    if (thrown instanceof AppError || thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

export function createPredictionStore(files: Pick<RunFiles, 'folder'>): PredictionStore {
  return { find: (id, part) => readPredictions(files.folder(id), part) };
}
