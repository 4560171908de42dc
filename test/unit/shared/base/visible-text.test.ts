import { expect, it } from 'vitest';
import { isVisible, nameSchema } from '#shared/base/visible-text.ts';

it.each(['a', '홈', '🙂', '0', ' . ', '👨‍👩‍👧'])('sees something of %j', (text) => {
  expect(isVisible(text)).toBe(true);
});

it.each(['', '   ', '\n\t', '\u200b\u200d', '\u3164', '\u2800', '\u001b', '\u202e', '\u00a0'])(
  'sees nothing of %j',
  (text) => {
    expect(isVisible(text)).toBe(false);
  },
);

it('says what is wrong with a name', () => {
  expect(nameSchema(3).safeParse('  ').error?.issues[0]?.message).toBe('the name is blank');
  expect(nameSchema(3).safeParse('long').error?.issues[0]?.message).toBe('the name is longer than 3 characters');
  expect(nameSchema(3).parse(' a ')).toBe(' a ');
});
