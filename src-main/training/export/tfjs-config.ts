// A model as TensorFlow.js writes a layers model: its layers with the arguments that TensorFlow.js has. What it has not, or computes
// in another way than Keras, is refused by name.
import { AppError } from '#shared/base/app-error.ts';
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import { msg } from '#shared/base/message.ts';
import { innerLayerSchema } from '#shared/model/layer-rules/inner-layer.ts';
import type { LayerSpec, ModelSpec, OutputRef } from '#shared/model/model-spec.ts';

/** How a layer is written for TensorFlow.js. */
interface Translation {
  /** The arguments that both have; the rest says nothing about an answer. */
  readonly keeps: readonly string[];
  /** What an argument is called there. */
  readonly renames?: Readonly<Record<string, string>>;
  /** The arguments that TensorFlow.js lacks, with the values that change nothing. */
  readonly only?: Readonly<Record<string, readonly JsonValue[]>>;
  /** Set always. */
  readonly sets?: JsonObject;
}

const zeros: JsonObject = { class_name: 'Zeros', config: {} };

/** Weights are read from the file: what they begin with is the quickest. */
const recurrentSets = { kernel_initializer: zeros, recurrent_initializer: zeros };
const recurrentKeeps = ['units', 'activation', 'use_bias', 'return_sequences', 'return_state', 'go_backwards'];
const recurrentOnly = { stateful: [false], zero_output_for_mask: [false] };

const plain: Translation = { keeps: [] };

/** Layers with the same arithmetic at inference. */
const translations: Readonly<Record<string, Translation>> = {
  Activation: { keeps: ['activation'] },
  Add: plain,
  AlphaDropout: { keeps: ['rate'] },
  Average: plain,
  AveragePooling1D: { keeps: ['pool_size', 'strides', 'padding'] },
  BatchNormalization: { keeps: ['axis', 'epsilon', 'center', 'scale'] },
  Bidirectional: { keeps: ['merge_mode'], only: { backward_layer: [null] } },
  Concatenate: { keeps: ['axis'] },
  Conv1D: {
    keeps: ['filters', 'kernel_size', 'strides', 'padding', 'dilation_rate', 'activation', 'use_bias'],
    only: { groups: [1], padding: ['valid', 'same'] },
    sets: { kernel_initializer: zeros },
  },
  Dense: { keeps: ['units', 'activation', 'use_bias'], sets: { kernel_initializer: zeros } },
  Dot: { keeps: ['axes', 'normalize'] },
  Dropout: { keeps: ['rate'] },
  ELU: { keeps: ['alpha'] },
  Embedding: { keeps: ['input_dim', 'output_dim', 'mask_zero'], sets: { embeddings_initializer: zeros } },
  Flatten: plain,
  GRU: {
    keeps: [...recurrentKeeps, 'recurrent_activation'],
    only: { ...recurrentOnly, reset_after: [false] },
    sets: { ...recurrentSets, reset_after: false },
  },
  GaussianDropout: { keeps: ['rate'] },
  GaussianNoise: { keeps: ['stddev'] },
  GlobalAveragePooling1D: { keeps: [], only: { keepdims: [false] } },
  GlobalMaxPooling1D: { keeps: [], only: { keepdims: [false] } },
  LSTM: { keeps: [...recurrentKeeps, 'recurrent_activation'], only: recurrentOnly, sets: recurrentSets },
  LayerNormalization: { keeps: ['axis', 'epsilon', 'center', 'scale'] },
  LeakyReLU: { keeps: ['negative_slope'], renames: { negative_slope: 'alpha' } },
  Masking: { keeps: ['mask_value'] },
  MaxPooling1D: { keeps: ['pool_size', 'strides', 'padding'] },
  Maximum: plain,
  Minimum: plain,
  Multiply: plain,
  PReLU: { keeps: ['shared_axes'], sets: { alpha_initializer: zeros } },
  Permute: { keeps: ['dims'] },
  ReLU: { keeps: ['max_value'], only: { negative_slope: [0], threshold: [0] } },
  RepeatVector: { keeps: ['n'] },
  Reshape: { keeps: ['target_shape'] },
  SimpleRNN: { keeps: recurrentKeeps, only: recurrentOnly, sets: recurrentSets },
  Softmax: { keeps: ['axis'] },
  SpatialDropout1D: { keeps: ['rate'] },
  TimeDistributed: plain,
};

