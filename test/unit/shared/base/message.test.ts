import { expect, test } from 'vitest';
import { AppError, fromSerializedError, serializedErrorSchema } from '#shared/base/app-error.ts';
import { countOf, msg, textOf, verbatim } from '#shared/base/message.ts';

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
