// Keras's callbacks: EarlyStopping, ReduceLROnPlateau and TerminateOnNaN.
import { z } from 'zod';
import { createNameLookup } from '#shared/reading/names.ts';
import { mostEpochs } from '#shared/training/training-settings.ts';
import type { NamedThing } from '#shared/reading/named-thing.ts';

const watching = {
  /** A metric's name in the logs: `val_loss`, `val_accuracy`, `loss`. */
  monitor: z.string().min(1).default('val_loss'),
  /** `auto`: `max` for accuracy-like names, `min` for all others. */
  mode: z.enum(['auto', 'min', 'max']).default('auto'),
};
/** A smaller change is no improvement. Its sign is ignored, as in Keras. */
const minDelta = z.number().transform(Math.abs);
const epochsCount = z.number().int().min(0).max(mostEpochs);

/** Canonical form: the callback's class name and all its arguments in one flat object. */
export const callbackSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('EarlyStopping'),
    ...watching,
    min_delta: minDelta.default(0),
    /** Epochs without improvement before the run ends. */
    patience: epochsCount.default(0),
    /** The run ends when the metric does not improve on this. */
    baseline: z.number().nullable().default(null),
    restore_best_weights: z.boolean().default(false),
    /** Epochs before monitoring starts. */
    start_from_epoch: epochsCount.default(0),
  }),
  z.strictObject({
    name: z.literal('ReduceLROnPlateau'),
    ...watching,
    /** The learning rate is multiplied by this. */
    factor: z.number().gt(0).lt(1).default(0.1),
    patience: epochsCount.default(10),
    min_delta: minDelta.default(0.0001),
    /** Epochs to wait after a reduction before counting again. */
    cooldown: epochsCount.default(0),
    min_lr: z.number().min(0).default(0),
  }),
  z.strictObject({
    name: z.literal('TerminateOnNaN'),
    /** True: the run fails, as one without the callback. False: it ends with its best weights. */
    raise_error: z.boolean().default(false),
  }),
]);
export type CallbackConfig = z.output<typeof callbackSchema>;
/** Arguments of EarlyStopping. */
export type EarlyStoppingConfig = Extract<CallbackConfig, { name: 'EarlyStopping' }>;
/** Arguments of ReduceLROnPlateau. */
export type ReduceLROnPlateauConfig = Extract<CallbackConfig, { name: 'ReduceLROnPlateau' }>;

const names = callbackSchema.options.map((option) => option.shape.name.value);

/** Keras's callbacks that Strata has. */
export const callbacks: NamedThing<CallbackConfig> = {
  kind: 'callback',
  names,
  find: createNameLookup<CallbackConfig['name']>(names),
  schema: callbackSchema,
  fixedArguments: { verbose: [0, 1] },
};
