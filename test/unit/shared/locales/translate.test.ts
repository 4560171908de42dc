import { expect, test } from 'vitest';
import { about, countOf, fromCatalogue, msg, verbatim } from '#shared/base/message.ts';
import { translate } from '#shared/locales/translate.ts';
import { layerSummary } from '#shared/model/layer-summary.ts';

test('English is the text itself, and what Korean lacks is said in English', () => {
  const message = msg`A sentence that no catalogue has about ${'x'}.`;
  expect(translate(message, 'en')).toBe('A sentence that no catalogue has about x.');
  expect(translate(message, 'ko')).toBe('A sentence that no catalogue has about x.');
});

test('places may have particles, also behind a closing quote, and values are never read as places', () => {
  expect(translate({ text: '{0:을} “{1:”으로} {2:에서}', values: ['데이터', '모델', '{0}'] }, 'ko')).toBe(
    '데이터를 “모델”로 {0}에서',
  );
});

test('what is said of something stands behind its name and a colon', () => {
  const message = about(msg`Conv1D "${'conv1d_1'}"`, msg`has no argument "${'filter'}".`);
  expect(translate(message, 'en')).toBe('Conv1D “conv1d_1” has no argument “filter”.');
  expect(translate(message, 'ko')).toBe('Conv1D “conv1d_1”: “filter”라는 인수가 없습니다.');
});

test('a nested message is translated before its particle is chosen', () => {
  expect(translate({ text: '{0:이}', values: [verbatim('층')] }, 'ko')).toBe('층이');
});

test('a name that is stored in English is found by its text: a baseline, what a layer pools', () => {
  expect(translate(fromCatalogue('Last value (baseline)'), 'ko')).toBe('마지막 값(기준선)');
  expect(translate(fromCatalogue('Majority class (baseline)'), 'ko')).toBe('최빈 클래스(기준선)');
  expect(translate(layerSummary('MaxPooling1D', { pool_size: 3, strides: 1 }), 'ko')).toBe('풀 크기 3 · 스트라이드 1');
});

test('a counted part closes its Korean sentence once', () => {
  const arriving = countOf(120, '{0} step arrives', '{0} steps arrive');
  const message = msg`has ${'kernel_size 500'}, which reaches over ${countOf(500, '{0} step', '{0} steps')}, but only ${arriving}.`;
  expect(translate(message, 'ko')).toBe('kernel_size 500은 500스텝에 걸치는데 입력이 120스텝뿐입니다.');
});
