import { expect, it } from 'vitest';
import { lossSchema } from '#shared/training/losses.ts';
import { lossOf, objectiveText, thresholdOf } from '#shared/training/objective-text.ts';

const accuracy = (name: string, threshold: number) => ({ name, function: 'binary_accuracy', threshold }) as const;
const loss = lossSchema.parse({ name: 'binary_crossentropy' });

it('says a threshold that is not Keras’s own, in an order of its own', () => {
  expect(objectiveText({ loss, metrics: [accuracy('accuracy', 0.5)] })).toBe('binary_crossentropy');
  const metrics = [accuracy('binary_accuracy', 0.7), accuracy('BinaryAccuracy', 0.3)];
  const text = 'binary_crossentropy; BinaryAccuracy above 0.3; binary_accuracy above 0.7';
  expect(objectiveText({ loss, metrics })).toBe(text);
  expect(objectiveText({ loss, metrics: metrics.toReversed() })).toBe(text);
});

it('is read back', () => {
  const text = 'huber (delta 2); binary_accuracy above 0.7';
  expect(lossOf(text)).toBe('huber (delta 2)');
  expect(thresholdOf(text, 'val_binary_accuracy')).toBe('binary_accuracy above 0.7');
  expect(thresholdOf(text, 'val_accuracy')).toBeNull();
  expect(lossOf('mean_absolute_error')).toBe('mean_absolute_error');
});
