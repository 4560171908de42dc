// From a call in pasted code to a layer with Keras's arguments.
import { z } from 'zod';
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import { msg, type Message } from '#shared/base/message.ts';
import { argumentNames } from '#shared/reading/arguments.ts';
import { jsonOf, type CallArguments, type KerasValue, type PastedLayer } from '#shared/model/code/keras-values.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import { canonicalConstraintSchema, constraintSchema } from '#shared/model/layer-rules/constraints.ts';
import { canonicalInitializerSchema, initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import { canonicalRegularizerSchema, regularizerSchema } from '#shared/model/layer-rules/regularizers.ts';

/** Layers that Keras 3 has under another name. */
const formerTypes: Readonly<Record<string, string>> = { CuDNNLSTM: 'LSTM', CuDNNGRU: 'GRU' };
/** Arguments that Keras 3 has under another name. */
const formerArguments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  LeakyReLU: { alpha: 'negative_slope' },
};

const shapeSchema = z.array(z.number().int().nullable());

function shapeOf(named: ReadonlyMap<string, KerasValue>, hasOwnDim: boolean): (number | null)[] | null {
  const read = (name: string): JsonValue | undefined => {
    const given = named.get(name);
    return given === undefined ? undefined : jsonOf(given);
  };
  const shape = shapeSchema.safeParse(read('input_shape')).data;
  if (shape !== undefined) return shape;
  const batch = shapeSchema.safeParse(read('batch_input_shape')).data;
  if (batch !== undefined) return batch.slice(1);
  const length = read('input_length');
  const dim = hasOwnDim ? undefined : read('input_dim');
  if (typeof length === 'number') return typeof dim === 'number' ? [length, dim] : [length];
  return typeof dim === 'number' ? [dim] : null;
}

/** A layer of this class. @param note is told what was left out */
export function pastedLayer(className: string, given: CallArguments, note: (message: Message) => void): PastedLayer {
  const type = formerTypes[className] ?? findLayer(className)?.type ?? className;
  const definition = findLayer(type);
  if (definition === undefined) note(msg`Strata has no layer "${type}".`);
  const order = definition === undefined ? [] : argumentNames(definition.configSchema);
  const named = new Map(given.named);
  for (const [i, value] of given.positional.entries()) {
    const name = order[i];
    if (name === undefined) note(msg`Argument ${i + 1} of ${type} is left out: its name is not known.`);
    else named.set(name, value);
  }
  const hasOwnDim = order.includes('input_dim');
  const inputShape = shapeOf(named, hasOwnDim);
  const config: JsonObject = {};
  let ownName: string | null = null;
  for (const [written, value] of named) {
    const name = formerArguments[type]?.[written] ?? written;
    const isShape =
      ['input_shape', 'batch_input_shape', 'input_length'].includes(name) || (name === 'input_dim' && !hasOwnDim);
    const json = jsonOf(value);
    if (name === 'name') ownName = typeof json === 'string' ? json : null;
    else if (json === undefined) note(msg`The argument ${name} of ${type} is left out: its value is not known.`);
    else if (!isShape) config[name] = json;
  }
  if (definition?.family === 'input') cleanInput(config);
  return { type, config, name: ownName, inputShape, nodeId: null };
}

/** Old names of an Input's arguments, and types that are whole numbers or measurements. */
function cleanInput(config: JsonObject): void {
  const { dtype, batch_shape: batch, input_shape: shape } = config;
  if (Array.isArray(batch)) config['shape'] ??= batch.slice(1);
  if (shape !== undefined) config['shape'] ??= shape;
  if (typeof config['shape'] === 'number') config['shape'] = [config['shape']];
  delete config['batch_shape'];
  delete config['input_shape'];
  if (typeof dtype === 'string') config['dtype'] = /^u?int/.test(dtype) ? 'int32' : 'float32';
}

const identifiers = [
  { module: 'initializers', schema: canonicalInitializerSchema, reader: initializerSchema },
  { module: 'regularizers', schema: canonicalRegularizerSchema, reader: regularizerSchema },
  { module: 'constraints', schema: canonicalConstraintSchema, reader: constraintSchema },
] as const;

/** `keras.regularizers.l2(0.01)` and its like as a file has it; null for another path. */
export function pastedIdentifier(path: string, { positional, named }: CallArguments): JsonObject | null {
  const [name = '', module = ''] = path.split('.').toReversed();
  const kind = identifiers.find(
    (each) => each.module === module || each.reader.safeParse(name).data?.name !== undefined,
  );
  if (kind === undefined) return null;
  const canonical = kind.reader.safeParse(name).data?.name ?? name;
  const order = argumentNames(kind.schema, canonical);
  const config: JsonObject = {};
  for (const [key, value] of [...positional.map((value, i) => [order[i] ?? '', value] as const), ...named]) {
    const json = jsonOf(value);
    if (json !== undefined && key !== '') config[key] = json;
  }
  return { class_name: name, config };
}

/** How many outputs the layer has with its arguments. */
export function outputCount({ type, config: own }: PastedLayer, called: PastedLayer['config']): number {
  const config = { ...own, ...called };
  if (config['return_attention_scores'] === true) return 2;
  const inner = config['layer'];
  const inside = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : null;
  const insideConfig = inside?.['config'];
  const insideType = inside?.['class_name'];
  if (
    typeof insideType === 'string' &&
    typeof insideConfig === 'object' &&
    insideConfig !== null &&
    !Array.isArray(insideConfig)
  ) {
    if (insideConfig['return_state'] !== true) return 1;
    return 1 + 2 * ((findLayer(insideType)?.inputs?.most ?? 1) - 1);
  }
  return config['return_state'] === true ? (findLayer(type)?.inputs?.most ?? 1) : 1;
}
