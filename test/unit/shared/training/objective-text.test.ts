import { expect, it } from 'vitest';
import { unitOfMetric } from '#shared/data/target-unit.ts';
import { lossSchema } from '#shared/training/losses.ts';
import { metrics, resolveMetric } from '#shared/training/metrics.ts';
import { argumentsOf, lossOf, objectiveText, outputMetric } from '#shared/training/objective-text.ts';

const accuracy = (name: string, threshold: number) => ({ name, function: 'binary_accuracy', threshold }) as const;
const loss = lossSchema.parse({ name: 'binary_crossentropy' });

it('says a threshold that is not Keras’s own, in an order of its own', () => {
  expect(objectiveText({ loss, metrics: [accuracy('accuracy', 0.5)] })).toBe('binary_crossentropy');
  const metrics = [accuracy('binary_accuracy', 0.7), accuracy('BinaryAccuracy', 0.3)];
  const text = 'binary_crossentropy; BinaryAccuracy above 0.3; binary_accuracy above 0.7';
  expect(objectiveText({ loss, metrics })).toBe(text);
  expect(objectiveText({ loss, metrics: metrics.toReversed() })).toBe(text);
});

it('says every argument of a metric that changes its value', () => {
  const resolve = (name: string, given: object) =>
    resolveMetric(name, metrics.schema.parse({ name: metrics.find(name), ...given }), 'binary_crossentropy', [1]);
  const wanted = [
    resolve('AUC', { curve: 'PR', from_logits: true }),
    resolve('recall', { thresholds: 0.3 }),
    resolve('f1_score', { average: 'macro' }),
    resolve('mae', {}),
    resolve('precision', {}),
  ];
  const text = objectiveText({ loss, metrics: wanted });
  expect(text).toBe('binary_crossentropy; AUC (curve PR); f1_score (average macro); recall above 0.3');
  expect(argumentsOf(text, 'val_AUC')).toBe('AUC (curve PR)');
  expect(argumentsOf('huber (delta 2)', 'huber')).toBeNull();
});

it('says the losses of several outputs with their weights, and whose metric it is', () => {
  const outputs = [
    { id: 'temp', loss: lossSchema.parse({ name: 'huber', delta: 2 }), weight: 1, metrics: [] },
    { id: 'is: rain', loss, weight: 0.3, metrics: [accuracy('accuracy', 0.7)] },
  ];
  const text = objectiveText({ loss, metrics: [], outputs });
  const losses = '0.3 × is: rain: binary_crossentropy + temp: huber (delta 2)';
  expect(text).toBe(`${losses}; is: rain_accuracy above 0.7`);
  expect(objectiveText({ loss, metrics: [], outputs: outputs.toReversed() })).toBe(text);
  expect(lossOf(text)).toBe(losses);
  expect(lossOf(text, 'val_temp_loss')).toBe('huber (delta 2)');
  expect(lossOf(text, 'is: rain_loss')).toBe('binary_crossentropy');
  expect(lossOf(text, 'val_temp_mae')).toBeNull();
  expect(outputMetric(text, 'val_temp_mae')).toEqual({ output: 'temp', name: 'mae' });
  expect(outputMetric(text, 'val_temp_loss')).toEqual({ output: 'temp', name: 'loss' });
  expect(outputMetric('huber', 'val_temp_mae')).toEqual({ output: null, name: 'temp_mae' });
  expect(argumentsOf(text, 'val_is: rain_accuracy')).toBe('is: rain_accuracy above 0.7');
});

it('says the weight of a model’s only output', () => {
  const outputs = [{ id: 'y', loss, weight: 0.5, metrics: [accuracy('accuracy', 0.7)] }];
  expect(objectiveText({ loss, metrics: [], outputs })).toBe('0.5 × binary_crossentropy; accuracy above 0.7');
});

it('is read back', () => {
  const text = 'huber (delta 2); binary_accuracy above 0.7';
  expect(lossOf(text)).toBe('huber (delta 2)');
  expect(argumentsOf(text, 'val_binary_accuracy')).toBe('binary_accuracy above 0.7');
  expect(argumentsOf(text, 'val_accuracy')).toBeNull();
  expect(lossOf('mean_absolute_error')).toBe('mean_absolute_error');
});

it('says which column weights the samples, which gives a weighted loss no unit of its own', () => {
  const [mae, accuracies] = [lossSchema.parse({ name: 'mean_absolute_error' }), [accuracy('accuracy', 0.5)]];
  const text = objectiveText(
    { loss: mae, metrics: accuracies, weightedMetrics: [accuracy('weighted_accuracy', 0.7)] },
    'a; b',
  );
  expect(text).toBe('mean_absolute_error weighted by a_ b; weighted_accuracy above 0.7 weighted by a_ b');
  expect(argumentsOf(text, 'val_weighted_accuracy')).toBe('weighted_accuracy above 0.7 weighted by a_ b');
  expect(argumentsOf(text, 'val_accuracy')).toBeNull();
  const unit = { unit: '°F', scale: 2, column: 'temp' };
  expect(unitOfMetric('val_loss', [unit], lossOf(text) ?? '')).toBeNull();
  expect(unitOfMetric('val_weighted_mae', [unit])).toEqual(unit);
});
