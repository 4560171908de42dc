// What the programs beside an exported model depend on: the form of the model, and how its input is prepared. The numbers are in
// preparation.json, which they read.
import { sourceOf, type DerivedColumn } from '#shared/data/derived-columns.ts';
import type { SeriesPreparation } from '#shared/data/preparation.ts';
import { inputPlan } from '#shared/data/series-plan.ts';
import type { TokenKind } from '#shared/data/tokenize.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { traitsOf, type LossConfig } from '#shared/training/losses.ts';
import { outputTrainings, type Objectives } from '#shared/training/output-training.ts';
import { findLayer, isInput } from '#shared/model/layer-catalogue.ts';

/** How a model can be taken away. */
export const modelFormats = ['saved-model', 'keras', 'tfjs'] as const;
export type ModelFormat = (typeof modelFormats)[number];

/** What a text is split into; `numbers`: the data set has no words, and a text is given as the numbers of its words. */
export type InputTokens = TokenKind | 'numbers';

/** What the programs depend on. */
export interface PredictFacts {
  /** The run's name. */
  readonly title: string;
  readonly kind: 'text' | 'series';
  readonly tokens: InputTokens;
  /** Whether an output gives logits, of which probabilities are made. */
  readonly hasLogits: boolean;
  readonly derived: readonly DerivedColumn[];
  readonly missing: 'stop' | 'drop' | 'fill';
  /** Whether layers.py has classes that Keras lacks. */
  readonly hasOwnLayers: boolean;
}

/** What an output of labels gives: a share for each label (of two labels the second's), their logits, or another number. */
export type Gives = 'probabilities' | 'logits' | 'number';

/** @param loss the output's */
export function givesOf(loss: LossConfig): Gives {
  if (traitsOf(loss).squash === null) return 'number';
  return 'from_logits' in loss && loss.from_logits ? 'logits' : 'probabilities';
}

/** The part of a run that says how it predicts. */
export interface PredictingRun {
  /** The run's name. */
  readonly title: string;
  readonly experiment: Pick<Experiment, 'data' | 'model'>;
  readonly training: Objectives;
  readonly outputs: readonly string[];
  readonly tokens: InputTokens;
}

/** What the programs beside a run's model depend on. */
export function predictFacts({ title, experiment, training, outputs, tokens }: PredictingRun): PredictFacts {
  const { data, model } = experiment;
  const { preparation } = data;
  const isText = preparation.kind === 'text';
  return {
    title,
    kind: preparation.kind,
    tokens,
    hasLogits: isText && outputTrainings(training, outputs).some(({ loss }) => givesOf(loss) === 'logits'),
    derived: isText ? [] : usedDerived(preparation, model),
    missing: isText ? 'stop' : preparation.missing,
    hasOwnLayers: model.nodes.some(({ type }) => findLayer(type)?.writtenOut !== undefined),
  };
}

/** The derived columns that an Input has. */
function usedDerived(preparation: SeriesPreparation, { nodes }: Experiment['model']): DerivedColumn[] {
  const inputs = nodes.filter(({ type }) => isInput(type)).map(({ id }) => inputPlan(preparation, id).features);
  return (preparation.derived ?? []).filter(({ name }) =>
    inputs.some((features) => features.length === 0 || features.includes(name)),
  );
}

/** Whether a column needs the times of the rows. */
export function readsTimes({ derived }: Pick<PredictFacts, 'derived'>): boolean {
  return derived.some((one) => sourceOf(one) === null);
}

/** Text for a comment in a program, in one line. */
export function inComment(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('\\', '\\\\').replaceAll('"', "'").replaceAll('*/', '* /');
}
