// Every layer that Strata knows. Written by `npm run layers`.
import { definition as Activation } from '#shared/model/layers/activation.ts';
import { definition as Add } from '#shared/model/layers/add.ts';
import { definition as AdditiveAttention } from '#shared/model/layers/additive-attention.ts';
import { definition as Attention } from '#shared/model/layers/attention.ts';
import { definition as Average } from '#shared/model/layers/average.ts';
import { definition as AveragePooling1D } from '#shared/model/layers/average-pooling1d.ts';
import { definition as BatchNormalization } from '#shared/model/layers/batch-normalization.ts';
import { definition as Bidirectional } from '#shared/model/layers/bidirectional.ts';
import { definition as Concatenate } from '#shared/model/layers/concatenate.ts';
import { definition as Conv1D } from '#shared/model/layers/conv1d.ts';
import { definition as Dense } from '#shared/model/layers/dense.ts';
import { definition as Dropout } from '#shared/model/layers/dropout.ts';
import { definition as Embedding } from '#shared/model/layers/embedding.ts';
import { definition as Flatten } from '#shared/model/layers/flatten.ts';
import { definition as GlobalAveragePooling1D } from '#shared/model/layers/global-average-pooling1d.ts';
import { definition as GlobalMaxPooling1D } from '#shared/model/layers/global-max-pooling1d.ts';
import { definition as GroupQueryAttention } from '#shared/model/layers/group-query-attention.ts';
import { definition as GRU } from '#shared/model/layers/gru.ts';
import { definition as Input } from '#shared/model/layers/input.ts';
import { definition as LSTM } from '#shared/model/layers/lstm.ts';
import { definition as Masking } from '#shared/model/layers/masking.ts';
import { definition as MaxPooling1D } from '#shared/model/layers/max-pooling1d.ts';
import { definition as Maximum } from '#shared/model/layers/maximum.ts';
import { definition as Minimum } from '#shared/model/layers/minimum.ts';
import { definition as MultiHeadAttention } from '#shared/model/layers/multi-head-attention.ts';
import { definition as Multiply } from '#shared/model/layers/multiply.ts';
import { definition as SimpleRNN } from '#shared/model/layers/simple-rnn.ts';
import { definition as Subtract } from '#shared/model/layers/subtract.ts';

/** The definitions by Keras's class name. */
export const layerDefinitions = {
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
};
/** Keras's class name of a layer that Strata knows. */
export type LayerType = keyof typeof layerDefinitions;
