// A fix of a problem as data: which edit takes it away. Offered with the problem, made by `applyFix`.
import { z } from 'zod';
import { jsonObjectSchema, jsonValueSchema } from '#shared/base/json.ts';

const placeSchema = z.number().int().optional();

/** Reads a fix. */
export const fixSchema = z.discriminatedUnion('kind', [
  /** Gives arguments of a layer one value. They are dotted where they are in an inner layer: `layer.config.units`. */
  z.object({
    kind: z.literal('argument'),
    layer: z.string(),
    arguments: z.array(z.string()).readonly(),
    value: jsonValueSchema,
  }),
  /** Leaves an argument to its default, or to the value that a new layer begins with. */
  z.object({ kind: z.literal('reset-argument'), layer: z.string(), argument: z.string() }),
  /** Adds a layer behind another one, or before it. */
  z.object({
    kind: z.literal('insert'),
    layer: z.string(),
    side: z.enum(['before', 'after']),
    type: z.string(),
    config: jsonObjectSchema,
  }),
  /** Adds an Input before the first layer that nothing goes into. */
  z.object({ kind: z.literal('add-input'), config: jsonObjectSchema }),
  /** Puts another kind of layer in a layer's place. */
  z.object({ kind: z.literal('replace'), layer: z.string(), type: z.string() }),
  z.object({ kind: z.literal('mute'), layer: z.string() }),
  z.object({ kind: z.literal('unmute'), layers: z.array(z.string()).readonly() }),
  z.object({ kind: z.literal('delete'), layers: z.array(z.string()).readonly() }),
  z.object({ kind: z.literal('connect'), from: z.string(), to: z.string(), input: placeSchema }),
  /** Takes edges away; of equal ones, one. */
  z.object({
    kind: z.literal('cut'),
    edges: z.array(z.object({ from: z.string(), to: z.string(), output: placeSchema, input: placeSchema })).readonly(),
  }),
  /** Sets a value of the experiment outside its model: `['training', 'batch_size']`. */
  z.object({ kind: z.literal('setting'), path: z.array(z.string()).readonly(), value: jsonValueSchema }),
  z.object({ kind: z.literal('remove-setting'), path: z.array(z.string()).readonly() }),
]);

/** What takes a problem away, with one click. Plain JSON. */
export type Fix = Readonly<z.infer<typeof fixSchema>>;

/** Gives one argument of a layer a value. */
export function argumentFix(layer: string, argument: string, value: z.infer<typeof jsonValueSchema>): Fix {
  return { kind: 'argument', layer, arguments: [argument], value };
}

/** Sets a value at a dotted path: `training.batch_size`. */
export function settingFix(path: string, value: z.infer<typeof jsonValueSchema>): Fix {
  return { kind: 'setting', path: path.split('.'), value };
}

/** Removes what is at a dotted path. */
export function removeSettingFix(path: string): Fix {
  return { kind: 'remove-setting', path: path.split('.') };
}
