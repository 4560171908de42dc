// What a series preparation gives each Input of a model and what each output predicts, and which rows a sample takes.
import type { Preparation, SeriesPreparation } from '#shared/data/preparation.ts';
import { windowLength, type WindowPlan } from '#shared/data/windows.ts';

/** What one Input gets. */
export interface InputPlan {
  /** Its columns, in order; empty means all. */
  readonly features: readonly string[];
  readonly lookback: number;
  readonly step: number;
}

/** What one output predicts. */
export interface OutputPlan {
  /** One or several columns. */
  readonly columns: readonly string[];
  readonly delay: number;
  readonly horizon: number;
}

/** What the Inputs and outputs of a model get, in the model's order. */
export interface SeriesPlan {
  readonly inputs: readonly InputPlan[];
  readonly outputs: readonly OutputPlan[];
}

/** The columns of `target`: one name means the same as a list of it. */
export function columnsOfTarget(target: SeriesPreparation['target']): readonly string[] {
  return typeof target === 'string' ? [target] : target;
}

/** @param id the Input's layer */
export function inputPlan({ inputs = {}, features, lookback, step }: SeriesPreparation, id: string): InputPlan {
  const own = inputs[id] ?? {};
  return { features: own.features ?? features, lookback: own.lookback ?? lookback, step: own.step ?? step };
}

/** How many words or steps a sample of an Input has. @param id the Input's layer */
export function preparedLength(preparation: Preparation, id: string): number {
  return preparation.kind === 'text' ? preparation.length : windowLength(inputPlan(preparation, id));
}

/** The columns of an Input: those it names, or all but the one of the weights. @param names of the data set */
export function featureColumns(
  { sample_weight: weight }: Pick<SeriesPreparation, 'sample_weight'>,
  { features }: Pick<InputPlan, 'features'>,
  names: readonly string[],
): readonly string[] {
  return features.length > 0 ? features : names.filter((name) => name !== weight);
}

/** @param id the output's layer */
export function outputPlan({ outputs = {}, target, delay, horizon = 1 }: SeriesPreparation, id: string): OutputPlan {
  const own = outputs[id] ?? {};
  return {
    columns: columnsOfTarget(own.target ?? target),
    delay: own.delay ?? delay,
    horizon: own.horizon ?? horizon,
  };
}

/** @param ends the ids of a model's Inputs and outputs */
export function seriesPlan(
  preparation: SeriesPreparation,
  ends: { readonly inputs: readonly string[]; readonly outputs: readonly string[] },
): SeriesPlan {
  return {
    inputs: ends.inputs.map((id) => inputPlan(preparation, id)),
    outputs: ends.outputs.map((id) => outputPlan(preparation, id)),
  };
}

/**
 * The rows of a sample. All its windows end before the same row; the longest one says where the sample begins, the furthest
 * target where it ends.
 */
export function sampleSpan({ inputs, outputs }: SeriesPlan): WindowPlan {
  const furthest = outputs.reduce<OutputPlan | null>(
    (most, output) => (most === null || output.delay + output.horizon > most.delay + most.horizon ? output : most),
    null,
  );
  const longest = inputs.reduce<InputPlan | null>(
    (most, input) => (most === null || input.lookback > most.lookback ? input : most),
    null,
  );
  return {
    lookback: longest?.lookback ?? 0,
    step: longest?.step ?? 1,
    delay: furthest?.delay ?? 0,
    horizon: furthest?.horizon ?? 1,
  };
}

/** The latest row that a window keeps, counted from the sample's first row: what the last-value baseline repeats. */
export function lastKeptRow(plan: SeriesPlan): number {
  const { lookback } = sampleSpan(plan);
  const kept = plan.inputs.map((input) => lookback - input.lookback + (windowLength(input) - 1) * input.step);
  return Math.max(0, ...kept);
}
