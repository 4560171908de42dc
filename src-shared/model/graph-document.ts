// The saved model: layers, the edges between them, and how a person arranged them. It contains nothing computed.
import { z } from 'zod';
import { jsonObjectSchema, type JsonObject } from '#shared/base/json.ts';

/** Where a linked argument has its value from: an argument of another layer. */
export const argumentLinkSchema = z.looseObject({
  /** The other layer's id. */
  layer: z.string().min(1).max(200),
  argument: z.string().min(1).max(200),
});
export type ArgumentLink = z.infer<typeof argumentLinkSchema>;

/** Keras writes an Input's shape with the batch before it: [null, 500]; the size of a batch is an argument of its own. */
function withPlainShape<Node extends { readonly type: string; readonly config: JsonObject }>(node: Node): Node {
  const { batch_shape: whole, ...rest } = node.config;
  if ((node.type !== 'Input' && node.type !== 'InputLayer') || !Array.isArray(whole) || 'shape' in rest) return node;
  const [batch = null, ...shape] = whole;
  return { ...node, config: { ...rest, shape, ...(batch === null ? {} : { batch_size: batch }) } };
}

/** A layer in a saved model: Keras's class name and Keras's arguments. Unknown keys and layers are kept. */
const plainNodeSchema = z.looseObject({
  id: z.string().min(1).max(200),
  /** Keras's class name, e.g. `Conv1D`. */
  type: z.string().min(1).max(200),
  /** Keras's arguments; omitted ones have Keras's defaults. */
  config: jsonObjectSchema.default({}),
  /** The id of a layer that this one applies, with its weights: shared weights, as when a Keras layer is called twice. */
  layer: z.string().min(1).max(200).optional(),
  /** The model is as if the layer were not there: what goes into it goes on to the layers behind it. */
  muted: z.boolean().optional(),
  /** Arguments that have the value of another layer's; the value is in `config` too. Only for who edits. */
  links: z.record(z.string(), argumentLinkSchema).optional(),
});

/** Reads a layer in a saved model. */
export const layerNodeSchema = plainNodeSchema.transform(withPlainShape);
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

export type GraphEdge = z.infer<typeof graphEdgeSchema>;

/** A place on the canvas in pixels, x to the right and y down: of a layer, its upper left corner. */
const positionSchema = z.tuple([z.number(), z.number()]);
export type Position = z.infer<typeof positionSchema>;

/** A person's name for an input (`input`) or an output (`output`) of one of a group's layers, where edges cross its border. */
const groupPortSchema = z.looseObject({
  layer: z.string(),
  input: place,
  output: place,
  name: z.string().min(1).max(200),
});
export type GroupPort = z.infer<typeof groupPortSchema>;

/** Layers that a person shows as one. Only for the reader: the model is as without it. Groups have no groups inside them. */
const layerGroupSchema = z.looseObject({
  id: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
  /** The ids of its layers. A layer that two groups name is in the first of them. */
  layers: z.array(z.string()).max(10_000),
  /** It is shown as one card. */
  folded: z.boolean().optional(),
  /** Where a person put the card of the folded group; when omitted, the program lays it out. */
  at: positionSchema.optional(),
  ports: z.array(groupPortSchema).max(1000).optional(),
});
export type LayerGroup = z.infer<typeof layerGroupSchema>;

/** A text on the canvas. Only for the reader: the model is as without it. */
const graphNoteSchema = z.looseObject({
  id: z.string().min(1).max(200),
  /** Plain text with line breaks. */
  text: z.string().max(100_000),
  at: positionSchema,
});
export type GraphNote = z.infer<typeof graphNoteSchema>;

/** Reads a model of an experiment file. */
export const graphDocumentSchema = z.looseObject({
  nodes: z.array(layerNodeSchema).max(10_000),
  edges: z.array(graphEdgeSchema).max(40_000),
  /** Where a person put layers, by their ids. The others are laid out by the program. */
  layout: z.record(z.string(), positionSchema).optional(),
  groups: z.array(layerGroupSchema).max(1000).optional(),
  notes: z.array(graphNoteSchema).max(1000).optional(),
});
/** A model in an experiment file. */
export type GraphDocument = z.infer<typeof graphDocumentSchema>;
