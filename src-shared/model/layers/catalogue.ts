// All layers that Strata knows, by Keras's class name.
import { activationLayer } from '#shared/model/layers/activation.ts';
import { conv1dLayer } from '#shared/model/layers/convolution.ts';
import { denseLayer } from '#shared/model/layers/dense.ts';
import { embeddingLayer } from '#shared/model/layers/embedding.ts';
import { inputLayer } from '#shared/model/layers/input.ts';
import type { LayerDefinition } from '#shared/model/layers/layer-definition.ts';
import {
  averagePooling1dLayer,
  globalAveragePooling1dLayer,
  globalMaxPooling1dLayer,
  maxPooling1dLayer,
} from '#shared/model/layers/pooling.ts';
import { gruLayer, lstmLayer, simpleRnnLayer } from '#shared/model/layers/recurrent.ts';
import { dropoutLayer } from '#shared/model/layers/regularization.ts';
import { flattenLayer } from '#shared/model/layers/reshape.ts';

const definitions: readonly LayerDefinition[] = [
  inputLayer,
  embeddingLayer,
  conv1dLayer,
  maxPooling1dLayer,
  averagePooling1dLayer,
  globalMaxPooling1dLayer,
  globalAveragePooling1dLayer,
  gruLayer,
  lstmLayer,
  simpleRnnLayer,
  denseLayer,
  flattenLayer,
  dropoutLayer,
  activationLayer,
];

/** Every layer's definition by its type, in the order in which a palette shows them. */
export const layerCatalogue: ReadonlyMap<string, LayerDefinition> = new Map(
  definitions.map((definition) => [definition.type, definition]),
);

/** Keras's other class names for the same layers. */
const aliases: Readonly<Record<string, string>> = {
  InputLayer: 'Input',
  Convolution1D: 'Conv1D',
  MaxPool1D: 'MaxPooling1D',
  AvgPool1D: 'AveragePooling1D',
  GlobalMaxPool1D: 'GlobalMaxPooling1D',
  GlobalAvgPool1D: 'GlobalAveragePooling1D',
};

/** The definition for a layer type or one of Keras's other names for it; undefined when Strata has no such layer. */
export function findLayer(type: string): LayerDefinition | undefined {
  return layerCatalogue.get(aliases[type] ?? type);
}
