// How each output of a model is trained: its loss, the loss's weight, its metrics, and what they are called in logs.
import { z } from 'zod';
import type { ModelEnds } from '#shared/data/model-ends.ts';
import { losses, takesOneHot, type LossConfig } from '#shared/training/losses.ts';
import { metricConfigSchema, type MetricConfig } from '#shared/training/metrics.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';

/** Reads an `OutputTraining` from a message. */
export const outputTrainingSchema = z.object({
  /** The output's layer. */
  id: z.string(),
  loss: losses.schema,
  /** What its loss counts in the sum (Keras's `loss_weights`). */
  weight: z.number(),
  metrics: z.array(metricConfigSchema).readonly(),
  weightedMetrics: z.array(metricConfigSchema).readonly().optional(),
});

/** How one output is trained. */
export interface OutputTraining {
  /** The output's layer. */
  readonly id: string;
  readonly loss: LossConfig;
  /** What its loss counts in the sum (Keras's `loss_weights`). */
  readonly weight: number;
  readonly metrics: readonly MetricConfig[];
  /** Those that count a sample by its weight; none when left out. */
  readonly weightedMetrics?: readonly MetricConfig[] | undefined;
}

/** The part of checked training settings that says how outputs are trained. */
export interface Objectives {
  readonly loss: LossConfig;
  readonly metrics: readonly MetricConfig[];
  /** Those that count a sample by its weight; none when left out. */
  readonly weightedMetrics?: readonly MetricConfig[] | undefined;
  /** In the model's order. An output that is not in it, or every one where it is left out, has the loss and the metrics above. */
  readonly outputs?: readonly OutputTraining[] | undefined;
}

/** How each of these outputs is trained, in their order. */
export function outputTrainings(
  { loss, metrics, weightedMetrics, outputs = [] }: Objectives,
  ids: readonly string[],
): OutputTraining[] {
  return ids.map(
    (id) => outputs.find((output) => output.id === id) ?? { id, loss, weight: 1, metrics, weightedMetrics },
  );
}

/** A loss or metric of one output in logs, as Keras names them: by the output's layer where there are several outputs. */
export function outputKey(id: string, name: string, isOnly: boolean): string {
  return isOnly ? name : `${id}_${name}`;
}

/**
 * What is logged beside `loss`, in Keras's order: the metrics, then the weighted ones; with several outputs first the loss of
 * each, without its weight, then the metrics of each.
 */
export function loggedMetrics({ metrics, weightedMetrics, outputs = [] }: Objectives): string[] {
  const isOnly = outputs.length < 2;
  const only = { id: '', metrics, weightedMetrics };
  const each = isOnly ? [outputs[0] ?? only] : outputs;
  return [
    ...(isOnly ? [] : outputs.map(({ id }) => outputKey(id, 'loss', false))),
    ...each.flatMap((output) => output.metrics.map(({ name }) => outputKey(output.id, name, isOnly))),
    ...each.flatMap((output) => (output.weightedMetrics ?? []).map(({ name }) => outputKey(output.id, name, isOnly))),
  ];
}

/** What preparing the data must know of the model and its losses. */
export function modelEnds(spec: Pick<ModelSpec, 'inputs' | 'outputs'>, training: Objectives): ModelEnds {
  return {
    inputs: spec.inputs,
    outputs: outputTrainings(training, spec.outputs).map(({ id, loss }) => ({ id, oneHot: takesOneHot(loss) })),
  };
}
