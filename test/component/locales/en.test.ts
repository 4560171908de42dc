import { expect, test } from 'vitest';
import { en } from '#renderer/locales/en.ts';
import { textsOf } from '../../support/texts-of.ts';

test('one of a kind is singular', () => {
  const { settingsOf, data, run, difference } = en;
  expect([1, 2].map((count) => data.rows(count))).toEqual(['row', 'rows']);
  expect([1, 2].map((count) => data.vocabulary(count))).toEqual(['unique word', 'unique words']);
  expect([1, 33].map((count) => run.kpi.parameters(count))).toEqual(['parameter', 'parameters']);
  expect(['1', '10,000'].map((count) => settingsOf.wordsValue(count))).toEqual([
    'the most frequent word',
    '10,000 most frequent words',
  ]);
  expect(['1', '500'].map((count) => settingsOf.lengthValue(count))).toEqual(['1 word', '500 words']);
  expect(difference.onPart('1')).toBe('not compared: validated on the first sample only');
});

test('every second, third, sixth row', () => {
  const rows = (step: number): string => en.settingsOf.lookbackValue('480', step);
  expect([1, 2, 3, 6, 11, 21].map(rows)).toEqual([
    '480 rows',
    '480 rows, every 2nd',
    '480 rows, every 3rd',
    '480 rows, every 6th',
    '480 rows, every 11th',
    '480 rows, every 21st',
  ]);
  expect(en.settingsOf.lookbackValue('1', 1)).toBe('1 row');
});

test('a target is so many rows after the one behind the window', () => {
  const { targetAhead } = en.settingsOf;
  expect(['0', '1', '24'].map((rows) => targetAhead('temp', rows, 1))).toEqual([
    'temp, the next row',
    'temp, 1 row after the next one',
    'temp, 24 rows after the next one',
  ]);
  expect(targetAhead('temp', '0', 6)).toBe('temp, the next row and on, 6 rows');
});

test('words are those of the field', () => {
  const { data, settingsOf, status, run, models, difference } = en;
  expect([data.known, data.least, data.most, data.wordsPerText]).toEqual(['Available', 'Min', 'Max', 'words per text']);
  expect([settingsOf.stepsPerEpoch, status.idle]).toEqual(['Steps per epoch', 'Idle']);
  expect([run.resumeAfter(3), models.cannotTrain]).toEqual([
    'Resume after epoch 3',
    'Fix the problems to train this model.',
  ]);
  expect(difference.than.worse('14 %', difference.answers['last value'])).toBe('14 % worse than the last value');
});

test('no word of before is left', () => {
  const texts = textsOf(en).join('\n');
  for (const word of [
    'Can be brought',
    'No run at work',
    'Steps an epoch',
    'words a text',
    'Train on',
    'Go on',
    'mended',
    'is here yet',
    'Looks back',
  ])
    expect(texts).not.toContain(word);
});
