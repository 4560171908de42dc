// Keys that no part of Strata reads. They are kept, but a mistyped one would silently leave a setting at its default.
import { msg, sentences } from '#shared/base/message.ts';
import {
  inputPreparationSchema,
  outputPreparationSchema,
  seriesPreparationSchema,
  textPreparationSchema,
  type Preparation,
} from '#shared/data/preparation.ts';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';
import { outputSettingsSchema, trainingSchema } from '#shared/training/training-settings.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { warningProblem, type Problem } from '#shared/base/problem.ts';
import { didYouMean } from '#shared/reading/names.ts';

type KeyPlace = readonly [place: readonly string[], given: object, known: object];

/** What a series preparation has for single Inputs and outputs. */
function endPlaces(preparation: Preparation): KeyPlace[] {
  if (preparation.kind === 'text') return [];
  const { inputs = {}, outputs = {} } = preparation;
  return [
    ...Object.entries(inputs).map(([id, own]): KeyPlace => [
      ['data', 'preparation', 'inputs', id],
      own,
      inputPreparationSchema.shape,
    ]),
    ...Object.entries(outputs).map(([id, own]): KeyPlace => [
      ['data', 'preparation', 'outputs', id],
      own,
      outputPreparationSchema.shape,
    ]),
  ];
}

/** A warning for each key of the file, its data and its training settings that is not one of Strata's. */
export function checkKeys(experiment: Experiment): Problem[] {
  const { data, training } = experiment;
  const preparation = data.preparation.kind === 'text' ? textPreparationSchema : seriesPreparationSchema;
  const places: readonly KeyPlace[] = [
    [[], experiment, { ...experimentSchema.shape, $schema: null }],
    [['data'], data, experimentSchema.shape.data.shape],
    [['data', 'preparation'], data.preparation, preparation.shape],
    ...endPlaces(data.preparation),
    [['training'], training, trainingSchema.shape],
    ...Object.entries(training.outputs ?? {}).map(
      ([id, output]) => [['training', 'outputs', id], output, outputSettingsSchema.shape] as const,
    ),
  ];
  return places.flatMap(([place, given, known]) => {
    const names = Object.keys(known);
    return Object.keys(given)
      .filter((key) => !names.includes(key))
      .map((key) => {
        const path = [...place, key];
        const dotted = path.join('.');
        const message = sentences(msg`"${dotted}" is kept, but nothing reads it.`, didYouMean(key, names));
        return warningProblem('unknown-key', message, { path: dotted, fixes: [{ kind: 'remove-setting', path }] });
      });
  });
}
