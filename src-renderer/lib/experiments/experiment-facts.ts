// Describes an experiment's preparation and training settings. Pure.
import type { JsonObject } from '#shared/base/json.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { Preparation, SeriesPreparation } from '#shared/data/preparation.ts';
import { columnsOfTarget, inputPlan, outputPlan } from '#shared/data/series-plan.ts';
import { namedConfigSchema, type NamedConfig } from '#shared/reading/named-config.ts';
import { optimizers } from '#shared/training/optimizers.ts';
import type { Format } from '#renderer/lib/format/format.ts';
import { derivedSaid } from '#renderer/lib/experiments/derived-words.ts';
import type { Messages } from '#renderer/locales/en.ts';

export interface Fact {
  readonly name: string;
  readonly value: string;
  /** Words rather than figures or names of the field. */
  readonly isText?: boolean;
}

function argument(value: unknown, format: Format): string {
  if (typeof value === 'number') return format.plain(value);
  if (typeof value === 'string') return value;
  const named = namedConfigSchema.safeParse(value).data;
  return named === undefined ? JSON.stringify(value) : `(${namedLine(named, format)})`;
}

/** `rmsprop · learning_rate 0.001` */
export function namedLine({ name, config, ...flat }: NamedConfig, format: Format): string {
  const given = Object.entries({ ...flat, ...config }).map(([key, value]) => `${key} ${argument(value, format)}`);
  return [name, ...given].join(' · ');
}

/** The learning rate in the file, or Keras's default for this optimizer; null for a schedule and for an unknown optimizer. */
export function learningRateOf({ name, config }: NamedConfig): number | null {
  const given: JsonObject[string] | undefined = config['learning_rate'];
  if (typeof given === 'number') return given;
  if (given !== undefined) return null;
  const parsed = optimizers.schema.safeParse({ name: optimizers.find(name) });
  return parsed.success && typeof parsed.data.learning_rate === 'number' ? parsed.data.learning_rate : null;
}

/** `CosineDecay · initial_learning_rate 0.1 · decay_steps 1000`; null without a schedule. */
export function scheduleText({ config }: NamedConfig, format: Format): string | null {
  const schedule = namedConfigSchema.safeParse(config['learning_rate']).data;
  return schedule === undefined ? null : namedLine(schedule, format);
}

/** What Inputs and outputs of the model have of their own. */
function endFacts(preparation: SeriesPreparation, { settingsOf: words }: Messages, format: Format): Fact[] {
  const inputs = Object.keys(preparation.inputs ?? {}).map((id) => {
    const { features, lookback, step } = inputPlan(preparation, id);
    const columns = features.length === 0 ? words.allColumns : features.join(', ');
    const value = `${columns} · ${words.lookbackValue(format.count(lookback), step)}`;
    return { name: words.ofInput(id), value, isText: true };
  });
  const outputs = Object.keys(preparation.outputs ?? {}).map((id) => {
    const { columns, delay, horizon } = outputPlan(preparation, id);
    const value = words.targetAhead(columns.join(', '), format.count(delay), horizon);
    return { name: words.ofOutput(id), value, isText: true };
  });
  return [...inputs, ...outputs];
}

