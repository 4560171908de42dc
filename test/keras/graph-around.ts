// A model around one layer, with something to learn in front of it, where it is not fitted before training, and behind it.
import type { ModelSpec } from '#shared/model/model-spec.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import { innerLayerSchema } from '#shared/model/layer-rules/inner-layer.ts';
import type { LayerCase } from './reference.ts';
import { graphSpec, type ChainNode } from './specs.ts';

/** A masked input comes from words with padding; each float input from a Dense; each output goes to a Flatten. */
export function graphAround({ type, config, inputs, masks, outputs }: LayerCase): ModelSpec {
  const nodes: ChainNode[] = [];
  const edges: { from: string; to: string; input?: number; output?: number }[] = [];
  const add = (node: ChainNode, ...from: readonly string[]): string => {
    nodes.push(node);
    edges.push(...from.map((id, input) => ({ from: id, to: node.id, input })));
    return node.id;
  };
  const definition = findLayer(type);
  // What is fitted before training cannot come after what is trained.
  const isFitted = (definition?.fittedAxes?.(definition.configSchema.parse(config)) ?? null) !== null;
  const before = inputs.map(({ shape: [, ...shape], dtype }, i) => {
    const isMasked = masks[i] !== null;
    // Words have one axis: longer masks come from a masked step of measurements.
    if (isFitted || (isMasked && shape.length > 2)) {
      const id = add({ id: `input_${i}`, type: 'Input', config: { shape, dtype } });
      return isMasked ? add({ id: `before_${i}`, type: 'Masking', config: {} }, id) : id;
    }
    const id = add({
      id: `input_${i}`,
      type: 'Input',
      config: isMasked ? { shape: shape.slice(0, -1), dtype: 'int32' } : { shape, dtype },
    });
    const features = shape.at(-1) ?? 1;
    if (isMasked) {
      const words = { input_dim: 3, output_dim: features, mask_zero: true };
      return add({ id: `before_${i}`, type: 'Embedding', config: words }, id);
    }
    return dtype === 'int32' ? id : add({ id: `before_${i}`, type: 'Dense', config: { units: features } }, id);
  });
  add({ id: 'layer', type, config }, ...before);
  const flat = outputs.map((_, output) => {
    nodes.push({ id: `flatten_${output}`, type: 'Flatten', config: {} });
    edges.push({ from: 'layer', output, to: `flatten_${output}` });
    return `flatten_${output}`;
  });
  const joined = flat.length === 1 ? flat : [add({ id: 'joined', type: 'Concatenate', config: {} }, ...flat)];
  add({ id: 'last', type: 'Dense', config: { units: 1 } }, ...joined);
  return graphSpec(nodes, edges);
}

/**
 * Whether XLA has something to compile in the layer: a loop over steps. Without one in a model, its graph is the same with XLA
 * and without.
 */
export function hasLoop({ type }: Pick<LayerCase, 'type'>): boolean {
  return findLayer(type)?.family === 'recurrent';
}

/** Whether the layer draws random numbers in training, so that only distributions can be compared. */
export function isChance({ type, config }: Pick<LayerCase, 'type' | 'config'>): boolean {
  const definition = findLayer(type);
  const inner = (definition?.innerLayers ?? []).flatMap((name) => innerLayerSchema.safeParse(config[name]).data ?? []);
  return (
    definition?.family === 'regularization' || inner.some(({ class_name: type, config }) => isChance({ type, config }))
  );
}
