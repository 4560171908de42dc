// The builders of all layers, by Keras's class name.
import type { LayerBuilder } from '#main/training/nn/layers/layer-builder.ts';
import { buildConv1D } from '#main/training/nn/layers/conv1d.ts';
import { buildDense } from '#main/training/nn/layers/dense.ts';
import { buildDropout } from '#main/training/nn/layers/dropout.ts';
import { buildEmbedding } from '#main/training/nn/layers/embedding.ts';
import { buildGRU } from '#main/training/nn/recurrent/gru.ts';
import { buildLSTM } from '#main/training/nn/recurrent/lstm.ts';
import { buildActivation, buildFlatten, buildInput } from '#main/training/nn/layers/plain-layers.ts';
import {
  buildAveragePooling1D,
  buildGlobalAveragePooling1D,
  buildGlobalMaxPooling1D,
  buildMaxPooling1D,
} from '#main/training/nn/layers/pooling.ts';
import { buildSimpleRNN } from '#main/training/nn/recurrent/simple-rnn.ts';

/** The builder of every layer of the catalogue, by type. */
export const layerBuilders: ReadonlyMap<string, LayerBuilder> = new Map<string, LayerBuilder>([
  ['Input', buildInput],
  ['Embedding', buildEmbedding],
  ['Conv1D', buildConv1D],
  ['MaxPooling1D', buildMaxPooling1D],
  ['AveragePooling1D', buildAveragePooling1D],
  ['GlobalMaxPooling1D', buildGlobalMaxPooling1D],
  ['GlobalAveragePooling1D', buildGlobalAveragePooling1D],
  ['GRU', buildGRU],
  ['LSTM', buildLSTM],
  ['SimpleRNN', buildSimpleRNN],
  ['Dense', buildDense],
  ['Flatten', buildFlatten],
  ['Dropout', buildDropout],
  ['Activation', buildActivation],
]);
