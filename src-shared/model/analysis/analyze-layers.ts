// What each layer of a checked model costs and sees.
import { sizeOf } from '#shared/model/layer-rules/common.ts';
import { receptiveFields, type ReceptiveField } from '#shared/model/analysis/receptive-field.ts';
import type { LayerSpec, Shape } from '#shared/model/model-spec.ts';

/** One layer in figures. */
export interface LayerAnalysis {
  readonly id: string;
  readonly type: string;
  readonly outputShapes: readonly Shape[];
  /** Its own weights' values; 0 where it shares another layer's. */
  readonly parameters: number;
  /** Those of them that gradients change. */
  readonly trainableParameters: number;
  /** Multiplications and additions, two each, of a forward pass for one sample. */
  readonly flopsPerSample: number;
  /**
   * Memory of its outputs for one batch: 4 bytes · batch size · the number of its outputs' values, where an open length counts
   * as 1. A backward pass needs those of all layers, so their sum is about what training holds beside the weights; what a layer
   * needs while it computes is not in it.
   */
  readonly activationBytes: number;
  /** One for each Input that it depends on. */
  readonly receptiveFields: readonly ReceptiveField[];
}

const bytesPerValue = 4;

/** @param layers in the order of computation @param batchSize samples in a batch */
export function analyzeLayers(layers: readonly LayerSpec[], batchSize: number): readonly LayerAnalysis[] {
  const fields = receptiveFields(layers);
  return layers.map(({ id, type, outputShapes, parameters, weights, flopsPerSample }) => ({
    id,
    type,
    outputShapes,
    parameters,
    trainableParameters: weights.reduce((sum, { trainable, shape }) => sum + (trainable ? sizeOf(shape) : 0), 0),
    flopsPerSample,
    activationBytes: bytesPerValue * batchSize * outputShapes.reduce((sum, shape) => sum + sizeOf(shape), 0),
    receptiveFields: fields.get(id) ?? [],
  }));
}
