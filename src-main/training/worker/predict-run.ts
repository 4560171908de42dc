// What a run's best weights predict for the samples of a part, brought back into the targets' own units.
import type { PreparedData, WindowSource } from '#shared/data/samples.ts';
import { sampleSpan, seriesPlan } from '#shared/data/series-plan.ts';
import { unitsOfOutput } from '#shared/data/target-unit.ts';
import {
  outputSize,
  type PredictedOutput,
  type PredictionHead,
  type PredictionSet,
} from '#shared/predictions/prediction-set.ts';
import { modelEnds, outputTrainings } from '#shared/training/output-training.ts';
import { outputsOf } from '#shared/training/resolve-training.ts';
import type { PredictJob } from '#main/ports/trainer.ts';
import { loadFloat64 } from '#main/datasets/load-arrays.ts';
import { readStoredDataset, timesChecksum } from '#main/datasets/stored-dataset.ts';
import { writePredictions } from '#main/training/predictions-file.ts';
import type { EngineLoader } from '#main/training/worker/engine-load.ts';
import { asScores, unscaled } from '#main/training/worker/output-numbers.ts';
import { withTrained } from '#main/training/worker/trained-step.ts';

/** Writes what the run predicts into its folder, and says what it is. @throws AppError as `withTrained`, `disk-full` */
export async function predictRun(home: string, engines: EngineLoader, job: PredictJob): Promise<PredictionHead> {
  const set = await withTrained(home, engines, job, async ({ step, data, count, stream, steps }) => {
    const described = await describe(home, job, data, count);
    const { outputs } = described.head;
    const sizes = outputs.map(outputSize);
    const starts = sizes.map((_, i) => count * sizes.slice(0, i).reduce((sum, size) => sum + size, 0));
    const predicted = new Float32Array(count * sizes.reduce((sum, size) => sum + size, 0));
    const losses = outputTrainings(job.compiled.training, job.compiled.spec.outputs).map(({ loss }) => loss);
    let done = 0;
    stream.restart();
    for (let i = 0; i < steps; i++) {
      const batch = await stream.next();
      for (const [place, values] of (await step.predict(batch)).entries()) {
        const [output, loss] = [outputs[place], losses[place]];
        if (output === undefined || loss === undefined) continue;
        const own = output.kind === 'labels' ? asScores(values, output.width, loss) : values;
        predicted.set(own, (starts[place] ?? 0) + done * (sizes[place] ?? 0));
      }
      done += batch.size;
    }
    for (const [place, output] of outputs.entries()) {
      if (output.kind !== 'values') continue;
      const start = starts[place] ?? 0;
      const own = predicted.subarray(start, start + count * outputSize(output));
      predicted.set(unscaled(own, place, data.targetRows), start);
    }
    return { ...described, predicted };
  });
  writePredictions(job.weightsDir, set);
  return set.head;
}

type Described = Omit<PredictionSet, 'predicted'>;

/** What the samples are, and what is right. */
async function describe(home: string, job: PredictJob, data: PreparedData, samples: number): Promise<Described> {
  const { experiment, spec, training } = job.compiled;
  const { part, epoch } = job;
  const source = data[part]?.source;
  const facts = { part, epoch, datasetHash: data.hash, targetsHash: data.targetsHash, samples };
  const stored = readStoredDataset(home, experiment.data.dataset);
  const widths = outputsOf(spec).map(({ shape }) => shape.at(-1) ?? 1);
  if (source?.kind === 'windows' && stored !== null && experiment.data.preparation.kind === 'series') {
    const ends = modelEnds(spec, training);
    const plan = seriesPlan(experiment.data.preparation, {
      inputs: ends.inputs,
      outputs: ends.outputs.map(({ id }) => id),
    });
    const times = timesChecksum(stored) === undefined ? null : await loadFloat64(home, stored, 'time');
    return describeSeries(facts, { source, data, ids: spec.outputs, lookback: sampleSpan(plan).lookback, times });
  }
  const dataset = stored?.dataset;
  const labels = dataset?.kind === 'text' ? dataset.labels.map(({ name }) => name) : [];
  const rows = source?.kind === 'texts' ? source.rows.slice(0, samples) : new Uint32Array(samples);
  const right =
    source?.kind === 'texts' ? Uint32Array.from(rows, (row) => source.labels[row] ?? 0) : new Uint32Array(samples);
  const outputs = spec.outputs.map((id, i): PredictedOutput => ({ kind: 'labels', id, labels, width: widths[i] ?? 1 }));
  const repeated = new Uint32Array(samples * outputs.length);
  for (const place of outputs.keys()) repeated.set(right, place * samples);
  return {
    head: { ...facts, rows: 0, hasTimes: false, outputs },
    measured: new Float32Array(),
    labels: repeated,
    rows,
    times: new Float64Array(),
  };
}

interface SeriesParts {
  readonly source: WindowSource;
  readonly data: PreparedData;
  readonly ids: readonly string[];
  /** The rows of a sample before the row that `delay` counts from. */
  readonly lookback: number;
  /** Of all stored rows. */
  readonly times: Float64Array | null;
}

function describeSeries(
  facts: Omit<PredictionHead, 'rows' | 'hasTimes' | 'outputs'>,
  { source, data, ids, lookback, times }: SeriesParts,
): Described {
  const { targets, firstRow } = source;
  const start = Math.min(...targets.map(({ offset }) => offset));
  const end = Math.max(...targets.map(({ offset, horizon }) => offset + horizon));
  const count = facts.samples + end - start - 1;
  const kept = data.targetRows?.kept ?? null;
  const rows = Uint32Array.from({ length: count }, (_, i) => {
    const row = firstRow + start + i;
    return kept === null ? row : (kept[row] ?? 0);
  });
  const outputs = targets.map((target, place): PredictedOutput => {
    const id = ids[place] ?? '';
    return {
      kind: 'values',
      id,
      columns: unitsOfOutput(data.targetUnit, id).map(({ column, unit }) => ({ name: column, unit })),
      horizon: target.horizon,
      delay: target.offset - lookback,
      from: target.offset - start,
    };
  });
  const measured = targets.map(({ columns }, place) => {
    const values = new Float32Array(count * columns.length);
    for (let i = 0; i < count; i++)
      for (const [c, column] of columns.entries()) values[i * columns.length + c] = column[firstRow + start + i] ?? NaN;
    return unscaled(values, place, data.targetRows);
  });
  const all = new Float32Array(measured.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const values of measured) {
    all.set(values, at);
    at += values.length;
  }
  return {
    head: { ...facts, rows: count, hasTimes: times !== null, outputs },
    measured: all,
    labels: new Uint32Array(),
    rows,
    times: times === null ? new Float64Array() : Float64Array.from(rows, (row) => times[row] ?? NaN),
  };
}
