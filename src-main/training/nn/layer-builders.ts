// How every layer is computed. Written by `npm run layers`.
import type { LayerType } from '#shared/model/layer-definitions.ts';
import type { LayerBuilder, LayerFusion } from '#main/training/nn/layer-builder.ts';
import { build as Activation } from '#main/training/nn/layers/activation.ts';
import { build as Add } from '#main/training/nn/layers/add.ts';
import { build as AdditiveAttention } from '#main/training/nn/layers/additive-attention.ts';
import { build as Attention } from '#main/training/nn/layers/attention.ts';
import { build as Average } from '#main/training/nn/layers/average.ts';
import { build as AveragePooling1D } from '#main/training/nn/layers/average-pooling1d.ts';
import { build as BatchNormalization } from '#main/training/nn/layers/batch-normalization.ts';
import { build as Bidirectional } from '#main/training/nn/layers/bidirectional.ts';
import { build as Concatenate } from '#main/training/nn/layers/concatenate.ts';
import { build as Conv1D, fuse as fuseConv1D } from '#main/training/nn/layers/conv1d.ts';
import { build as Dense } from '#main/training/nn/layers/dense.ts';
import { build as Dropout } from '#main/training/nn/layers/dropout.ts';
import { build as Embedding } from '#main/training/nn/layers/embedding.ts';
import { build as Flatten } from '#main/training/nn/layers/flatten.ts';
import { build as GlobalAveragePooling1D } from '#main/training/nn/layers/global-average-pooling1d.ts';
import { build as GlobalMaxPooling1D } from '#main/training/nn/layers/global-max-pooling1d.ts';
import { build as GroupQueryAttention } from '#main/training/nn/layers/group-query-attention.ts';
import { build as GRU } from '#main/training/nn/layers/gru.ts';
import { build as Input } from '#main/training/nn/layers/input.ts';
import { build as LSTM } from '#main/training/nn/layers/lstm.ts';
import { build as Masking } from '#main/training/nn/layers/masking.ts';
import { build as MaxPooling1D } from '#main/training/nn/layers/max-pooling1d.ts';
import { build as Maximum } from '#main/training/nn/layers/maximum.ts';
import { build as Minimum } from '#main/training/nn/layers/minimum.ts';
import { build as MultiHeadAttention } from '#main/training/nn/layers/multi-head-attention.ts';
import { build as Multiply } from '#main/training/nn/layers/multiply.ts';
import { build as SimpleRNN } from '#main/training/nn/layers/simple-rnn.ts';
import { build as Subtract } from '#main/training/nn/layers/subtract.ts';

/** The builders by Keras's class name: one for every definition, and no other. */
export const layerBuilders = {
  Activation,
  Add,
  AdditiveAttention,
  Attention,
  Average,
  AveragePooling1D,
  BatchNormalization,
  Bidirectional,
  Concatenate,
  Conv1D,
  Dense,
  Dropout,
  Embedding,
  Flatten,
  GlobalAveragePooling1D,
  GlobalMaxPooling1D,
  GroupQueryAttention,
  GRU,
  Input,
  LSTM,
  Masking,
  MaxPooling1D,
  Maximum,
  Minimum,
  MultiHeadAttention,
  Multiply,
  SimpleRNN,
  Subtract,
} satisfies Record<LayerType, LayerBuilder>;

/** What makes one layer of two, by the first one's class name. */
export const layerFusions: Readonly<Partial<Record<string, LayerFusion>>> = { Conv1D: fuseConv1D };
