// The tutorials' models, as a person draws them.
import type { LayerToDraw, ModelToDraw } from './hands/hand.ts';

type Edge = readonly [from: string, to: string];

/** The edges of layers that follow each other. */
const chain = (layers: readonly LayerToDraw[]): Edge[] =>
  layers.slice(1).map(({ id }, index): Edge => [layers[index]?.id ?? '', id]);

const conv = (id: string, kernelSize: number): LayerToDraw => ({
  id,
  type: 'Conv1D',
  args: { filters: '32', kernel_size: String(kernelSize), activation: 'relu' },
});

const reviewLayers: readonly LayerToDraw[] = [
  { id: 'input', type: 'Input', args: { shape: '[500]', dtype: 'int32' } },
  { id: 'embedding', type: 'Embedding', args: { input_dim: '10000', output_dim: '128' } },
  conv('conv1d', 7),
  { id: 'max_pooling1d', type: 'MaxPooling1D', args: { pool_size: '5' } },
  conv('conv1d_1', 7),
  { id: 'global_max_pooling1d', type: 'GlobalMaxPooling1D' },
  { id: 'dense', type: 'Dense', args: { units: '1' } },
];

/** Film reviews: good or bad. Its last layer still lacks the sigmoid. */
export const reviewModel: ModelToDraw = { layers: reviewLayers, edges: chain(reviewLayers) };

const weatherLayers: readonly LayerToDraw[] = [
  { id: 'input', type: 'Input', args: { shape: '[240, 14]' } },
  conv('conv1d', 5),
  { id: 'max_pooling1d', type: 'MaxPooling1D', args: { pool_size: '3' } },
  conv('conv1d_1', 5),
  { id: 'max_pooling1d_1', type: 'MaxPooling1D', args: { pool_size: '3' } },
  conv('conv1d_2', 5),
  { id: 'global_max_pooling1d', type: 'GlobalMaxPooling1D' },
  { id: 'dense', type: 'Dense', args: { units: '1' } },
];

/** Jena's weather: convolutions alone. */
export const convolutionModel: ModelToDraw = { layers: weatherLayers, edges: chain(weatherLayers) };

const recurrentLayers: readonly LayerToDraw[] = [
  { id: 'input', type: 'Input', args: { shape: '[480, 14]' } },
  conv('conv1d', 5),
  { id: 'max_pooling1d', type: 'MaxPooling1D', args: { pool_size: '3' } },
  conv('conv1d_1', 5),
  { id: 'gru', type: 'GRU', args: { units: '32', dropout: '0.1', recurrent_dropout: '0.5' } },
  { id: 'dense', type: 'Dense', args: { units: '1' } },
];

/** Jena's weather: convolutions in front of a recurrent layer. */
export const recurrentModel: ModelToDraw = { layers: recurrentLayers, edges: chain(recurrentLayers) };

const dilated = (id: string, dilation: number): LayerToDraw => ({
  id,
  type: 'Conv1D',
  args: { filters: '24', kernel_size: '3', padding: 'causal', dilation_rate: String(dilation), activation: 'relu' },
});

/** A temporal convolutional network: three blocks, each with a skip connection around it. */
export const residualModel: ModelToDraw = {
  layers: [
    { id: 'input', type: 'Input', args: { shape: '[120, 7]' } },
    dilated('conv1d', 1),
    dilated('conv1d_1', 1),
    { id: 'spatial_dropout1d', type: 'SpatialDropout1D', args: { rate: '0.1' } },
    { id: 'conv1d_2', type: 'Conv1D', args: { filters: '24', kernel_size: '1' } },
    { id: 'add', type: 'Add' },
    dilated('conv1d_3', 4),
    dilated('conv1d_4', 4),
    { id: 'spatial_dropout1d_1', type: 'SpatialDropout1D', args: { rate: '0.1' } },
    { id: 'add_1', type: 'Add' },
    dilated('conv1d_5', 16),
    dilated('conv1d_6', 16),
    { id: 'spatial_dropout1d_2', type: 'SpatialDropout1D', args: { rate: '0.1' } },
    { id: 'add_2', type: 'Add' },
    { id: 'cropping1d', type: 'Cropping1D', args: { cropping: '[119, 0]' } },
    { id: 'flatten', type: 'Flatten' },
    { id: 'dense', type: 'Dense', args: { units: '1' } },
  ],
  edges: [
    ['input', 'conv1d'],
    ['conv1d', 'conv1d_1'],
    ['conv1d_1', 'spatial_dropout1d'],
    ['input', 'conv1d_2'],
    ['spatial_dropout1d', 'add'],
    ['conv1d_2', 'add'],
    ['add', 'conv1d_3'],
    ['conv1d_3', 'conv1d_4'],
    ['conv1d_4', 'spatial_dropout1d_1'],
    ['spatial_dropout1d_1', 'add_1'],
    ['add', 'add_1'],
    ['add_1', 'conv1d_5'],
    ['conv1d_5', 'conv1d_6'],
    ['conv1d_6', 'spatial_dropout1d_2'],
    ['spatial_dropout1d_2', 'add_2'],
    ['add_1', 'add_2'],
    ['add_2', 'cropping1d'],
    ['cropping1d', 'flatten'],
    ['flatten', 'dense'],
  ],
};

/** Two inputs, each with a recurrent layer of its own. */
export const twoInputModel: ModelToDraw = {
  layers: [
    { id: 'input', name: 'hours', type: 'Input', args: { shape: '[24, 7]' } },
    { id: 'gru', type: 'GRU', args: { units: '32' } },
    { id: 'concatenate', type: 'Concatenate' },
    { id: 'dense', name: 'temp', type: 'Dense', args: { units: '1' } },
    { id: 'input', name: 'again', type: 'Input', args: { shape: '[24, 7]' } },
    { id: 'gru_1', type: 'GRU', args: { units: '8' } },
  ],
  edges: [
    ['hours', 'gru'],
    ['gru', 'concatenate'],
    ['concatenate', 'temp'],
    ['again', 'gru_1'],
    ['gru_1', 'concatenate'],
  ],
};
