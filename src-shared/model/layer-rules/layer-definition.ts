// What the catalogue says about a layer. Pure rules: nothing here computes a tensor.
import type { z } from 'zod';
import type { Message, Sentence } from '#shared/base/message.ts';
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import type { Reach } from '#shared/model/layer-rules/reach.ts';
import type { Shape, WeightSpec } from '#shared/model/model-spec.ts';

/** A layer's colour and place in the palette. */
export const layerFamilies = [
  'input',
  'embedding',
  'convolution',
  'pooling',
  'recurrent',
  'attention',
  'dense',
  'reshape',
  'merging',
  'normalization',
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
  /** Arguments with which it could, the likeliest first. */
  readonly changes?: readonly { readonly argument: string; readonly value: JsonValue }[];
}

/** The shapes of a layer's outputs, one for each, or why it has none. */
export type ShapeResult = { readonly shapes: readonly Shape[] } | { readonly problem: ShapeProblem };

/** The mask of the first input, or none, goes on with the only output. */
export function passesMask(_config: unknown, [first = false]: readonly boolean[]): readonly boolean[] {
  return [first];
}

/** The layer reads its inputs' masks; its only output has none. */
export function endsMask(): readonly boolean[] {
  return [false];
}

/** Which inputs a layer takes. */
export interface LayerInputs {
  readonly least: number;
  /** Infinity: any number. */
  readonly most: number;
  /** What the inputs are, in order, where they differ: query, value, key. */
  readonly names?: readonly string[];
  /** How Keras's layer is called with several: with a list, when omitted; each an argument; or all but the first as `initial_state`. */
  readonly given?: 'arguments' | 'initial_state';
}

/**
 * Finds a layer's definition by its name: how a wrapper knows the layer inside it. A definition cannot import the catalogue,
 * which imports all definitions.
 */
export type FindLayer = (type: string) => LayerDefinition | undefined;

/**
 * A kind of layer, with Keras's name, arguments and defaults. `Config` is the output of `configSchema`: every method takes a
 * parsed config only. Shapes are without the batch axis.
 */
export interface LayerDefinition<Config = JsonObject> {
  readonly type: string;
  /** Keras's other class names for it. */
  readonly aliases?: readonly string[];
  /** The layer's class in Python with Keras's own parts, for a layer that Keras 3 does not have. */
  readonly writtenOut?: string;
  readonly family: LayerFamily;
  /** One line for users: what the layer does. */
  readonly help: Message;
  /** One, when omitted. */
  readonly inputs?: LayerInputs;
  readonly configSchema: z.ZodType<Config>;
  /** What a new layer begins with for the arguments that Keras has no default for; absent where there is none. */
  readonly starter?: JsonObject;
  /**
   * Keras's further arguments that Strata does not implement, with the values that have no effect (the default first). A file
   * may contain them with such a value; any other is a problem.
   */
  readonly fixedArguments: Readonly<Record<string, readonly JsonValue[]>>;
  /** Arguments that hold a layer, read by `innerLayerSchema`; their configs are read by the inner layer's definition. */
  readonly innerLayers?: readonly string[];
  /** Arguments in the config that Keras takes when the layer is called: `use_causal_mask`. */
  readonly callArguments?: readonly string[];
  /** How many different words its input may have, as whole numbers from 0 on; absent when the input is measurements. */
  vocabulary?(config: Config): number;
  /**
   * For a layer whose weights `mean` and `variance` are set before training, as Keras's `adapt` does from the training samples
   * that reach it: the axes along which they differ, counted with the batch axis. Null when its arguments give the numbers.
   */
  fittedAxes?(config: Config): readonly number[] | null;
  /** The switches, dotted where they are in an inner layer, with which its output is a sequence instead of one vector. */
  readonly sequenceSwitches?: readonly string[];
  /** When the model answers, the output's values are those of the input: only their order or number may differ. */
  readonly keepsValues?: true;
  /** Invalid combinations of arguments, as sentences without the layer's name. */
  conflicts?(config: Config, find: FindLayer): readonly { readonly path: string; readonly message: Message }[];
  shape(config: Config, inputShapes: readonly Shape[], find: FindLayer): ShapeResult;
  /**
   * Which outputs have a mask (which of their steps count), from which inputs have one: Keras's `supports_masking` and
   * `compute_mask`. When omitted, the layer takes no mask: one that arrives is dropped, with a warning.
   */
  masks?(config: Config, inputs: readonly boolean[], find: FindLayer): readonly boolean[];
  /** Keras refuses a mask on its first input: why, as a sentence without the layer's name. */
  refusesMask?: Message;
  /** Whether it takes a mask into account with these inputs; always, when omitted. When not, a mask draws a warning. */
  readsMask?(inputs: readonly boolean[]): boolean;
  /** Called with shapes that `shape` accepted. Keras's names, shapes and order. */
  weights(config: Config, inputShapes: readonly Shape[], find: FindLayer): readonly WeightSpec[];
  /**
   * Multiplications and additions (two each) of the layer's matrix products for one sample.
   * Biases, activations and pooling are left out: they are comparatively small. Open lengths count as 1.
   */
  flops(config: Config, inputShapes: readonly Shape[], outputShape: Shape, find: FindLayer): number;
  /** Values beside its outputs that training holds for one sample: the scores of attention. None, when omitted. */
  heldValues?(config: Config, inputShapes: readonly Shape[]): number;
  /**
   * Which steps of its inputs a step of its first output depends on when the model answers: one entry for each input; the last
   * holds for further ones.
   */
  reach(config: Config, inputShapes: readonly Shape[], find: FindLayer): readonly Reach[];
  /** A few words for a node: `32 filters × 7 · relu`; empty when it has none. */
  summary(config: Config, find: FindLayer): Sentence;
}
