// A model of each kind of bad graph: what `strata check` and the canvas say of it, and at which layer.
import type { JsonObject } from '#shared/base/json.ts';

export interface BadGraph {
  readonly nodes: readonly JsonObject[];
  /** `a→b`, or `a→b:1` into its second input. */
  readonly edges: readonly string[];
  /** The id of the layer that the sentence is about. */
  readonly layer: string;
  readonly says: RegExp;
  /** Keras takes it too: it can be trained. */
  readonly isWarning?: true;
  /** What is trained, beside an optimizer. */
  readonly training?: JsonObject;
}

const input = (id: string, ...shape: number[]): JsonObject => ({ id, type: 'Input', config: { shape } });
const dense = (id: string, config: JsonObject = {}): JsonObject => ({
  id,
  type: 'Dense',
  config: { units: 1, ...config },
});
const flat = { id: 'flat', type: 'Flatten', config: {} };

/** By kind. All of them are for windows of 20 steps of two columns, and one target. */
export const badGraphs: Readonly<Record<string, BadGraph>> = {
  'a cycle': {
    nodes: [input('in', 20, 2), { id: 'add', type: 'Add' }, dense('loop', { units: 2 }), flat, dense('out')],
    edges: ['in→add', 'add→loop', 'loop→add:1', 'add→flat', 'flat→out'],
    layer: 'add',
    says: /add → loop → add feed each other in a circle/,
  },
  'two inputs that never meet': {
    nodes: [
      input('in', 20, 2),
      input('lost', 20, 2),
      flat,
      dense('out'),
      { id: 'flat2', type: 'Flatten' },
      dense('out2'),
    ],
    edges: ['in→flat', 'flat→out', 'lost→flat2', 'flat2→out2'],
    layer: 'lost',
    says: /What comes from Input "lost" never meets what comes from Input "in"; join them, or take one away/,
  },
  'an input that nothing follows': {
    nodes: [input('in', 20, 2), input('lost', 20, 2), flat, dense('out')],
    edges: ['in→flat', 'flat→out'],
    layer: 'lost',
    says: /Nothing follows Input "lost"/,
  },
  'an input place that a layer has not': {
    nodes: [input('in', 20, 2), flat, dense('out')],
    edges: ['in→flat:2', 'flat→out'],
    layer: 'flat',
    says: /Flatten "flat" has 1 input, counted from 0, but the edge from "in" ends at input 2/,
  },
  'more inputs than a layer takes': {
    nodes: [input('in', 20, 2), flat, dense('out')],
    edges: ['in→flat', 'flat→out', 'in→flat:1'],
    layer: 'flat',
    says: /takes one input, but gets 2/,
  },
  'shapes that cannot be added': {
    nodes: [
      input('in', 20, 2),
      { id: 'conv', type: 'Conv1D', config: { filters: 2, kernel_size: 3 } },
      { id: 'add', type: 'Add' },
      flat,
      dense('out'),
    ],
    edges: ['in→conv', 'in→add', 'conv→add:1', 'add→flat', 'flat→out'],
    layer: 'add',
    says: /gets \[20, 2\] and \[18, 2\], which cannot be combined; give both the same sizes/,
  },
  'a mask into a layer that drops it': {
    nodes: [input('in', 20, 2), { id: 'masking', type: 'Masking' }, { id: 'flat', type: 'Flatten' }, dense('out')],
    edges: ['in→masking', 'masking→flat', 'flat→out'],
    layer: 'flat',
    says: /gets a sequence with a mask and passes none on/,
    isWarning: true,
  },
  'a layer that names none': {
    nodes: [input('in', 20, 2), flat, { id: 'out', type: 'Dense', layer: 'nowhere' }],
    edges: ['in→flat', 'flat→out'],
    layer: 'out',
    says: /applies the layer "nowhere", but no layer has this id/,
  },
  'a layer that names itself': {
    nodes: [input('in', 20, 2), flat, { id: 'out', type: 'Dense', layer: 'out' }],
    edges: ['in→flat', 'flat→out'],
    layer: 'out',
    says: /applies itself/,
  },
  'weights shared between shapes that differ': {
    nodes: [
      input('in', 20, 2),
      dense('first', { units: 3 }),
      { id: 'again', type: 'Dense', layer: 'first' },
      flat,
      dense('out'),
    ],
    edges: ['in→first', 'first→again', 'again→flat', 'flat→out'],
    layer: 'again',
    says: /applies Dense "first", whose kernel is \[2, 3\], but its own input would need \[3, 3\]/,
  },
  'attention heads that do not divide': {
    nodes: [
      input('in', 20, 2),
      {
        id: 'heads',
        type: 'GroupedQueryAttention',
        config: { head_dim: 2, num_query_heads: 3, num_key_value_heads: 2 },
      },
      flat,
      dense('out'),
    ],
    edges: ['in→heads', 'in→heads:1', 'heads→flat', 'flat→out'],
    layer: 'heads',
    says: /num_query_heads 3 and num_key_value_heads 2; the first must be a multiple/,
  },
  'an output without a loss': {
    nodes: [input('in', 20, 2), flat, dense('out'), dense('other')],
    edges: ['in→flat', 'flat→out', 'flat→other'],
    training: { outputs: { out: { loss: 'mse' } } },
    layer: 'other',
    says: /Output "other" has no loss; give it one in training\.outputs, or all outputs one as training\.loss/,
  },
};

/** The experiment as a file writes it, on the weather data. */
export function badGraphExperiment(kind: string, { nodes, edges, training = { loss: 'mse' } }: BadGraph): JsonObject {
  const model = {
    nodes: nodes.map((node) => ({ config: {}, ...node })),
    edges: edges.map((edge) => {
      const [from = '', to = '', place = '0'] = edge.split(/→|:/);
      return { from, to, ...(place === '0' ? {} : { input: Number(place) }) };
    }),
  };
  const preparation = { kind: 'series', target: 'temp', features: ['temp', 'dewp'], lookback: 20, delay: 3 };
  return {
    strata: 2,
    name: kind,
    data: { dataset: 'weather', preparation },
    model,
    training: { optimizer: 'SGD', epochs: 1, ...training },
  };
}
