import { expect, test } from 'vitest';
import { particleAfter, type Particle } from '#shared/locales/particles.ts';

const cases: readonly [string, Particle, string][] = [
  ['데이터', '을', '를'],
  ['모델', '을', '을'],
  ['모델', '으로', '로'],
  ['샘플', '과', '과'],
  ['옵티마이저', '이', '가'],
  ['검증값', '이', '이'],
  ['값', '으로', '으로'],
  ['float', '이라', '이라'],
  ['정수', '이어야', '여야'],
  // Digits as they are read.
  ['0', '이', '이'],
  ['1', '으로', '로'],
  ['2', '을', '를'],
  ['3', '은', '은'],
  ['6', '으로', '으로'],
  ['10', '으로', '으로'],
  ['10,000', '을', '을'],
  ['1,000,000,000,000', '이', '가'],
  ['0.05', '을', '를'],
  ['2.10', '이', '이'],
  ['1e-7', '으로', '로'],
  ['20 %', '을', '를'],
  // Latin letters: words, names of Keras, letters said one by one.
  ['val_loss', '이', '가'],
  ['Dropout', '을', '을'],
  ['Conv1D', '은', '는'],
  ['GlobalMaxPooling1D', '을', '를'],
  ['Embedding', '은', '은'],
  ['Flatten', '을', '을'],
  ['LSTM', '은', '은'],
  ['GRU', '은', '는'],
  ['adam', '으로', '으로'],
  ['sigmoid', '으로', '로'],
  ['review.csv', '을', '를'],
  ['file', '을', '을'],
  ['label', '으로', '로'],
  ['URL', '으로', '로'],
  ['°F', '은', '는'],
  // Closing quotes and brackets are not read.
  ['“모델”', '을', '을'],
  ['"기온"', '이', '이'],
  ['"temp"', '이', '가'],
  ['(500, 128)', '은', '은'],
  // Nobody can say.
  ['', '을', '을(를)'],
  ['…', '이', '이(가)'],
  ['日本', '은', '은(는)'],
];

test.each(cases)('%s + %s is %s', (word, particle, expected) => {
  expect(particleAfter(word, particle)).toBe(expected);
});

test('a word in decomposed Hangul ends as the same word composed', () => {
  expect(particleAfter('모델'.normalize('NFD'), '을')).toBe('을');
});
