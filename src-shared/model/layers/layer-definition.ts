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
  'regularization',
  'activation',
] as const;
export type LayerFamily = (typeof layerFamilies)[number];

/** Why a layer cannot take what comes in. */
export interface ShapeProblem {
  /** `wrong-rank`, `too-short`, `unknown-length`. */
  readonly code: string;
  /** What follows the layer's name in a sentence: `wants [steps, features], but gets [32].` */
  readonly message: Message;
  /** A sentence on what would fit, where the layer can know. */
  readonly fit?: Message | undefined;
}

/** A layer's output shape, or why it has none. */
export type ShapeResult = { readonly shape: Shape } | { readonly problem: ShapeProblem };

/**
 * A kind of layer, with Keras's name, arguments and defaults. `Config` is what `configSchema` gives:
 * every method takes a parsed config only. Shapes are without the batch axis.
 */
export interface LayerDefinition<Config = JsonObject> {
  readonly type: string;
  readonly family: LayerFamily;
  /** One line for a person: what the layer does. */
  readonly help: Message;
  readonly configSchema: z.ZodType<Config>;
  /**
   * Keras's further arguments that Strata does not carry out, with the values that change nothing (the default first).
   * They may stand in a file with such a value; any other is a problem.
   */
  readonly fixedArguments: Readonly<Record<string, readonly JsonValue[]>>;
  /** Combinations of arguments that cannot be, as sentences without the layer's name. */
  conflicts?(config: Config): readonly { readonly path: string; readonly message: Message }[];
  shape(config: Config, inputShapes: readonly Shape[]): ShapeResult;
  /** Called with shapes that `shape` accepted. Keras's names, shapes and order. */
  weights(config: Config, inputShapes: readonly Shape[]): readonly WeightSpec[];
  /**
   * Multiplications and additions (two each) of the layer's matrix products for one sample.
   * Biases, activations and pooling are left out: they are small beside them. Open lengths count as 1.
   */
  flops(config: Config, inputShapes: readonly Shape[], outputShape: Shape): number;
  /** A few words for a node: `32 filters × 7 · relu`; empty when there is nothing to say. */
  summary(config: Config): Sentence;
}
