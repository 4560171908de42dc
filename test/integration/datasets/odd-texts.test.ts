// Texts as people have them: languages without blanks, encodings of one letter, labels that are none or look alike.
import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { datasetWarnings } from '#shared/data/dataset-warnings.ts';
import { importError, importText, workplace } from './home.ts';

describe('texts', () => {
  const texts = (rows: readonly (readonly [string, string])[]): string =>
    ['text,label', ...rows.map(([text, label]) => `${text},${label}`)].join('\n');

  it.each([
    ['Chinese', '这部电影非常好看', '剧情很差浪费时间'],
    ['Japanese', 'とても面白い映画でした', 'つまらない映画でした'],
    ['Thai', 'หนังเรื่องนี้ดีมาก', 'หนังเรื่องนี้แย่มาก'],
  ])('in %s are split where words end', async (_what, good, bad) => {
    const { home, file } = workplace();
    const rows = Array.from({ length: 20 }, (_, i) => [i % 2 === 0 ? good : bad, String(i % 2)] as const);
    const dataset = await importText(file('a.csv', texts(rows)), home);
    expect(dataset.tokens).toBe('segments');
    expect(dataset.words.least).toBeGreaterThan(2);
    const characters = await importText(file('a.csv', texts(rows)), home, { id: 'letters', tokens: 'characters' });
    expect(characters.words.least).toBeGreaterThan(dataset.words.least);
  });

  it('of one spelling are one word and one label, however they are encoded', async () => {
    const { home, file } = workplace();
    const rows = ['NFC', 'NFD'].flatMap((form) => [
      ['정말 재미있는 영화'.normalize(form), '긍정'.normalize(form)] as const,
      ['지루한 영화'.normalize(form), '부정'.normalize(form)] as const,
    ]);
    const dataset = await importText(file('a.csv', texts(rows)), home);
    expect(dataset.labels.map(({ name }) => name)).toEqual(['긍정', '부정']);
    expect(dataset.vocabulary).toBe(4);
    expect(dataset.tokens).toBe('words');
  });

  it('have labels that may be one', async () => {
    const { home, file } = workplace();
    const rows = ['Pos', 'pos', 'neg', '1', '1.0'].map((label) => ['some words', label] as const);
    expect(datasetWarnings(await importText(file('a.csv', texts(rows)), home)).map(textOf)).toEqual([
      'These labels may be one: "1", "1.0".',
      'These labels may be one: "Pos", "pos".',
    ]);
  });

  it('without a label are refused, also where a word stands for it', async () => {
    const { home, file } = workplace();
    const error = await importError('text', file('a.csv', texts([['a', 'x'], ['b', 'NaN'], ['c', 'y']])), { home }); // prettier-ignore
    expect(error.message).toBe('a.csv, row 3: the label is empty.');
  });
});
