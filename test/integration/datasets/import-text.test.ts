import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { loadUint32, loadVocabulary } from '#main/datasets/load-arrays.ts';
import { readStoredDataset } from '#main/datasets/stored-dataset.ts';
import { importError, importText, workplace } from './home.ts';

const fixtures = resolve(import.meta.dirname, '../../unit/main/datasets/fixtures');

async function rows(home: string): Promise<{ tokens: number[][]; labels: number[]; words: string[] }> {
  const stored = readStoredDataset(home, 'mine');
  if (stored === null) throw new Error('not stored');
  const tokens = await loadUint32(home, stored, 'tokens');
  const offsets = await loadUint32(home, stored, 'offsets');
  const labels = await loadUint32(home, stored, 'labels');
  return {
    tokens: Array.from(labels, (_, row) => [...tokens.subarray(offsets[row], offsets[row + 1])]),
    labels: [...labels],
    words: await loadVocabulary(home, stored),
  };
}

describe('texts from CSV', () => {
  it('numbers words by frequency and labels by name', async () => {
    const { home, file } = workplace();
    const path = file(
      'reviews.csv',
      'id,text,label\n1,"A good, good film.\nTruly ""good""!",pos\n2,Not a good film,neg\n3,,pos\n',
    );
    const dataset = await importText(path, home);
    expect(dataset).toMatchObject({
      kind: 'text',
      rows: 3,
      labels: [
        { name: 'neg', rows: 1, firstRow: 2, lastRow: 2 },
        { name: 'pos', rows: 2, firstRow: 1, lastRow: 3 },
      ],
      vocabulary: 5,
      words: { least: 0, median: 4, most: 6, empty: 1 },
    });
    const { tokens, labels, words } = await rows(home);
    expect(words).toEqual(['good', 'a', 'film', 'truly', 'not']);
    expect(tokens).toEqual([[4, 3, 3, 5, 6, 3], [7, 4, 3, 5], []]);
    expect(labels).toEqual([1, 0, 1]);
  });

  it('sorts numeric labels as numbers', async () => {
    const { home, file } = workplace();
    const path = file('stars.csv', 'text,label\na,10\nb,9\nc,1\nd,10\n');
    const dataset = await importText(path, home);
    expect(dataset.labels.map(({ name }) => name)).toEqual(['1', '9', '10']);
    expect((await rows(home)).labels).toEqual([2, 1, 0, 2]);
  });

  it('takes other columns and keeps the rows that `where` asks for', async () => {
    const { home, file } = workplace();
    const path = file('mixed.csv', 'body;mark;source\nx y;1;imdb\nz;0;rt\ny;0;imdb\n');
    const more = { textColumn: 'body', labelColumn: 'mark', where: { column: 'source', equals: 'imdb' } };
    expect((await importText(path, home, more)).rows).toBe(2);
    expect((await rows(home)).words).toEqual(['y', 'x']);
  });

  it('reads words with the same spelling as members of objects', async () => {
    const { home, file } = workplace();
    const path = file('odd.csv', 'text,label\nconstructor __proto__ toString,hasOwnProperty\nconstructor,valueOf\n');
    expect((await importText(path, home)).labels.map(({ name }) => name)).toEqual(['hasOwnProperty', 'valueOf']);
    expect((await rows(home)).words).toEqual(['constructor', 'proto', 'tostring']);
  });

  it.each([
    ['one label only', 'text,label\na,1\nb,1\n', 'Every row of a.csv has the label "1".'],
    ['an empty label', 'text,label\na,1\n"b\nc", \n', 'a.csv, row 3: the label is empty.'],
    [
      'a quote that is not closed',
      'text,label\na,1\n"b,0\nc,1\n',
      'a.csv, row 3: a quotation mark opens a cell that is not closed properly.',
    ],
    [
      'text after a quote',
      'text,label\na,1\n"b"c,0\nd,1\n',
      'a.csv, row 3: a quotation mark opens a cell that is not closed properly.',
    ],
  ])('refuses %s', async (_what, content, message) => {
    const { home, file } = workplace();
    const error = await importError('text', file('a.csv', content), { home });
    expect({ code: error.code, message: error.message }).toEqual({ code: 'invalid-data', message });
  });

  it('names the near columns for one that is missing', async () => {
    const { home, file } = workplace();
    const error = await importError('text', file('a.csv', 'Text,labels\na,1\n'), { home });
    expect(error.message).toBe('a.csv has no column "text".');
    expect(error.hint).toBe('Did you mean "Text"?');
  });
});

