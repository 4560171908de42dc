// What the catalogue says about a layer. Pure rules: nothing here computes a tensor.
import type { z } from 'zod';
import type { Message, Sentence } from '#shared/base/message.ts';
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import type { Shape, WeightSpec } from '#shared/model/model-spec.ts';

/** A layer's colour and place in the palette. */
export const layerFamilies = [
  'input',
  'embedding',
  'convolution',
  'pooling',
  'recurrent',
  'dense',
  'reshape',
  'merging',
  'regularization',
  'activation',
] as const;
export type LayerFamily = (typeof layerFamilies)[number];

/** Why a layer cannot take its input. */
export interface ShapeProblem {
  /** `wrong-rank`, `too-short`, `unknown-length`. */
  readonly code: string;
  /** The sentence after the layer's name: `wants [steps, features], but gets [32].` */
  readonly message: Message;
  /** A sentence on what would fit, where known. */
  readonly fit?: Message | undefined;
}

/** The shapes of a layer's outputs, one for each, or why it has none. */
export type ShapeResult = { readonly shapes: readonly Shape[] } | { readonly problem: ShapeProblem };

/** Which inputs a layer takes. */
export interface LayerInputs {
  readonly least: number;
  /** Infinity: any number. */
  readonly most: number;
  /** What the inputs are, in order, where they differ: query, value, key. */
  readonly names?: readonly string[];
}

/**
 * A kind of layer, with Keras's name, arguments and defaults. `Config` is the output of `configSchema`: every method takes a
 * parsed config only. Shapes are without the batch axis.
 */
export interface LayerDefinition<Config = JsonObject> {
  readonly type: string;
  /** Keras's other class names for it. */
  readonly aliases?: readonly string[];
  readonly family: LayerFamily;
  /** One line for users: what the layer does. */
  readonly help: Message;
  /** One, when omitted. */
  readonly inputs?: LayerInputs;
  readonly configSchema: z.ZodType<Config>;
  /**
   * Keras's further arguments that Strata does not implement, with the values that have no effect (the default first). A file
   * may contain them with such a value; any other is a problem.
   */
  readonly fixedArguments: Readonly<Record<string, readonly JsonValue[]>>;
  /** Invalid combinations of arguments, as sentences without the layer's name. */
  conflicts?(config: Config): readonly { readonly path: string; readonly message: Message }[];
  shape(config: Config, inputShapes: readonly Shape[]): ShapeResult;
  /** Called with shapes that `shape` accepted. Keras's names, shapes and order. */
  weights(config: Config, inputShapes: readonly Shape[]): readonly WeightSpec[];
  /**
   * Multiplications and additions (two each) of the layer's matrix products for one sample.
   * Biases, activations and pooling are left out: they are comparatively small. Open lengths count as 1.
   */
  flops(config: Config, inputShapes: readonly Shape[], outputShape: Shape): number;
  /** A few words for a node: `32 filters × 7 · relu`; empty when it has none. */
  summary(config: Config): Sentence;
}
