// Layers typed in one line.
import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { layersLike, readQuickAdd } from '#shared/model/edits/quick-add.ts';

describe('a typed layer', () => {
  it.each([
    ['conv1d 32 7 relu', { type: 'Conv1D', config: { filters: 32, kernel_size: 7, activation: 'relu' } }],
    ['Conv1D(64, 3, padding="same")', { type: 'Conv1D', config: { filters: 64, kernel_size: 3, padding: 'same' } }],
    ['max_pooling1d 5', { type: 'MaxPooling1D', config: { pool_size: 5 } }],
    ['maxpool 5', { type: 'MaxPooling1D', config: { pool_size: 5 } }],
    ['embedding 10000 128', { type: 'Embedding', config: { input_dim: 10000, output_dim: 128 } }],
    ['dropout .5', { type: 'Dropout', config: { rate: 0.5 } }],
    ['lstm 64 return_sequences=true', { type: 'LSTM', config: { units: 64, return_sequences: true } }],
    ['gru 32 return_sequences=True', { type: 'GRU', config: { units: 32, return_sequences: true } }],
    ['dense 1 sigmoid', { type: 'Dense', config: { units: 1, activation: 'sigmoid' } }],
    ['input [120, 7]', { type: 'Input', config: { shape: [120, 7] } }],
    ['Input(shape=[500], dtype="int32")', { type: 'Input', config: { shape: [500], dtype: 'int32' } }],
    ['cropping1d [119,0]', { type: 'Cropping1D', config: { cropping: [119, 0] } }],
    ['globalmax', { type: 'GlobalMaxPooling1D', config: {} }],
    ['dense', { type: 'Dense', config: {} }],
  ])('%s', (line, layer) => {
    expect(readQuickAdd(line)).toEqual({ layer });
  });

  it.each([
    ['denze 3', 'No layer is called "denze". Did you mean "Dense"?'],
    ['dense 3 unit=4', 'Dense has no argument "unit". Did you mean "units"?'],
    ['dense units=0', 'Dense does not take 0 for units.'],
    ['dropout 5', 'Dropout does not take 5 for rate.'],
    ['flatten 3', 'Flatten has no argument left that takes 3.'],
    ['input [120, 7', 'Input has no argument left that takes [120, 7.'],
    ['', 'No layer is called "".'],
  ])('%s is refused', (line, sentence) => {
    const read = readQuickAdd(line);
    expect('refused' in read ? textOf(read.refused) : read).toBe(sentence);
  });

  it('is looked for as it is typed', () => {
    expect(layersLike('conv').map(({ type }) => type)).toEqual([
      'Conv1D',
      'Conv1DTranspose',
      'DepthwiseConv1D',
      'SeparableConv1D',
    ]);
    // Its whole name comes before names that begin with it.
    expect(layersLike('add 3').map(({ type }) => type)).toEqual(['Add', 'AdditiveAttention', 'ZeroPadding1D']);
  });
});
