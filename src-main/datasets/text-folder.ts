// Texts in folders named by label: `aclImdb` (train/neg, train/pos, test/…), or any folder of such folders.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import type { TextImport } from '#shared/data/dataset-import.ts';
import { explainReadError } from '#main/datasets/file-errors.ts';
import type { ReadContext } from '#main/datasets/read-context.ts';
import { TextCollector } from '#main/datasets/text-collector.ts';
import { firstInvalidByte } from '#main/datasets/utf8.ts';

const readAtOnce = 64;

interface LabelledFile {
  readonly path: string;
  readonly label: string;
}

async function subfolders(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** `.txt` files of the label folders in `path`; `unsup` of aclImdb holds texts without a label. */
async function labelledFiles(path: string): Promise<LabelledFile[]> {
  const labels = (await subfolders(path)).filter((name) => name !== 'unsup').sort();
  const files: LabelledFile[] = [];
  for (const label of labels) {
    const names = (await readdir(join(path, label))).filter((name) => name.endsWith('.txt'));
    // 2_7.txt before 10_3.txt: the order of the numbers, the same on every file system.
    names.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1));
    files.push(...names.map((name) => ({ path: join(path, label, name), label })));
  }
  return files;
}

/** The maximum text length; a string cannot hold half a gigabyte. */
const mostTextBytes = 1 << 26;

async function readStrict(file: LabelledFile): Promise<string> {
  const { size } = await stat(file.path);
  if (size > mostTextBytes)
    throw new AppError(
      'invalid-data',
      msg`${file.path} is too large for one text: ${size} bytes, and ${mostTextBytes} at most.`,
      {
        hint: msg`One file holds one text; split it, or take it out of the folder.`,
      },
    );
  const bytes = await readFile(file.path);
  const invalid = firstInvalidByte(bytes);
  if (invalid >= 0)
    throw new AppError('invalid-data', msg`${file.path} is not UTF-8 (byte ${invalid + 1}).`, {
      hint: msg`Convert the file to UTF-8, or take it out of the folder.`,
    });
  return bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n');
}

export async function readTextFolder(request: TextImport, context: ReadContext): Promise<TextCollector> {
  const name = basename(request.path);
  const collector = new TextCollector(name, context.limits, request.tokens);
  try {
    const inside = await subfolders(request.path);
    const parts = request.parts === 'all' ? ['train', 'test'] : ['train'];
    const roots = inside.includes('train') ? parts.filter((part) => inside.includes(part)) : ['.'];
    const files: LabelledFile[] = [];
    for (const root of roots) files.push(...(await labelledFiles(join(request.path, root))));
    if (files.length === 0)
      throw new AppError('invalid-data', msg`${request.path} holds no texts: no folder in it has .txt files.`, {
        hint: msg`A folder of texts looks like aclImdb: train/pos/*.txt and train/neg/*.txt.`,
      });
    for (let at = 0; at < files.length; at += readAtOnce) {
      context.signal?.throwIfAborted();
      const batch = files.slice(at, at + readAtOnce);
      const texts = await Promise.all(batch.map(readStrict));
      batch.forEach((file, i) => collector.addText(texts[i] ?? '', file.label));
      context.progress.report(msg`Reading ${name}`, at + batch.length, files.length);
    }
  } catch (error) {
    throw explainReadError(error, request.path);
  }
  return collector;
}
