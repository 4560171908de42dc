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
});
export type LayerNode = z.infer<typeof layerNodeSchema>;

/** The output of layer `from` is an input of layer `to`. Several edges into one layer keep their order. */
export const graphEdgeSchema = z.looseObject({ from: z.string(), to: z.string() });

/** Reads a model of an experiment file. */
export const graphDocumentSchema = z.looseObject({
  nodes: z.array(layerNodeSchema).max(10_000),
  edges: z.array(graphEdgeSchema).max(40_000),
});
/** A model in an experiment file. */
export type GraphDocument = z.infer<typeof graphDocumentSchema>;