export function dataFacts({ data }: Experiment, t: Messages, format: Format): Fact[] {
  const words = t.settingsOf;
  const { preparation } = data;
  const first: Fact = { name: words.dataset, value: data.dataset };
  if (preparation.kind === 'text') {
    const side = (where: 'pre' | 'post'): string => (where === 'pre' ? words.pre : words.post);
    return [
      first,
      { name: words.words, value: words.wordsValue(format.count(preparation.words)), isText: true },
      { name: words.length, value: words.lengthValue(format.count(preparation.length)), isText: true },
      { name: words.padding, value: side(preparation.padding), isText: true },
      { name: words.truncating, value: side(preparation.truncating), isText: true },
      { name: words.validationSplit, value: format.share(preparation.validation_split) },
      {
        name: words.shuffleSeed,
        value: preparation.shuffle_seed === null ? words.asInFile : words.shuffled(preparation.shuffle_seed),
        isText: true,
      },
      ...weightFact(preparation, words),
    ];
  }
  const { train, validation } = preparation.split;
  const test = Math.max(0, 1 - train - validation);
  return [
    first,
    {
      name: words.target,
      value: words.targetAhead(
        columnsOfTarget(preparation.target).join(', '),
        format.count(preparation.delay),
        preparation.horizon ?? 1,
      ),
      isText: true,
    },
    {
      name: words.features,
      value: preparation.features.length === 0 ? words.allColumns : preparation.features.join(', '),
      isText: preparation.features.length === 0,
    },
    ...(preparation.derived ?? []).map((one) => ({
      name: one.name,
      value: derivedSaid(one, words, format),
      isText: true,
    })),
    {
      name: words.lookback,
      value: words.lookbackValue(format.count(preparation.lookback), preparation.step),
      isText: true,
    },
    ...endFacts(preparation, t, format),
    { name: words.split, value: [train, validation, test].map((share) => format.share(share)).join(' · ') },
    { name: words.normalize, value: preparation.normalize ? words.yes : words.no, isText: true },
    {
      name: words.missing,
      value: { stop: words.missingStop, drop: words.missingDrop, fill: words.missingFill }[preparation.missing],
      isText: true,
    },
    ...weightFact(preparation, words),
  ];
}

function weightFact({ sample_weight: column }: Preparation, words: Messages['settingsOf']): Fact[] {
  return column === undefined ? [] : [{ name: words.sampleWeight, value: column }];
}

/** `huber · delta 2; Loss weight 0.3; recall`: what an output has of its own. */
function outputLine(
  { loss, weight, metrics, weighted_metrics: weighted }: NonNullable<Experiment['training']['outputs']>[string],
  { settingsOf: words }: Messages,
  format: Format,
): string {
  return [
    ...(loss === undefined ? [] : [namedLine(loss, format)]),
    ...(weight === undefined ? [] : [`${words.lossWeight} ${format.plain(weight)}`]),
    ...(metrics === undefined || metrics.length === 0 ? [] : [metrics.map(({ name }) => name).join(', ')]),
    ...(weighted === undefined || weighted.length === 0
      ? []
      : [`${words.weightedMetrics} ${weighted.map(({ name }) => name).join(', ')}`]),
  ].join('; ');
}

export function trainingFacts({ training }: Experiment, t: Messages, format: Format): Fact[] {
  const words = t.settingsOf;
  return [
    { name: words.loss, value: namedLine(training.loss, format) },
    { name: words.optimizer, value: namedLine(training.optimizer, format) },
    { name: words.metrics, value: training.metrics.map((metric) => metric.name).join(', ') || t.common.none },
    ...(training.weighted_metrics === undefined || training.weighted_metrics.length === 0
      ? []
      : [{ name: words.weightedMetrics, value: training.weighted_metrics.map(({ name }) => name).join(', ') }]),
    ...Object.entries(training.outputs ?? {}).flatMap(([id, own]) => {
      const value = outputLine(own, t, format);
      return value === '' ? [] : [{ name: words.ofOutput(id), value }];
    }),
    {
      name: words.stepsPerEpoch,
      value: training.steps_per_epoch === null ? words.allSamples : format.count(training.steps_per_epoch),
      isText: training.steps_per_epoch === null,
    },
    { name: words.shuffle, value: training.shuffle ? words.yes : words.no, isText: true },
    ...(training.embedding_gradient === 'rows'
      ? [{ name: t.fields.embeddingGradient, value: t.fields.gradientRows, isText: true }]
      : []),
    ...(training.callbacks.length === 0
      ? []
      : [{ name: words.callbacks, value: training.callbacks.map((one) => namedLine(one, format)).join('; ') }]),
  ];
}

/** A run's settings: epochs, batch size, seed; the user can change them before training. */
export function runFacts({ training }: Experiment, t: Messages, format: Format): Fact[] {
  return [
    { name: t.fields.epochs, value: format.count(training.epochs) },
    { name: t.fields.batchSize, value: format.count(training.batch_size) },
    { name: t.fields.seed, value: String(training.seed) },
  ];
}
