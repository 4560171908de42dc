// Files that pages send, below the home folder's `sent`: each under an id, with the name it had.
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { largestUploadBytes } from '#shared/contract/imports.ts';
import { explainWriteError } from '#main/datasets/file-errors.ts';
import { freeDatasetId } from '#main/datasets/dataset-id.ts';
import { previewFile } from '#main/datasets/table/preview-file.ts';
import type { SentFiles } from '#main/ports/sent-files.ts';

interface SentFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  received: number;
  usedAtMs: number;
}

const dayMs = 86_400_000;
/** A page that asks for more has lost count of them. */
const mostFiles = 20;

/** @param home files are kept below it; those that an earlier program left are removed */
export function createSentFiles(home: string): SentFiles {
  const folder = join(home, 'sent');
  const files = new Map<string, SentFile>();
  if (existsSync(folder))
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });

  const guard = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throw explainWriteError(error, home);
    }
  };
  const forget = (fileId: string): void => {
    const file = files.get(fileId);
    files.delete(fileId);
    if (file !== undefined) rmSync(join(folder, fileId), { recursive: true, force: true });
  };
  const known = (fileId: string): SentFile => {
    const file = files.get(fileId);
    if (file === undefined)
      throw new AppError('not-found', msg`The file is not here any more.`, { hint: msg`Choose it again.` });
    file.usedAtMs = Date.now();
    return file;
  };
  const find = (fileId: string): SentFile => {
    const file = known(fileId);
    if (file.received < file.bytes) throw new AppError('usage', msg`${file.name} was not sent to its end.`);
    return file;
  };
  return {
    begin(name, bytes) {
      if (bytes > largestUploadBytes)
        throw new AppError('usage', msg`${name} is larger than ${Math.floor(largestUploadBytes / 1e9)} GB.`, {
          hint: msg`Import it by the command line: strata data import.`,
        });
      for (const [id, { usedAtMs }] of files) if (Date.now() - usedAtMs > dayMs) forget(id);
      if (files.size >= mostFiles) forget(files.keys().next().value ?? '');
      const fileId = randomUUID();
      // The name without what a path could be made of.
      const base = basename(name.replaceAll('\\', '/')).replaceAll(/[\p{Cc}:]/gu, '_');
      const plain = /^\.*$/.test(base) ? 'file' : base;
      const path = join(folder, fileId, plain.length > 100 ? plain.slice(0, 80) + extname(plain).slice(0, 10) : plain);
      guard(() => {
        mkdirSync(join(folder, fileId), { recursive: true });
        closeSync(openSync(path, 'w'));
      });
      files.set(fileId, { path, name, bytes, received: 0, usedAtMs: Date.now() });
      return fileId;
    },
    append(fileId, offset, data) {
      const file = known(fileId);
      if (offset !== file.received || offset + data.length > file.bytes)
        throw new AppError('usage', msg`A piece of ${file.name} does not follow the one before.`, {
          hint: msg`Choose the file again.`,
        });
      guard(() => {
        const handle = openSync(file.path, 'a');
        try {
          for (let at = 0; at < data.length;) at += writeSync(handle, data, at);
        } finally {
          closeSync(handle);
        }
      });
      file.received = statSync(file.path).size;
    },
    forget,
    find,
    async preview(fileId, reading, time) {
      const { path, name } = find(fileId);
      const preview = await previewFile(path, { reading, time: time ?? {} });
      return { ...preview, name, title: basename(name, extname(name)), id: freeDatasetId(home, name) };
    },
  };
}
