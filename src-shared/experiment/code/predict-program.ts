// The program that a person sees for a way to take a model: the one beside it in the zip.
import { preparedLength } from '#shared/data/series-plan.ts';
import { predictFacts, type InputTokens, type ModelFormat } from '#shared/experiment/code/predict-facts.ts';
import { predictPython } from '#shared/experiment/code/predict-python.ts';
import { predictTypeScript } from '#shared/experiment/code/predict-typescript.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { outputsOf, resolveTraining } from '#shared/training/resolve-training.ts';

/** A program and the name of its file. */
export interface PredictProgram {
  readonly name: 'predict.py' | 'predict.ts';
  readonly code: string;
}

/**
 * The program of a format: Python where it opens it.
 * @param title the run's name
 * @returns null for an experiment whose model cannot be built
 */
export function predictProgram(
  experiment: Experiment,
  format: ModelFormat,
  { title, tokens }: { readonly title: string; readonly tokens: InputTokens },
): PredictProgram | null {
  const { preparation } = experiment.data;
  const { spec } = checkModel(experiment.model, (input) => preparedLength(preparation, input));
  const { training } = resolveTraining(experiment.training, spec === null ? null : outputsOf(spec));
  if (spec === null || training === null) return null;
  const facts = predictFacts({ title, experiment, training, outputs: spec.outputs, tokens });
  return format === 'tfjs'
    ? { name: 'predict.ts', code: predictTypeScript(facts, format) }
    : { name: 'predict.py', code: predictPython(facts, format) };
}
