import { expect, test } from 'vitest';
import { requests } from '#shared/contract/workbench.ts';
import { malformedTexts } from '../../support/malformed-messages.ts';

const known = { runs: ['run000000000003', 'run000000000004'], experiments: ['kept0', 'kept1'] };

test('the same seed makes the same messages, another one others', () => {
  const texts = (seed: number) => [...malformedTexts(300, seed, known)].map(({ text }) => text);
  expect(texts(1)).toEqual(texts(1));
  expect(texts(1).slice(10)).not.toEqual(texts(2).slice(10));
});

test('every request and every kind is among them, answered and unanswered', () => {
  const messages = [...malformedTexts(3_000, 3, known)];
  expect(messages).toHaveLength(3_000);
  for (const name of Object.keys(requests))
    expect(
      messages.some(({ text }) => text.includes(`"${name}"`)),
      name,
    ).toBe(true);
  expect(new Set(messages.map(({ kind }) => kind)).size).toBe(11);
  const answered = messages.filter(({ id }) => id !== null).length;
  expect(answered).toBeGreaterThan(1_000);
  expect(messages.length - answered).toBeGreaterThan(500);
});
