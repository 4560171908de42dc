// The weights of a model as Keras's model.weights.h5. A group for each layer, named by its class and number; in it the variables by
// their place, those of parts in groups of their own (keras/src/saving/saving_lib.py).
import h5wasm, { type Group } from 'h5wasm';
import { innerLayerSchema } from '#shared/model/layer-rules/inner-layer.ts';
import type { JsonObject } from '#shared/base/json.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';
import type { NamedArray } from '#main/training/step/train-step.ts';

const recurrent: ReadonlySet<string> = new Set(['SimpleRNN', 'GRU', 'LSTM']);

/** Where the weights of an attention's projections are. */
const projections: Readonly<Record<string, string>> = {
  query: 'query_dense',
  key: 'key_dense',
  value: 'value_dense',
  gate: '_gate_dense',
  attention_output: 'output_dense',
};

/** Keras's name of a class in another one's place. */
const classNames: Readonly<Record<string, string>> = { GroupQueryAttention: 'GroupedQueryAttention' };

/** `Conv1D` → `conv1d`, `PReLU` → `p_re_lu`, as Keras's `to_snake_case`. */
function snakeCase(type: string): string {
  return (classNames[type] ?? type)
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** The group of a weight within its layer's. @param name without the layer's id */
function groupOf(type: string, config: JsonObject, name: string): string {
  const inner = (argument: string): { type: string; config: JsonObject } => {
    const layer = innerLayerSchema.safeParse(config[argument]).data;
    return { type: layer?.class_name ?? '', config: layer?.config ?? {} };
  };
  if (type === 'Bidirectional') {
    const [direction = '', ...rest] = name.split('/');
    const own = direction === 'backward' && config['backward_layer'] !== null ? 'backward_layer' : 'layer';
    const layer = inner(own);
    return `${direction}_layer/${groupOf(layer.type, layer.config, rest.join('/'))}`;
  }
  if (type === 'TimeDistributed') {
    const layer = inner('layer');
    return `layer/${groupOf(layer.type, layer.config, name)}`;
  }
  if (recurrent.has(type)) return 'cell/vars';
  const [part = ''] = name.split('/');
  const projection = name.includes('/') ? projections[part] : undefined;
  if (projection === undefined) return 'vars';
  const isGrouped = type === 'GroupQueryAttention';
  return `${isGrouped && !projection.startsWith('_') ? '_' : ''}${projection}/vars`;
}

/**
 * @param order the ids of the layers, as `kerasLayerOrder` has them
 * @param weights named `<layer id>/<weight>`, in the model's order
 * @param names of the layers, by their ids
 */
export async function kerasWeights(
  { layers }: Pick<ModelSpec, 'layers'>,
  order: readonly string[],
  weights: readonly NamedArray[],
  names: ReadonlyMap<string, string>,
): Promise<Uint8Array> {
  // The file is in the memory of the WebAssembly module until it is closed.
  const { FS } = await h5wasm.ready;
  const path = '/model.weights.h5';
  const file = new h5wasm.File(path, 'w');
  try {
    const groups = new Map<string, Group>();
    const groupAt = (place: string): Group => {
      const known = groups.get(place);
      if (known !== undefined) return known;
      const parent = place.includes('/') ? groupAt(place.slice(0, place.lastIndexOf('/'))) : null;
      const made = (parent ?? file).create_group(place.slice(place.lastIndexOf('/') + 1));
      groups.set(place, made);
      return made;
    };
    groupAt('vars').create_attribute('name', 'model');
    const counts = new Map<string, number>();
    const byName = new Map(weights.map((weight) => [weight.name, weight]));
    for (const id of order) {
      const layer = layers.find((each) => each.id === id);
      if (layer === undefined) continue;
      const kind = snakeCase(layer.type === 'Input' ? 'InputLayer' : layer.type);
      const count = counts.get(kind) ?? 0;
      counts.set(kind, count + 1);
      const place = `layers/${kind}${count === 0 ? '' : `_${count}`}`;
      groupAt(`${place}/vars`).create_attribute('name', names.get(id) ?? id);
      const written = new Map<string, number>();
      for (const { name } of layer.weights) {
        const { values, shape } = byName.get(`${id}/${name}`) ?? missing(id, name);
        const group = `${place}/${groupOf(layer.type, layer.config, name)}`;
        const number = written.get(group) ?? 0;
        written.set(group, number + 1);
        groupAt(group).create_dataset({ name: String(number), data: values, shape: [...shape], dtype: '<f4' });
      }
    }
  } finally {
    file.close();
  }
  const bytes = FS.readFile(path);
  FS.unlink(path);
  return bytes;
}

function missing(id: string, name: string): never {
  throw new Error(`The weight ${id}/${name} is not there.`);
}
