// A model as Keras 3 writes it into config.json of a `.keras` archive: its layers with their arguments and calls.
import { AppError } from '#shared/base/app-error.ts';
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import { msg } from '#shared/base/message.ts';
import { withoutDefaults } from '#shared/model/code/layer-call.ts';
import { className } from '#shared/model/code/python.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import { canonicalConstraintSchema } from '#shared/model/layer-rules/constraints.ts';
import { canonicalInitializerSchema } from '#shared/model/layer-rules/initializers.ts';
import { innerLayerSchema } from '#shared/model/layer-rules/inner-layer.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { canonicalRegularizerSchema } from '#shared/model/layer-rules/regularizers.ts';
import type { LayerSpec, ModelSpec, OutputRef } from '#shared/model/model-spec.ts';

const named = [
  { ending: 'initializer', module: 'keras.initializers', schema: canonicalInitializerSchema },
  { ending: 'regularizer', module: 'keras.regularizers', schema: canonicalRegularizerSchema },
  { ending: 'constraint', module: 'keras.constraints', schema: canonicalConstraintSchema },
] as const;

/** An object as Keras's `serialize_keras_object` writes it. */
function serialized(module: string, name: string, config: JsonObject): JsonObject {
  return { module, class_name: name, config, registered_name: null };
}

/** `l1_l2` → `L1L2` */
function classOf(module: string, name: string): string {
  return module === 'keras.regularizers' && name === 'l1_l2' ? 'L1L2' : className(name);
}

function argumentOf(definition: LayerDefinition, name: string, value: JsonValue): JsonValue {
  if (definition.innerLayers?.includes(name) === true) {
    const inner = innerLayerSchema.safeParse(value).data;
    const found = inner === undefined ? undefined : findLayer(inner.class_name);
    return inner === undefined || found === undefined ? value : layerObject(found, inner.config);
  }
  for (const { ending, module, schema } of named) {
    if (name !== ending && !name.endsWith(`_${ending}`)) continue;
    const known = schema.safeParse(value);
    if (known.success) return serialized(module, classOf(module, known.data.name), withoutDefaults(schema, known.data));
  }
  return value;
}

/** Arguments that Keras wants written out though it has a default for them. */
const alwaysWritten: Readonly<Record<string, readonly string[]>> = { Rescaling: ['offset'] };

/** The arguments that are not the defaults. */
function argumentsOf(definition: LayerDefinition, config: JsonObject): [string, JsonValue][] {
  const written = (alwaysWritten[definition.type] ?? []).map((name): [string, JsonValue] => [name, config[name] ?? 0]);
  const given = Object.entries(withoutDefaults(definition.configSchema, config)).map(
    ([name, value]): [string, JsonValue] => [name, argumentOf(definition, name, value)],
  );
  return [...written, ...given.filter(([name]) => !written.some(([one]) => one === name))];
}

/** A layer without its calls. @param config complete, as in a `LayerSpec` */
function layerObject(definition: LayerDefinition, config: JsonObject, name?: string): JsonObject {
  const outside = definition.callArguments ?? [];
  const given = argumentsOf(definition, config).filter(([argument]) => !outside.includes(argument));
  const own = { ...(name === undefined ? {} : { name }), ...Object.fromEntries(given) };
  // A class of the zip's own layers.py is found by its registered name.
  return definition.writtenOut === undefined
    ? serialized('keras.layers', definition.type, own)
    : { module: 'layers', class_name: definition.type, config: own, registered_name: definition.type };
}

class ModelWriter {
  readonly #spec: ModelSpec;
  readonly #names: ReadonlyMap<string, string>;
  readonly #layers: ReadonlyMap<string, LayerSpec>;
  /** Of the calls of a layer, the place of this one. */
  readonly #calls = new Map<string, number>();

  constructor(spec: ModelSpec, names: ReadonlyMap<string, string>) {
    this.#spec = spec;
    this.#names = names;
    this.#layers = new Map(spec.layers.map((layer) => [layer.id, layer]));
    const counts = new Map<string, number>();
    for (const { id, weightsOf } of spec.layers) {
      const place = counts.get(weightsOf) ?? 0;
      this.#calls.set(id, place);
      counts.set(weightsOf, place + 1);
    }
  }

