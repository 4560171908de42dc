// Evaluates the baseline on validation or test samples with the experiment's loss and metrics.
import * as tf from '@tensorflow/tfjs-core';
import { textOf } from '#shared/base/message.ts';
import type { BatchArray, PreparedData } from '#shared/data/samples.ts';
import type { CompiledExperiment } from '#shared/experiment/compile-experiment.ts';
import { modelEnds, outputTrainings, type OutputTraining } from '#shared/training/output-training.ts';
import { outputsOf } from '#shared/training/resolve-training.ts';
import type { BaselineResult } from '#main/ports/trainer.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { plainOutput } from '#main/training/nn/call-context.ts';
import { createJudge, type JudgedOutput } from '#main/training/nn/objective.ts';
import { packed } from '#main/training/step/backward-pass.ts';
import { toBatchResult } from '#main/training/step/train-step.ts';
import { EpochValues } from '#main/training/worker/epoch-values.ts';
import type { EngineLoader } from '#main/training/worker/engine-load.ts';
import { inOrder } from '#main/training/worker/batches/sample-stream.ts';

function toTensor({ values, shape }: BatchArray): tf.Tensor {
  return tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32');
}

/** A probability of label 1 becomes one for each of two labels where the model has two outputs. */
function asOutput(answer: tf.Tensor, outputWidth: number | null): tf.Tensor {
  return outputWidth === 2 && answer.shape.at(-1) === 1 ? tf.concat([tf.sub(1, answer), answer], -1) : answer;
}

/** As judged on a baseline, which predicts probabilities, even where the model's output is logits; and has no masks. */
function judgedOutput(output: OutputTraining, units: number): JudgedOutput {
  const { loss, metrics } = output;
  return {
    ...output,
    loss: 'from_logits' in loss ? { ...loss, from_logits: false } : loss,
    metrics: metrics.map((metric) => (metric.function === 'auc' ? { ...metric, from_logits: false } : metric)),
    units,
    isMasked: false,
  };
}

/** Loss and metrics over the samples of a part, by their names, each counted as in a run; the baseline's answers do not know the weights. */
export function baselineValues(
  data: PreparedData,
  { spec, training }: Pick<CompiledExperiment, 'spec' | 'training'>,
  part: 'validation' | 'test',
  prefix = '',
): Record<string, number> {
  const samples = data[part];
  if (samples === null || samples.count === 0) return {};
  const widths = outputsOf(spec).map(({ shape }) => shape.at(-1) ?? null);
  const trainings = outputTrainings(training, spec.outputs);
  const order = inOrder(samples.count);
  const answersOf = (from: number, to: number): tf.Tensor[] =>
    data.baseline(part, order, from, to).map((answer, i) => asOutput(toTensor(answer), widths[i] ?? null));
  const units = tf.tidy(() => answersOf(0, 0).map(({ shape }) => shape.at(-1) ?? 1));
  const judge = createJudge(trainings.map((output, i) => judgedOutput(output, units[i] ?? 1)));
  const values = new EpochValues();
  const batchSize = 1024;
  for (let from = 0; from < samples.count; from += batchSize) {
    const to = Math.min(from + batchSize, samples.count);
    const numbers = tf.tidy(() => {
      const { targets, weights = [] } = samples.batch(order, from, to);
      const batch = { targets: targets.map(toTensor), weights: weights.map(toTensor) };
      const { losses, metrics } = judge.judge(answersOf(from, to).map(plainOutput), batch);
      return Float32Array.from(packed({ loss: losses.reduce((sum, term) => tf.add(sum, term)), metrics }).dataSync());
    });
    values.add(toBatchResult(numbers, judge.metrics, to - from));
  }
  return values.values(prefix);
}

/** `val_loss` and every metric as `val_<name>`, over the validation samples. */
export async function measureBaseline(
  home: string,
  compiled: CompiledExperiment,
  engine: EngineLoad,
  engines: EngineLoader,
): Promise<BaselineResult> {
  const { experiment, spec, training } = compiled;
  const data = await prepareData(home, experiment.data, modelEnds(spec, training));
  await engines.load(engine);
  const startedMs = performance.now();
  const metrics = baselineValues(data, compiled, 'validation', 'val_');
  return {
    name: textOf(data.baselineName),
    datasetHash: data.hash,
    targetsHash: data.targetsHash,
    targetUnit: data.targetUnit,
    metrics,
    durationMs: performance.now() - startedMs,
  };
}
