// Every layer that Strata knows. Written by `npm run layers`.
import { definition as Activation } from '#shared/model/layers/activation.ts';
import { definition as AdaptiveAveragePooling1D } from '#shared/model/layers/adaptive-average-pooling1d.ts';
import { definition as Add } from '#shared/model/layers/add.ts';
import { definition as AdditiveAttention } from '#shared/model/layers/additive-attention.ts';
import { definition as AlphaDropout } from '#shared/model/layers/alpha-dropout.ts';
import { definition as Attention } from '#shared/model/layers/attention.ts';
import { definition as Average } from '#shared/model/layers/average.ts';
import { definition as AveragePooling1D } from '#shared/model/layers/average-pooling1d.ts';
import { definition as BatchNormalization } from '#shared/model/layers/batch-normalization.ts';
import { definition as Bidirectional } from '#shared/model/layers/bidirectional.ts';
import { definition as Concatenate } from '#shared/model/layers/concatenate.ts';
import { definition as Conv1D } from '#shared/model/layers/conv1d.ts';
import { definition as Conv1DTranspose } from '#shared/model/layers/conv1d-transpose.ts';
import { definition as Cropping1D } from '#shared/model/layers/cropping1d.ts';
import { definition as Dense } from '#shared/model/layers/dense.ts';
import { definition as DepthwiseConv1D } from '#shared/model/layers/depthwise-conv1d.ts';
import { definition as Dot } from '#shared/model/layers/dot.ts';
import { definition as Dropout } from '#shared/model/layers/dropout.ts';
import { definition as ELU } from '#shared/model/layers/elu.ts';
import { definition as Embedding } from '#shared/model/layers/embedding.ts';
import { definition as Flatten } from '#shared/model/layers/flatten.ts';
import { definition as GaussianDropout } from '#shared/model/layers/gaussian-dropout.ts';
import { definition as GaussianNoise } from '#shared/model/layers/gaussian-noise.ts';
import { definition as GlobalAveragePooling1D } from '#shared/model/layers/global-average-pooling1d.ts';
import { definition as GlobalMaxPooling1D } from '#shared/model/layers/global-max-pooling1d.ts';
import { definition as GroupNormalization } from '#shared/model/layers/group-normalization.ts';
import { definition as GroupQueryAttention } from '#shared/model/layers/group-query-attention.ts';
import { definition as GRU } from '#shared/model/layers/gru.ts';
import { definition as Identity } from '#shared/model/layers/identity.ts';
import { definition as Input } from '#shared/model/layers/input.ts';
import { definition as LayerNormalization } from '#shared/model/layers/layer-normalization.ts';
import { definition as LeakyReLU } from '#shared/model/layers/leaky-relu.ts';
import { definition as LSTM } from '#shared/model/layers/lstm.ts';
import { definition as Masking } from '#shared/model/layers/masking.ts';
import { definition as MaxPooling1D } from '#shared/model/layers/max-pooling1d.ts';
import { definition as Maximum } from '#shared/model/layers/maximum.ts';
import { definition as Minimum } from '#shared/model/layers/minimum.ts';
import { definition as MultiHeadAttention } from '#shared/model/layers/multi-head-attention.ts';
import { definition as Multiply } from '#shared/model/layers/multiply.ts';
import { definition as Normalization } from '#shared/model/layers/normalization.ts';
import { definition as Permute } from '#shared/model/layers/permute.ts';
import { definition as PositionEmbedding } from '#shared/model/layers/position-embedding.ts';
import { definition as PReLU } from '#shared/model/layers/prelu.ts';
import { definition as ReLU } from '#shared/model/layers/relu.ts';
import { definition as RepeatVector } from '#shared/model/layers/repeat-vector.ts';
import { definition as Rescaling } from '#shared/model/layers/rescaling.ts';
import { definition as Reshape } from '#shared/model/layers/reshape.ts';
import { definition as RMSNormalization } from '#shared/model/layers/rms-normalization.ts';
import { definition as SeparableConv1D } from '#shared/model/layers/separable-conv1d.ts';
import { definition as SimpleRNN } from '#shared/model/layers/simple-rnn.ts';
import { definition as SinePositionEncoding } from '#shared/model/layers/sine-position-encoding.ts';
import { definition as Softmax } from '#shared/model/layers/softmax.ts';
import { definition as SpatialDropout1D } from '#shared/model/layers/spatial-dropout1d.ts';
import { definition as Subtract } from '#shared/model/layers/subtract.ts';
import { definition as TimeDistributed } from '#shared/model/layers/time-distributed.ts';
import { definition as UnitNormalization } from '#shared/model/layers/unit-normalization.ts';
import { definition as UpSampling1D } from '#shared/model/layers/up-sampling1d.ts';
import { definition as ZeroPadding1D } from '#shared/model/layers/zero-padding1d.ts';

/** The definitions by Keras's class name. */
export const layerDefinitions = {
  Activation,
  AdaptiveAveragePooling1D,
  Add,
  AdditiveAttention,
  AlphaDropout,
  Attention,
  Average,
  AveragePooling1D,
  BatchNormalization,
  Bidirectional,
  Concatenate,
  Conv1D,
  Conv1DTranspose,
  Cropping1D,
  Dense,
  DepthwiseConv1D,
  Dot,
  Dropout,
  ELU,
  Embedding,
  Flatten,
  GaussianDropout,
  GaussianNoise,
  GlobalAveragePooling1D,
  GlobalMaxPooling1D,
  GroupNormalization,
  GroupQueryAttention,
  GRU,
  Identity,
  Input,
  LayerNormalization,
  LeakyReLU,
  LSTM,
  Masking,
  MaxPooling1D,
  Maximum,
  Minimum,
  MultiHeadAttention,
  Multiply,
  Normalization,
  Permute,
  PositionEmbedding,
  PReLU,
  ReLU,
  RepeatVector,
  Rescaling,
  Reshape,
  RMSNormalization,
  SeparableConv1D,
  SimpleRNN,
  SinePositionEncoding,
  Softmax,
  SpatialDropout1D,
  Subtract,
  TimeDistributed,
  UnitNormalization,
  UpSampling1D,
  ZeroPadding1D,
};
/** Keras's class name of a layer that Strata knows. */
export type LayerType = keyof typeof layerDefinitions;