/** What TensorFlow.js calls an activation; absent where it has none, or another one of that name. */
const activations: Readonly<Record<string, string>> = {
  linear: 'linear',
  relu: 'relu',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  softmax: 'softmax',
  softplus: 'softplus',
  softsign: 'softsign',
  elu: 'elu',
  selu: 'selu',
  gelu: 'gelu',
  silu: 'swish',
  relu6: 'relu6',
};

/** What to take instead. */
export const otherFormats = msg`Take the model as a Keras file or as a SavedModel: they have all layers.`;

/** @param argument that it cannot compute; null where it lacks the layer */
function refusedLayer(id: string, type: string, argument: string | null): AppError {
  const message =
    argument === null
      ? msg`TensorFlow.js has no layer ${type}, which is "${id}" in this model.`
      : msg`TensorFlow.js cannot compute the layer "${id}" (${type}) with this ${argument}.`;
  return new AppError('invalid-experiment', message, { hint: otherFormats, details: { layer: id } });
}

function argumentsFor(id: string, type: string, config: JsonObject): JsonObject {
  const translation = Object.hasOwn(translations, type) ? translations[type] : undefined;
  if (translation === undefined) throw refusedLayer(id, type, null);
  const { keeps, renames = {}, only = {}, sets = {} } = translation;
  for (const [argument, allowed] of Object.entries(only))
    if (config[argument] !== undefined && !allowed.includes(config[argument])) throw refusedLayer(id, type, argument);
  const kept = keeps.flatMap((argument): [string, JsonValue][] => {
    const value = config[argument];
    if (value === undefined || value === null) return [];
    if (!argument.endsWith('activation')) return [[renames[argument] ?? argument, value]];
    const name = typeof value === 'string' ? activations[value] : undefined;
    if (name === undefined) throw refusedLayer(id, type, argument);
    return [[argument, name]];
  });
  const inner = innerLayerSchema.safeParse(config['layer']).data;
  const holds = inner !== undefined && (type === 'Bidirectional' || type === 'TimeDistributed');
  return {
    ...Object.fromEntries(kept),
    ...sets,
    ...(holds
      ? {
          layer: {
            class_name: inner.class_name,
            // Without a name it gets another one in every program, and its weights are not found.
            config: { ...argumentsFor(id, inner.class_name, inner.config), name: 'layer' },
          },
        }
      : {}),
  };
}

/**
 * The `modelTopology` of a layers model.
 * @param names of the layers, by their ids
 * @throws AppError `invalid-experiment` naming a layer that TensorFlow.js lacks
 */
export function tfjsTopology(spec: ModelSpec, names: ReadonlyMap<string, string>): JsonObject {
  const owners = new Map(spec.layers.map(({ id, weightsOf }) => [id, weightsOf]));
  const callsOf = (id: string): LayerSpec[] => spec.layers.filter(({ weightsOf }) => weightsOf === id);
  const history = ({ id, output }: OutputRef): [string, number, number] => {
    const owner = owners.get(id) ?? id;
    const call = callsOf(owner).findIndex((layer) => layer.id === id);
    return [names.get(owner) ?? owner, call, output];
  };
  const ends = (ids: readonly string[]): JsonValue => ids.map((id): JsonValue => history({ id, output: 0 }));
  const layers = spec.layers.flatMap((layer): JsonObject[] => {
    const { id, type, config, weightsOf } = layer;
    if (weightsOf !== id) return [];
    const name = names.get(id) ?? id;
    if (type === 'Input') {
      const [shape = []] = layer.outputShapes;
      const input = { batch_input_shape: [null, ...shape], dtype: config['dtype'] ?? 'float32', name };
      return [{ class_name: 'InputLayer', name, config: input, inbound_nodes: [] }];
    }
    const calls = callsOf(id).map((call): JsonValue => {
      if (call.inputs.length > 1 && /^(SimpleRNN|GRU|LSTM|Bidirectional)$/.test(type))
        throw refusedLayer(call.id, type, 'initial_state');
      return call.inputs.map((input): JsonValue => [...history(input), {}]);
    });
    return [{ class_name: type, name, config: { ...argumentsFor(id, type, config), name }, inbound_nodes: calls }];
  });
  return {
    class_name: 'Model',
    config: { name: 'model', layers, input_layers: ends(spec.inputs), output_layers: ends(spec.outputs) },
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
  };
}
