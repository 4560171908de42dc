// The saved model: layers and the edges between them. It contains no layout and nothing computed.
import { z } from 'zod';
import { jsonObjectSchema } from '#shared/base/json.ts';

/** A layer in a saved model: Keras's class name and Keras's arguments. Unknown keys and layers are kept. */
export const layerNodeSchema = z.looseObject({
  id: z.string().min(1).max(200),
  /** Keras's class name, e.g. `Conv1D`. */
  type: z.string().min(1).max(200),
  /** Keras's arguments; omitted ones have Keras's defaults. */
  config: jsonObjectSchema.default({}),
  /** The id of a layer that this one applies, with its weights: shared weights, as when a Keras layer is called twice. */
  layer: z.string().min(1).max(200).optional(),
});
export type LayerNode = z.infer<typeof layerNodeSchema>;

const place = z.number().int().min(0).max(1000).optional();

/** The output of layer `from` is an input of layer `to`. Inputs and outputs of a layer are counted from 0. */
export const graphEdgeSchema = z.looseObject({
  from: z.string(),
  to: z.string(),
  /** Which of the outputs of `from`; 0 when omitted. */
  output: place,
  /** Which of the inputs of `to`; 0 when omitted. */
  input: place,
});

/** Reads a model of an experiment file. */
export const graphDocumentSchema = z.looseObject({
  nodes: z.array(layerNodeSchema).max(10_000),
  edges: z.array(graphEdgeSchema).max(40_000),
});
/** A model in an experiment file. */
export type GraphDocument = z.infer<typeof graphDocumentSchema>;
