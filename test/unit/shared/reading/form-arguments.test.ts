// The arguments of every layer as a form shows them.
import { describe, expect, it } from 'vitest';
import { readTypedValue, typedText } from '#shared/model/edits/typed-value.ts';
import { argumentsOf } from '#shared/reading/form-arguments.ts';
import { findLayer, layerCatalogue } from '#shared/model/layer-catalogue.ts';
import { readLayer } from '#shared/model/read-layer.ts';

describe('arguments', () => {
  it('of Conv1D have their controls and defaults', () => {
    const definition = findLayer('Conv1D');
    if (definition === undefined) throw new Error('There is no Conv1D.');
    const all = new Map(argumentsOf(definition.configSchema).map((argument) => [argument.name, argument]));
    expect(all.get('filters')).toMatchObject({ control: 'text', fallback: undefined, isAdvanced: false });
    expect(all.get('padding')).toMatchObject({
      control: 'choice',
      words: ['valid', 'same', 'causal'],
      fallback: 'valid',
    });
    expect(all.get('activation')).toMatchObject({ control: 'choice', fallback: 'linear', isAdvanced: false });
    expect(all.get('use_bias')).toMatchObject({ control: 'switch', fallback: true });
    expect(all.get('kernel_initializer')).toMatchObject({
      control: 'text',
      fallback: 'glorot_uniform',
      isAdvanced: true,
    });
    expect(all.get('kernel_initializer')?.words).toContain('he_normal');
    expect(all.get('kernel_regularizer')).toMatchObject({ control: 'text', fallback: null, isAdvanced: true });
  });

  it.each([...layerCatalogue])('of %s: every default and every word can be set', (_type, definition) => {
    for (const { name, fallback, words, control } of argumentsOf(definition.configSchema)) {
      const values = [...(fallback === undefined ? [] : [fallback]), ...(control === 'choice' ? words : [])];
      for (const value of values) {
        const { problems } = readLayer(definition, { ...definition.starter, [name]: value });
        expect(problems.filter(({ code }) => code !== 'conflicting-arguments')).toEqual([]);
      }
    }
  });
});

it.each([
  ['32', 32],
  ['.5', 0.5],
  ['-.5', -0.5],
  ['True', true],
  ['None', null],
  ['[1, 2]', [1, 2]],
  ['relu', 'relu'],
  ['"relu"', 'relu'],
  ['{"class_name": "L2", "config": {}}', { class_name: 'L2', config: {} }],
])('%s is read as typed', (text, value) => {
  expect(readTypedValue(text)).toEqual(value);
  expect(readTypedValue(typedText(value))).toEqual(value);
});