  /** @param order the layers' ids, in Keras's order */
  config(order: readonly string[]): JsonObject {
    const ends = (ids: readonly string[]): JsonValue => {
      const all = ids.map((id): JsonValue => [...this.#history({ id, output: 0 })]);
      return all.length === 1 ? (all[0] ?? []) : all;
    };
    return {
      module: 'keras.src.models.functional',
      class_name: 'Functional',
      config: {
        name: 'model',
        trainable: true,
        layers: order.map((id) => this.#layer(id)),
        input_layers: ends(this.#spec.inputs),
        output_layers: ends(this.#spec.outputs),
      },
      registered_name: 'Functional',
    };
  }

  #layer(id: string): JsonObject {
    const layer = this.#layers.get(id);
    const definition = layer === undefined ? undefined : findLayer(layer.type);
    if (layer === undefined || definition === undefined) throw new Error(`The model has no layer ${id}.`);
    const name = this.#names.get(id) ?? id;
    if (definition.family === 'input') {
      const [shape = []] = layer.outputShapes;
      const config = { batch_shape: [null, ...shape], dtype: layer.config['dtype'] ?? 'float32', name };
      return { ...serialized('keras.layers', 'InputLayer', config), name, inbound_nodes: [] };
    }
    const calls = this.#spec.layers.filter(({ weightsOf }) => weightsOf === id);
    const nodes = calls.map((call) => this.#call(call, definition));
    return { ...layerObject(definition, layer.config, name), name, inbound_nodes: nodes };
  }

  #call(layer: LayerSpec, definition: LayerDefinition): JsonObject {
    const wanted = definition.callArguments ?? [];
    const kwargs = Object.fromEntries(
      argumentsOf(definition, layer.config).filter(([argument]) => wanted.includes(argument)),
    );
    const tensors = layer.inputs.map((input, place) => this.#tensor(input, layer.inputShapes[place] ?? []));
    const [first = null, ...states] = tensors;
    const { inputs } = definition;
    if (inputs === undefined || inputs.most <= 1 || inputs.given === 'initial_state')
      return { args: [first], kwargs: { ...kwargs, ...(states.length === 0 ? {} : { initial_state: states }) } };
    return { args: inputs.given === 'arguments' ? tensors : [tensors], kwargs };
  }

  #tensor(output: OutputRef, shape: readonly (number | null)[]): JsonObject {
    const dtype = this.#layers.get(output.id)?.config['dtype'] ?? 'float32';
    const config = { shape: [null, ...shape], dtype, keras_history: [...this.#history(output)] };
    return { class_name: '__keras_tensor__', config };
  }

  /** The layer's name, the place of the call, and that of the output. */
  #history({ id, output }: OutputRef): [string, number, number] {
    const owner = this.#layers.get(id)?.weightsOf ?? id;
    return [this.#names.get(owner) ?? owner, this.#calls.get(id) ?? 0, output];
  }
}

/** Keras takes the scores of an attention to be as many as its queries. @throws AppError `invalid-experiment` naming the layer */
function requireKnownScores({ id, type, inputShapes, outputShapes }: LayerSpec): void {
  const [[queries] = [], [values] = []] = inputShapes;
  if (type !== 'MultiHeadAttention' || outputShapes.length < 2 || queries === values) return;
  throw new AppError(
    'invalid-experiment',
    msg`Keras cannot open the layer "${id}" (${type}): its scores are an output, and its value is of another length than its query.`,
    { hint: msg`Take the model as a SavedModel, which has all layers.`, details: { layer: id } },
  );
}

/**
 * @throws AppError `invalid-experiment` naming a layer that Keras cannot open
 * @param names of the layers, by their ids
 * @param order the ids of the layers that own weights, and of the Inputs, as `kerasLayerOrder` has them
 */
export function kerasConfig(spec: ModelSpec, names: ReadonlyMap<string, string>, order: readonly string[]): JsonObject {
  for (const layer of spec.layers) requireKnownScores(layer);
  return new ModelWriter(spec, names).config(order);
}
