// Keras's optimizers: names, arguments and defaults.
import { z } from 'zod';
import { msg, verbatim } from '#shared/base/message.ts';
import { createNameLookup } from '#shared/reading/names.ts';
import type { NamedThing } from '#shared/reading/named-thing.ts';
import { scheduleConflicts, scheduleSchema } from '#shared/training/schedules.ts';

const share = z.number().min(0).lt(1);

const common = (weightDecay: number | null) => ({
  /** Every step subtracts `weight_decay · learning_rate` of each weight, independent of the gradient. */
  weight_decay: z.number().min(0).nullable().default(weightDecay),
  /** Each weight's gradient is scaled down to this norm. */
  clipnorm: z.number().gt(0).nullable().default(null),
  /** Each value of a gradient is clipped to ±clipvalue. */
  clipvalue: z.number().gt(0).nullable().default(null),
  /** All gradients together are scaled down to this norm. */
  global_clipnorm: z.number().gt(0).nullable().default(null),
  /** Whether averages of the weights are kept, which move a little towards them with every update. */
  use_ema: z.boolean().default(false),
  ema_momentum: z.number().min(0).max(1).default(0.99),
  /** After so many updates the weights are overwritten with their averages; null: never. */
  ema_overwrite_frequency: z.number().int().min(1).nullable().default(null),
  /** An update is made of the mean gradient of so many batches; null: of every batch's. */
  gradient_accumulation_steps: z.number().int().min(2).nullable().default(null),
});

/** A number, or a schedule that tells it from the number of updates. */
const learningRate = (value: number) => z.union([z.number().gt(0), scheduleSchema]).default(value);
const epsilon = z.number().min(0).default(1e-7);
const momentum = share.default(0);

const twoShares = {
  learning_rate: learningRate(0.001),
  beta_1: share.default(0.9),
  beta_2: share.default(0.999),
};

const adamArguments = {
  ...twoShares,
  epsilon,
  amsgrad: z.boolean().default(false),
};

/** Canonical form: the optimizer's class name and all its arguments in one flat object. */
export const optimizerSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('SGD'),
    learning_rate: learningRate(0.01),
    momentum,
    nesterov: z.boolean().default(false),
    ...common(null),
  }),
  z.strictObject({
    name: z.literal('RMSprop'),
    learning_rate: learningRate(0.001),
    rho: share.default(0.9),
    momentum,
    epsilon,
    centered: z.boolean().default(false),
    ...common(null),
  }),
  z.strictObject({ name: z.literal('Adam'), ...adamArguments, ...common(null) }),
  z.strictObject({ name: z.literal('AdamW'), ...adamArguments, ...common(0.004) }),
  z.strictObject({
    name: z.literal('Adagrad'),
    learning_rate: learningRate(0.001),
    initial_accumulator_value: z.number().min(0).default(0.1),
    epsilon,
    ...common(null),
  }),
  z.strictObject({
    name: z.literal('Adadelta'),
    learning_rate: learningRate(0.001),
    rho: share.default(0.95),
    epsilon,
    ...common(null),
  }),
  z.strictObject({ name: z.literal('Adamax'), ...twoShares, epsilon, ...common(null) }),
  z.strictObject({ name: z.literal('Nadam'), ...twoShares, epsilon, ...common(null) }),
  z.strictObject({
    name: z.literal('Ftrl'),
    learning_rate: learningRate(0.001),
    learning_rate_power: z.number().max(0).default(-0.5),
    initial_accumulator_value: z.number().min(0).default(0.1),
    l1_regularization_strength: z.number().min(0).default(0),
    l2_regularization_strength: z.number().min(0).default(0),
    l2_shrinkage_regularization_strength: z.number().min(0).default(0),
    beta: z.number().min(0).default(0),
    ...common(null),
  }),
  z.strictObject({
    name: z.literal('Lion'),
    learning_rate: learningRate(0.001),
    beta_1: z.number().gt(0).max(1).default(0.9),
    beta_2: share.default(0.99),
    ...common(null),
  }),
]);
export type OptimizerConfig = z.output<typeof optimizerSchema>;
export type OptimizerName = OptimizerConfig['name'];

/** Optimizers whose update by a gradient in rows (`embedding_gradient`) is Keras's. */
const withRows: ReadonlySet<OptimizerName> = new Set<OptimizerName>(['SGD', 'RMSprop', 'Adam', 'AdamW']);

/** Whether the optimizer can take an Embedding's gradient in rows. */
export function takesRows({ name }: Pick<OptimizerConfig, 'name'>): boolean {
  return withRows.has(name);
}

/** Optimizers that divide a gradient by its usual size, or take its sign only. */
const scaling: ReadonlySet<OptimizerName> = new Set<OptimizerName>([
  'RMSprop',
  'Adam',
  'AdamW',
  'Adamax',
  'Nadam',
  'Lion',
]);

/** Whether a step is about as long as the learning rate, however large the gradient is. */
export function stepsByRate({ name }: Pick<OptimizerConfig, 'name'>): boolean {
  return scaling.has(name);
}

/** The canonical names of the optimizers. */
export const optimizerNames: readonly OptimizerName[] = optimizerSchema.options.map(
  (option) => option.shape.name.value,
);

/** Keras's optimizers that Strata has. */
export const optimizers: NamedThing<OptimizerConfig> = {
  kind: 'optimizer',
  names: optimizerNames,
  find: createNameLookup<OptimizerName>(optimizerNames),
  schema: optimizerSchema,
  fixedArguments: {
    loss_scale_factor: [null],
    // These change how Keras computes, not the result.
    jit_compile: [true, false, null, 'auto'],
    is_legacy_optimizer: [false],
  },
  conflicts(config) {
    const given = (['clipnorm', 'clipvalue', 'global_clipnorm'] as const).filter((name) => config[name] !== null);
    const { learning_rate: rate } = config;
    const ofSchedule = typeof rate === 'number' ? [] : scheduleConflicts(rate);
    const problems = ofSchedule.map(({ path, message }) => ({ path: `learning_rate.config.${path}`, message }));
    if (given.length < 2) return problems;
    const list = given.map(verbatim).reduce((names, name) => msg`${names} and ${name}`);
    return [...problems, { path: given[1] ?? '', message: msg`has ${list}; only one of them can be set.` }];
  },
};
