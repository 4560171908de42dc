import { expect, test } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { largestUploadBytes, uploadPieceBytes } from '#shared/contract/imports.ts';
import { forgetFile, refusalOf, sendFile, toBase64, type SentFile } from '#renderer/lib/datasets/import-upload.ts';
import { SampleWorkbench } from '../../../support/sample-workbench.ts';

const content = Uint8Array.from({ length: 2 * uploadPieceBytes + 5 }, (_, i) => (i * 7) % 256);

/** @param readable how many bytes of it can still be read */
function fileOf(bytes: Uint8Array<ArrayBuffer>, readable = bytes.length): SentFile {
  return {
    name: 'a.csv',
    size: bytes.length,
    slice: (from, to) => new Blob([bytes.subarray(from, Math.min(to ?? readable, readable))]),
  };
}

function send(api: SampleWorkbench, file: SentFile, stopAfterBytes = Infinity) {
  const stop = new AbortController();
  const progress: number[] = [];
  const onprogress = (bytes: number): void => {
    progress.push(bytes);
    if (bytes >= stopAfterBytes) stop.abort();
  };
  return { progress, done: sendFile(api, file, { onprogress, signal: stop.signal }) };
}

test('a file arrives byte by byte, in pieces that follow each other', async () => {
  const api = new SampleWorkbench({ empty: true });
  const { progress, done } = send(api, fileOf(content));
  const id = await done;
  expect(progress).toEqual([uploadPieceBytes, 2 * uploadPieceBytes, content.length]);
  expect(api.imports.files.get(id)).toEqual({ name: 'a.csv', bytes: content.length, sentBytes: content.length });
  const pieces = api.asked.flatMap(({ name, input }) =>
    name === 'files.append' ? [...Buffer.from((input as { data: string }).data, 'base64')] : [],
  );
  expect(Buffer.from(pieces).equals(content)).toBe(true);
  await forgetFile(api, id);
  expect(api.imports.files.size).toBe(0);
});

test('stopped, it leaves nothing behind', async () => {
  const api = new SampleWorkbench({ empty: true });
  await expect(send(api, fileOf(content), uploadPieceBytes).done).rejects.toMatchObject({ name: 'AbortError' });
  expect(api.imports.files.size).toBe(0);
  expect(api.asked.filter(({ name }) => name === 'files.append')).toHaveLength(1);
});

test('a file that becomes shorter, or cannot be read any more, is named', async () => {
  const api = new SampleWorkbench({ empty: true });
  const sentence = 'a.csv cannot be read any more: it was changed, moved or deleted meanwhile.';
  await expect(send(api, fileOf(content, uploadPieceBytes + 3)).done).rejects.toThrow(sentence);
  const unreadable = { ...fileOf(content), slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) };
  await expect(send(api, unreadable as unknown as SentFile).done).rejects.toThrow(sentence);
  expect(api.imports.files.size).toBe(0);
});

test('a connection that is lost ends it with its own sentence, though the host cannot be told', async () => {
  const api = new SampleWorkbench({ empty: true });
  const lost = new AppError('disconnected', 'The connection to Strata is lost.');
  api.failing.set('files.append', lost).set('files.forget', lost);
  await expect(send(api, fileOf(content)).done).rejects.toBe(lost);
});

test('what is empty or too large is not sent at all', async () => {
  const api = new SampleWorkbench({ empty: true });
  await expect(send(api, fileOf(new Uint8Array())).done).rejects.toThrow('a.csv is empty.');
  const large = { ...fileOf(content), size: largestUploadBytes + 1 };
  await expect(send(api, large).done).rejects.toThrow('a.csv has 4.3 GB, and a page sends 4.3 GB at most.');
  expect(refusalOf({ ...large, size: largestUploadBytes })).toBeNull();
  expect(api.asked).toEqual([]);
});

test('bytes are base64 as others write it', () => {
  for (const length of [0, 1, 2, 3, 0x8000, 0x8001]) {
    const bytes = content.subarray(0, length);
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  }
});
