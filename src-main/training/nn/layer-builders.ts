// How every layer is computed. Written by `npm run layers`.
import type { LayerType } from '#shared/model/layer-definitions.ts';
import type { LayerBuilder, LayerFusion } from '#main/training/nn/layer-builder.ts';
import { build as Activation } from '#main/training/nn/layers/activation.ts';
import { build as AdaptiveAveragePooling1D } from '#main/training/nn/layers/adaptive-average-pooling1d.ts';
import { build as Add } from '#main/training/nn/layers/add.ts';
import { build as AdditiveAttention } from '#main/training/nn/layers/additive-attention.ts';
import { build as AlphaDropout } from '#main/training/nn/layers/alpha-dropout.ts';
import { build as Attention } from '#main/training/nn/layers/attention.ts';
import { build as Average } from '#main/training/nn/layers/average.ts';
import { build as AveragePooling1D } from '#main/training/nn/layers/average-pooling1d.ts';
import { build as BatchNormalization } from '#main/training/nn/layers/batch-normalization.ts';
import { build as Bidirectional } from '#main/training/nn/layers/bidirectional.ts';
import { build as Concatenate } from '#main/training/nn/layers/concatenate.ts';
import { build as Conv1D, fuse as fuseConv1D } from '#main/training/nn/layers/conv1d.ts';
import { build as Conv1DTranspose } from '#main/training/nn/layers/conv1d-transpose.ts';
import { build as Cropping1D } from '#main/training/nn/layers/cropping1d.ts';
import { build as Dense } from '#main/training/nn/layers/dense.ts';
import { build as DepthwiseConv1D } from '#main/training/nn/layers/depthwise-conv1d.ts';
import { build as Dot } from '#main/training/nn/layers/dot.ts';
import { build as Dropout } from '#main/training/nn/layers/dropout.ts';
import { build as ELU } from '#main/training/nn/layers/elu.ts';
import { build as Embedding } from '#main/training/nn/layers/embedding.ts';
import { build as Flatten } from '#main/training/nn/layers/flatten.ts';
import { build as GaussianDropout } from '#main/training/nn/layers/gaussian-dropout.ts';
import { build as GaussianNoise } from '#main/training/nn/layers/gaussian-noise.ts';
import { build as GlobalAveragePooling1D } from '#main/training/nn/layers/global-average-pooling1d.ts';
import { build as GlobalMaxPooling1D } from '#main/training/nn/layers/global-max-pooling1d.ts';
import { build as GroupNormalization } from '#main/training/nn/layers/group-normalization.ts';
import { build as GroupQueryAttention } from '#main/training/nn/layers/group-query-attention.ts';
import { build as GRU } from '#main/training/nn/layers/gru.ts';
import { build as Identity } from '#main/training/nn/layers/identity.ts';
import { build as Input } from '#main/training/nn/layers/input.ts';
import { build as LayerNormalization } from '#main/training/nn/layers/layer-normalization.ts';
import { build as LeakyReLU } from '#main/training/nn/layers/leaky-relu.ts';
import { build as LSTM } from '#main/training/nn/layers/lstm.ts';
import { build as Masking } from '#main/training/nn/layers/masking.ts';
import { build as MaxPooling1D } from '#main/training/nn/layers/max-pooling1d.ts';
import { build as Maximum } from '#main/training/nn/layers/maximum.ts';
import { build as Minimum } from '#main/training/nn/layers/minimum.ts';
import { build as MultiHeadAttention } from '#main/training/nn/layers/multi-head-attention.ts';
import { build as Multiply } from '#main/training/nn/layers/multiply.ts';
import { build as Normalization } from '#main/training/nn/layers/normalization.ts';
import { build as Permute } from '#main/training/nn/layers/permute.ts';
import { build as PositionEmbedding } from '#main/training/nn/layers/position-embedding.ts';
import { build as PReLU } from '#main/training/nn/layers/prelu.ts';
import { build as ReLU } from '#main/training/nn/layers/relu.ts';
import { build as RepeatVector } from '#main/training/nn/layers/repeat-vector.ts';
import { build as Rescaling } from '#main/training/nn/layers/rescaling.ts';
import { build as Reshape } from '#main/training/nn/layers/reshape.ts';
import { build as RMSNormalization } from '#main/training/nn/layers/rms-normalization.ts';
import { build as SeparableConv1D } from '#main/training/nn/layers/separable-conv1d.ts';
import { build as SimpleRNN } from '#main/training/nn/layers/simple-rnn.ts';
import { build as SinePositionEncoding } from '#main/training/nn/layers/sine-position-encoding.ts';
import { build as Softmax } from '#main/training/nn/layers/softmax.ts';
import { build as SpatialDropout1D } from '#main/training/nn/layers/spatial-dropout1d.ts';
import { build as Subtract } from '#main/training/nn/layers/subtract.ts';
import { build as TimeDistributed } from '#main/training/nn/layers/time-distributed.ts';
import { build as UnitNormalization } from '#main/training/nn/layers/unit-normalization.ts';
import { build as UpSampling1D } from '#main/training/nn/layers/up-sampling1d.ts';
import { build as ZeroPadding1D } from '#main/training/nn/layers/zero-padding1d.ts';

/** The builders by Keras's class name: one for every definition, and no other. */
export const layerBuilders = {
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
} satisfies Record<LayerType, LayerBuilder>;

/** What makes one layer of two, by the first one's class name. */
export const layerFusions: Readonly<Partial<Record<string, LayerFusion>>> = { Conv1D: fuseConv1D };
