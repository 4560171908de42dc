// The Korean catalogue has every text of the sources, no other, and the same places in each.
import { expect, test } from 'vitest';
import { korean, koreanTables } from '#shared/locales/ko/catalogue.ts';
import { particles } from '#shared/locales/particles.ts';
import {
  allMessageTexts,
  allPlainErrorTexts,
  isShownInWindow,
  messageTexts,
  plainErrorTexts,
} from '../../../support/message-texts.ts';

const texts = allMessageTexts();

/** Texts of places alone only join other messages; a language may say them in its own way, and need not. */
function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replaceAll(/\{\d+\}/g, ''));
}

function placesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\d+)(?::[^}]*)?\}/g)].map(([, index]) => index ?? ''))].sort();
}

test('every text that a person can be told has a Korean sentence', () => {
  const missing = texts.filter((found) => isShownInWindow(found) && hasWords(found.text) && !korean.has(found.text));
  expect(missing.map(({ text, place }) => `${place}: ${text}`)).toEqual([]);
});

test('no error that a page can show is plain English text', () => {
  const plain = allPlainErrorTexts().filter(isShownInWindow);
  expect(plain.map(({ text, place }) => `${place}: ${text}`)).toEqual([]);
});

test('no Korean sentence is left over from a text that is gone, and none stands twice', () => {
  const known = new Set(texts.map(({ text }) => text));
  expect([...korean.keys()].filter((text) => !known.has(text))).toEqual([]);
  const keys = koreanTables.flatMap((table) => Object.keys(table));
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

test('a Korean sentence has the places of its English text, and each option ends with a particle', () => {
  const wrong = [...korean].filter(([english, sentence]) => placesOf(english).join() !== placesOf(sentence).join());
  expect(wrong).toEqual([]);
  const options = [...korean.values()].flatMap((sentence) => [...sentence.matchAll(/\{\d+:([^}]*)\}/g)]);
  expect(options.filter(([, option = '']) => !particles.some((particle) => option.endsWith(particle)))).toEqual([]);
});

test('a particle follows what fills the place before it, and both forms stand nowhere', () => {
  const fixed = [...korean.values()].filter((sentence) =>
    /\{\d+\}[”’]?(을|를|이|가|은|는|과|와|으로|로)[ ,.]|[을은이과]\([를는가와]\)|\(으\)로/.test(sentence),
  );
  expect(fixed).toEqual([]);
  // The particle of a quoted word stands behind its quotes; a per cent sign without a space.
  expect([...korean.values()].filter((sentence) => /“\{\d+:[가-힣]+\}”|\} %/.test(sentence))).toEqual([]);
});

test('the words are those of Korean machine-learning books', () => {
  const texts = [...korean.values()].join('\n');
  for (const word of ['최적화기', '빠진 값', '최고', '표본', '시험', '에폭', '훈련', '중단', '데이터셋', '목표'])
    expect(texts).not.toContain(word);
});

test('the parser finds tagged templates and both texts of countOf, with their places', () => {
  const source = "f(msg`A ${msg`b ${1}`} c`);\ncountOf(n, '{0} row', `{0} rows`);\n// msg`not this`";
  expect(messageTexts('a.ts', source)).toEqual([
    { text: 'A {0} c', place: 'a.ts:1' },
    { text: 'b {0}', place: 'a.ts:1' },
    { text: '{0} row', place: 'a.ts:2' },
    { text: '{0} rows', place: 'a.ts:2' },
  ]);
  expect(() => messageTexts('a.ts', 'countOf(n, one, many)')).toThrow('must be literals');
});

test('the parser finds the messages and hints of errors that are plain text', () => {
  const source =
    "new AppError('internal', 'a', { hint: `b ${c}` });\nnew AppError('usage', msg`d`, { hint: msg`e`, details: { hint: 'f' } });";
  expect(plainErrorTexts('a.ts', source)).toEqual([
    { text: "'a'", place: 'a.ts:1' },
    { text: '`b ${c}`', place: 'a.ts:1' },
  ]);
});
