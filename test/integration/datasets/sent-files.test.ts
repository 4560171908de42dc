// Files that a page sends: in pieces, looked at, imported, forgotten; over a real host's handlers.
import { existsSync, readdirSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSentFiles } from '#main/datasets/sent-files.ts';
import { errorOf, workplace } from './home.ts';

const rows = (count: number): Buffer =>
  Buffer.from(
    `time,a\n${Array.from({ length: count }, (_, i) => `2023-01-01 00:00:${String(i % 60).padStart(2, '0')},${i}`).join('\n')}\n`,
  );

it('puts the pieces together and shows the file, under the name it had', async () => {
  const { home } = workplace();
  const files = createSentFiles(home);
  const bytes = rows(60);
  const id = files.begin('내 데이터.csv', bytes.length);
  files.append(id, 0, bytes.subarray(0, 50));
  expect((await errorOf(() => files.find(id))).message).toBe('내 데이터.csv was not sent to its end.');
  files.append(id, 50, bytes.subarray(50));
  const preview = await files.preview(id, {}, null);
  expect(preview).toMatchObject({
    name: '내 데이터.csv',
    title: '내 데이터',
    id: 'data',
    bytes: bytes.length,
    rowsSeen: 60,
    isWhole: true,
    kind: 'series',
  });
  files.forget(id);
  expect(readdirSync(join(home, 'sent'))).toEqual([]);
  expect((await errorOf(() => files.find(id))).code).toBe('not-found');
});

it('refuses pieces that do not follow one another, and what is too much', async () => {
  const files = createSentFiles(workplace().home);
  const id = files.begin('a.csv', 10);
  for (const [offset, length] of [
    [5, 1],
    [0, 11],
  ] as const)
    // prettier-ignore
    expect((await errorOf(() => files.append(id, offset, Buffer.alloc(length)))).code).toBe('usage');
  expect((await errorOf(() => files.begin('b.csv', 2 ** 40))).message).toBe('b.csv is larger than 4 GB.');
});

it('keeps no name that leads out of its folder, and few files', () => {
  const { home } = workplace();
  const files = createSentFiles(home);
  const ids = Array.from({ length: 30 }, () => files.begin('../../../etc/passwd', 0));
  expect(files.find(ids.at(-1) ?? '').path).toBe(join(home, 'sent', ids.at(-1) ?? '', 'passwd'));
  expect(readdirSync(join(home, 'sent'))).toHaveLength(20);
  for (const name of ['..', '.', 'a\u0000b', 'C:\\x\\y.csv', '가'.repeat(200)]) {
    const { path } = files.find(files.begin(name, 0));
    expect(path.startsWith(join(home, 'sent'))).toBe(true);
    expect(existsSync(path)).toBe(true);
  }
});

it('removes what an earlier program left', () => {
  const { home } = workplace();
  mkdirSync(join(home, 'sent', 'old'), { recursive: true });
  writeFileSync(join(home, 'sent', 'old', 'a.csv'), 'x');
  createSentFiles(home);
  expect(readdirSync(join(home, 'sent'))).toEqual([]);
});
