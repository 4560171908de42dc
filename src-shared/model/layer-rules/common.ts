// Argument schemas and rules that several layer families share.
import { z } from 'zod';
import { joined, msg, type Message, type Sentence } from '#shared/base/message.ts';
import type { JsonValue } from '#shared/base/json.ts';
import type { Shape, WeightSpec } from '#shared/model/model-spec.ts';
import type { ActivationName } from '#shared/model/layer-rules/activations.ts';
import { constraintSchema } from '#shared/model/layer-rules/constraints.ts';
import { initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import type { ShapeProblem } from '#shared/model/layer-rules/layer-definition.ts';
import { regularizerSchema } from '#shared/model/layer-rules/regularizers.ts';

/** Keras takes 7 and (7,) for a size along one axis. */
export const sizeSchema = z.preprocess(
  (given): unknown => (Array.isArray(given) && given.length === 1 ? given[0] : given),
  z.number().int().min(1).max(1_000_000),
);

/** Keras takes 2 and [2, 2] for numbers of steps at the start and at the end. */
export const endsSchema = z.union([
  z.number().int().min(0).max(1_000_000),
  z.tuple([z.number().int().min(0).max(1_000_000), z.number().int().min(0).max(1_000_000)]),
]);

/** The numbers of steps at the start and at the end. */
export function endsOf(given: z.output<typeof endsSchema>): readonly [start: number, end: number] {
  return typeof given === 'number' ? [given, given] : given;
}

/** A number of units or filters. */
export const unitsSchema = z.number().int().min(1).max(1_000_000);

/** The share of values that dropout sets to zero. Keras accepts 0 to 1; at 1 every value is zero. */
export const rateSchema = z.number().min(0).lt(1);

/** Null: drawn from the run's seed. */
export const layerSeedSchema = z.number().int().nullable();

/** Arguments of every Keras layer. `name` is free: the node's id is the name here. */
export const fixedEverywhere: Readonly<Record<string, readonly JsonValue[]>> = {
  trainable: [true],
  dtype: [null, 'float32'],
  activity_regularizer: [null],
};

/** The values of `data_format` that Strata implements. */
export const channelsLast: readonly JsonValue[] = [null, 'channels_last'];

/** `[500, 128]`; an open length is `?`. */
export function formatShape(shape: Shape): string {
  return `[${shape.map((size) => (size === null ? '?' : String(size))).join(', ')}]`;
}

/** The first input's shape; the model check ensures that it exists. */
export function onlyInput(inputShapes: readonly Shape[]): Shape {
  return inputShapes[0] ?? [];
}

/** Steps and features of a sequence, or what is wrong with it. */
export function sequenceOf(
  inputShapes: readonly Shape[],
): { readonly steps: number | null; readonly features: number } | { readonly problem: ShapeProblem } {
  const input = onlyInput(inputShapes);
  const [steps, features] = input;
  if (input.length !== 2 || steps === undefined || features === undefined) {
    return {
      problem: { code: 'wrong-rank', message: msg`wants [steps, features], but gets ${formatShape(input)}.` },
    };
  }
  if (features === null) {
    return {
      problem: {
        code: 'unknown-length',
        message: msg`wants a known number of features, but gets ${formatShape(input)}.`,
        fit: msg`Give the last size of the Input’s shape a number.`,
      },
    };
  }
  return { steps, features };
}

/** A sequence's sizes, after `shape` has accepted it. */
export function knownSequence(inputShapes: readonly Shape[]): { steps: number; features: number } {
  const [steps, features] = onlyInput(inputShapes);
  return { steps: steps ?? 1, features: features ?? 1 };
}

/** Joins the parts of a layer's summary with ` · `; null ones are left out. */
export function summaryOf(...parts: readonly (Sentence | null)[]): Message {
  return joined(' · ', parts);
}

/** `relu`; null for a linear one. */
export function activationPart(activation: ActivationName): string | null {
  return activation === 'linear' ? null : activation;
}

/** `1 unit`, `32 units`. */
export function unitsPart(units: number): Message {
  return units === 1 ? msg`1 unit` : msg`${units} units`;
}

type Arguments = Readonly<Record<string, unknown>>;

/**
 * A weight that gradients change. Its initializer, regularizer and constraint are the layer's arguments `<argument>_initializer`
 * and so on, where the layer has them.
 */
export function trainableWeight(
  config: Arguments,
  name: string,
  shape: readonly number[],
  argument = name,
): WeightSpec {
  return { ...stateWeight(config, name, shape, argument), trainable: true };
}

/** A weight that no gradient changes: the layer sets it while it trains, or it stays as it is. */
export function stateWeight(config: Arguments, name: string, shape: readonly number[], argument = name): WeightSpec {
  return {
    name,
    shape: [...shape],
    trainable: false,
    argument,
    initializer: initializerSchema.parse(config[`${argument}_initializer`]),
    regularizer: regularizerSchema.parse(config[`${argument}_regularizer`] ?? null),
    constraint: constraintSchema.parse(config[`${argument}_constraint`] ?? null),
  };
}

/** The number of elements of a shape; an open length counts as 1. */
export function sizeOf(shape: Shape): number {
  return shape.reduce<number>((product, size) => product * (size ?? 1), 1);
}

/** The whole numbers that divide a number, from 1 on. */
export function divisorsOf(number: number): readonly number[] {
  return Array.from({ length: number }, (_, i) => i + 1).filter((divisor) => number % divisor === 0);
}
