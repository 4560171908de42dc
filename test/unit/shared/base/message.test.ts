import { expect, test } from 'vitest';
import { AppError, fromSerializedError, serializedErrorSchema } from '#shared/base/app-error.ts';
import { countOf, inEnglish, joined, msg, sentences, textOf, verbatim } from '#shared/base/message.ts';

test('a message keeps its text and its values apart', () => {
  expect(msg`Column "${'temp'}" has ${3} gaps.`).toEqual({ text: 'Column "{0}" has {1} gaps.', values: ['temp', 3] });
  expect(msg`No value.`).toEqual({ text: 'No value.', values: [] });
});

test('in English every place is filled, also with messages and with values that look like places', () => {
  expect(textOf(msg`${'{1}'} and ${countOf(8706, '{0} row', '{0} rows')}`)).toBe('{1} and 8,706 rows');
  expect(textOf(countOf(1, '{0} row', '{0} rows'))).toBe('1 row');
  expect(textOf(verbatim('C:\\{0}'))).toBe('C:\\{0}');
});

test('a number that JSON does not have is text, so that the message can be read where it arrives', () => {
  const error = new AppError('invalid-data', msg`The mean is ${Infinity}, the deviation ${Number.NaN}.`);
  for (const sent of [error.toJSON(), JSON.parse(JSON.stringify(error)) as unknown])
    expect(fromSerializedError(serializedErrorSchema.parse(sent)).message).toBe(
      'The mean is Infinity, the deviation NaN.',
    );
});

test('an error speaks English and keeps what can be translated on its way through JSON', () => {
  const error = new AppError('conflict', msg`"${'a'}" is running.`, { hint: msg`Stop it first.` });
  expect(error.message).toBe('"a" is running.');
  const arrived = fromSerializedError(serializedErrorSchema.parse(JSON.parse(JSON.stringify(error))));
  expect(arrived).toMatchObject({ message: '"a" is running.', hint: 'Stop it first.' });
  expect(arrived.translatable).toEqual(error.translatable);
});

test('sentences follow one another, and what is not there leaves no gap', () => {
  expect(textOf(sentences(msg`One ${1}.`, null, 'Two {0}.'))).toBe('One 1. Two {0}.');
  expect(textOf(joined(' · ', [msg`${2} units`, '', null, 'relu']))).toBe('2 units · relu');
});

test('data for programs has its messages in English and nothing twice', () => {
  const error = new AppError('conflict', msg`"${'a'}" is running.`);
  const data = { error: error.toJSON(), labels: [msg`${1} row`, 'plain'], texts: { text: 'a', values: [], more: 1 } };
  expect(inEnglish(JSON.parse(JSON.stringify(data)))).toEqual({
    error: { code: 'conflict', message: '"a" is running.' },
    labels: ['1 row', 'plain'],
    texts: { text: 'a', values: [], more: 1 },
  });
});
