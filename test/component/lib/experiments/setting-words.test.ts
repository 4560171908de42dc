import { expect, test } from 'vitest';
import { quoteValue } from '#shared/reading/describe-issue.ts';
import { msg } from '#shared/base/message.ts';
import { translate } from '#shared/locales/translate.ts';
import { settingName, settingValue, stepWords } from '#renderer/lib/experiments/setting-words.ts';
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

test('a path as it is in the file is told like one of a comparison', () => {
  expect(settingName('training.optimizer.config.learning_rate', en)).toBe('Optimizer · learning_rate');
  expect(settingName('training.optimizer.config.learning_rate.config.decay_rate', en)).toBe(
    'Optimizer · learning_rate · decay_rate',
  );
  expect(settingName('training.metrics.0', en)).toBe('Metrics 1');
  expect(settingName('training.callbacks.1.config.patience', ko)).toBe('콜백 2 · patience');
  expect(settingName('training.outputs.air.metrics.0', en)).toBe('Output air · Metrics 1');
  expect(settingName('training.class_weight.1', en)).toBe('Label weights · 1');
  expect(settingName('training.validation_steps', ko)).toBe('검증 스텝 수');
});

test('a step of the history and a fix say a setting and its value in words', () => {
  const english = (step: ReturnType<typeof msg>): string => translate(stepWords(step, en), 'en');
  const korean = (step: ReturnType<typeof msg>): string => translate(stepWords(step, ko), 'ko');
  const padding = msg`Set ${'data.preparation.padding'} to ${quoteValue('pre')}`;
  expect(english(padding)).toBe('Set Padding to at the start');
  expect(korean(padding)).toBe('패딩: 앞쪽');
  expect(english(msg`Set ${'training.loss'} to ${quoteValue('mae')}`)).toBe('Set Loss to “mae”');
  expect(english(msg`Set ${'training.shuffle'} to ${quoteValue(false)}`)).toBe('Set Shuffle each epoch to no');
  expect(english(msg`Remove ${'training.metrics.1'}`)).toBe('Remove Metrics 2');
  expect(english(msg`Set ${'units'} of ${'gru'} to ${quoteValue(4)}`)).toBe('Set units of gru to 4');
  expect(english(msg`Delete ${'training.loss'}`)).toBe('Delete training.loss');
});