describe('a folder of texts', () => {
  function aclImdb(folder: string): void {
    const texts: Record<string, string> = {
      'train/neg/0_3.txt': 'bad film',
      'train/neg/10_1.txt': 'very bad',
      'train/neg/2_2.txt': 'film',
      'train/pos/0_9.txt': 'good<br />film',
      'train/unsup/0_0.txt': 'who knows',
      'test/neg/0_2.txt': 'test bad',
      'test/pos/0_10.txt': 'test good',
      'train/labeledBow.feat': '9 0:9',
    };
    for (const [name, text] of Object.entries(texts)) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  }

  it('reads aclImdb: the training part, in the order of the file numbers', async () => {
    const { home, path } = workplace();
    aclImdb(path('aclImdb'));
    const dataset = await importText(path('aclImdb'), home);
    expect(dataset.labels).toEqual([
      { name: 'neg', rows: 3, firstRow: 1, lastRow: 3 },
      { name: 'pos', rows: 1, firstRow: 4, lastRow: 4 },
    ]);
    const { tokens, words } = await rows(home);
    expect(tokens.map((text) => text.map((token) => words[token - 3]).join(' '))).toEqual([
      'bad film',
      'film',
      'very bad',
      'good br film',
    ]);
  });

  it('reads its test part too when asked for', async () => {
    const { home, path } = workplace();
    aclImdb(path('aclImdb'));
    expect((await importText(path('aclImdb'), home, { parts: 'all' })).rows).toBe(6);
  });

  it('reads any folder of label folders, and refuses one without texts and one with a text that is not UTF-8', async () => {
    const { home, path } = workplace();
    aclImdb(path('aclImdb'));
    expect((await importText(path('aclImdb/test'), home)).rows).toBe(2);
    const none = await importError('text', path('aclImdb/train/pos'), { home }, { id: 'none' });
    expect(none.message).toContain('holds no texts');
    writeFileSync(path('aclImdb/train/pos/1_8.txt'), Buffer.from('caf\xe9', 'latin1'));
    const foreign = await importError('text', path('aclImdb'), { home }, { id: 'foreign' });
    expect(foreign.message).toMatch(/1_8\.txt is not UTF-8 \(byte 4\)\.$/);
  });
});

describe('Keras’s imdb.npz', () => {
  it.each(['imdb-numpy1.npz', 'imdb-numpy2.npz'])('reads %s, with Keras’s numbers', async (name) => {
    const { home } = workplace();
    const dataset = await importText(join(fixtures, name), home);
    expect(dataset).toMatchObject({ rows: 4, vocabulary: 88_584, words: { least: 1, median: 3.5, most: 6 } });
    const { tokens, labels, words } = await rows(home);
    expect(tokens).toEqual([[4, 17, 25, 19], [4, 197, 1156], [10], [4, 5, 6, 88_587, 303, 70_003]]);
    expect(labels).toEqual([1, 0, 0, 1]);
    expect(words).toEqual([]);
    expect((await importText(join(fixtures, name), home, { parts: 'all', replace: true })).rows).toBe(6);
  });

  /** An array of so many lists, as NumPy writes it, with this pickle. */
  const archive = (lists: number, ...pickle: readonly (string | Uint8Array)[]): Uint8Array =>
    zipSync({
      'x_train.npy': Buffer.concat([
        Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, 63, 0]),
        Buffer.from(`${`{'descr': '|O', 'fortran_order': False, 'shape': (${lists},), }`.padEnd(62)}\n`),
        ...pickle.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
      ]),
    });
  const fifty = Buffer.alloc(4);
  fifty.writeUInt32LE(50_000_000);

  it.each([
    ['a list that holds itself', archive(60_000, '\x80\x02]q\0(', 'h\0'.repeat(60_000), 'e.'), 'its lists refer to one another'],
    ['a number of 50 MB', archive(1, '\x80\x02](](\x8b', fifty, Buffer.alloc(50_000_000, 1), 'ee.'), 'a number has more than 8 bytes'],
    ['a number of 50 MB in digits', archive(1, '](](L', '9'.repeat(50_000_000), '\nee.'), 'it holds something else than lists of numbers'],
    ['50 million marks', archive(1, Buffer.alloc(50_000_000, 0x28)), 'it holds something else than lists of numbers'],
    ['50 million lists', archive(1, Buffer.alloc(50_000_000, 0x5d)), 'it holds more than 1 lists'],
    ['a dictionary', archive(1, '}.'), 'it holds something else than lists of numbers'],
  ])('refuses %s that is tiny in the archive', async (_what, bytes, reason) => {
    expect(bytes.length).toBeLessThan(100_000);
    const { home, file } = workplace();
    const path = file('imdb.npz', bytes);
    const before = process.cpuUsage();
    const error = await importError('text', path, { home });
    const { user, system } = process.cpuUsage(before);
    expect(error.message).toBe(`imdb.npz is not Keras’s imdb.npz: in x_train, ${reason}.`);
    // A second of one core, whatever else the machine does.
    expect((user + system) / 1000).toBeLessThan(1000);
  }); // prettier-ignore

  it.each([
    ['no zip archive', Buffer.from('hello'), 'it is no zip archive, or a damaged one'],
    ['an archive without the arrays', zipSync({ 'a.npy': strToU8('x') }), 'it has no array x_train'],
    ['an array that is none', zipSync({ 'x_train.npy': strToU8('x') }), 'in x_train, it is not a NumPy array'],
    [
      'a pickle that wants to run something',
      zipSync({
        'x_train.npy': Buffer.concat([
          Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, 63, 0]),
          Buffer.from(`${"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".padEnd(62)}\n`),
          Buffer.from("cos\nsystem\n(S'true'\ntR."),
        ]),
      }),
      'in x_train, its pickled lists cannot be read (os.system has no place in a list of numbers)',
    ],
  ])('refuses %s', async (_what, bytes, reason) => {
    const { home, file } = workplace();
    const error = await importError('text', file('imdb.npz', bytes), { home });
    expect(error.code).toBe('invalid-data');
    expect(error.message).toBe(`imdb.npz is not Keras’s imdb.npz: ${reason}.`);
  });
});
