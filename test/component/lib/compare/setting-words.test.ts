import { expect, test } from 'vitest';
import { settingName, settingValue } from '#renderer/lib/compare/setting-words.ts';
import { en } from '#renderer/locales/en.ts';
import { ko } from '#renderer/locales/ko.ts';

test('a setting has the name that the model’s page gives it, an argument of Keras its own', () => {
  expect(settingName('training.batch_size', en)).toBe('Batch size');
  expect(settingName('training.batch_size', ko)).toBe('배치 크기');
  expect(settingName('training.optimizer.learning_rate', ko)).toBe('옵티마이저 · learning_rate');
  expect(settingName('training.callbacks.EarlyStopping 2.patience', ko)).toBe('EarlyStopping 2 · patience');
  expect(settingName('data.preparation.missing', ko)).toBe('결측값');
});

test('what an Input or output has of its own is named by its layer', () => {
  expect(settingName('data.preparation.inputs.recent.lookback', en)).toBe('Input recent · Lookback');
  expect(settingName('data.preparation.outputs.air.target', ko)).toBe('출력 air · 타깃');
  expect(settingName('training.outputs.air.weight', en)).toBe('Output air · Loss weight');
  expect(settingName('training.outputs.air.loss.delta', en)).toBe('Output air · Loss · delta');
});

test('a path that nobody knows stays as it is', () => {
  expect(settingName('training.made_up.twice', ko)).toBe('training.made_up.twice');
});

test('a value in words is said in the language, a figure or a name is not', () => {
  expect(settingValue('data.preparation.padding', 'pre', ko)).toBe('앞쪽');
  expect(settingValue('training.shuffle', 'true', ko)).toBe('예');
  expect(settingValue('training.callbacks.EarlyStopping', 'on', en)).toBe('yes');
  expect(settingValue('training.loss', 'mae', ko)).toBe('mae');
  expect(settingValue('training.batch_size', '128', ko)).toBe('128');
});
