// The figures in docs/training-core.md about what differs from Keras are those of the references and of the code.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { complement } from '#main/training/nn/optimizer-rule.ts';
import { embeddingRunCases } from '../../../../keras/reference.ts';

const text = readFileSync(new URL('../../../../../docs/training-core.md', import.meta.url), 'utf8').replaceAll(
  /\s+/g,
  ' ',
);
const [, differences = ''] = /## Different from Keras on purpose (.*?) ## /.exec(text) ?? [];

test('the document says by how much the 32-bit share of Adam is smaller', () => {
  const smaller = (0.001 - complement(0.999)) / 0.001;
  expect(smaller.toExponential(1)).toBe('1.3e-5');
  expect(differences).toContain('for 0.999 it is 1.3e-5 of itself smaller');
});

test('it says how much an Embedding’s gradient changes RMSprop and Adam', () => {
  // The first of each has no clipping and no regularizer.
  const lastLosses = (optimizer: string): string[] => {
    const losses = embeddingRunCases().find(({ name }) => name.startsWith(`${optimizer} {`))?.losses;
    return [losses?.summed, losses?.rows].map((each) => each?.at(-1)?.toFixed(3) ?? '');
  };
  const [adam, rmsprop] = [lastLosses('Adam'), lastLosses('RMSprop')];
  expect(differences).toContain(`the loss after eight epochs of Adam is ${adam.join(' summed and ')} by row`);
  expect(differences).toContain(`of RMSprop ${rmsprop.join(' and ')}`);
});

test('it names what else is different', () => {
  for (const words of [
    '`"embedding_gradient": "rows"` does the same as Keras on TensorFlow',
    '**`steps_per_epoch` that does not divide**',
    '**A loss that is not finite** stops the run',
    '**A dropout of 1** is refused',
  ])
    expect(differences).toContain(words);
});
