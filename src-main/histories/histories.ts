// Reads and writes the histories of other programs: recognizes what lies at a path and hands it to its reader.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import { systemReason } from '#shared/base/system-error.ts';
import type { ImportedKind } from '#shared/runs/run-origin.ts';
import { hasEventFiles, readTensorBoard } from '#main/histories/tensorboard/read-folder.ts';
import { writeTensorBoard } from '#main/histories/tensorboard/write-folder.ts';
import type { HistoryPart, Histories } from '#main/ports/histories.ts';

/** @throws AppError `not-found`, `no-permission` */
function requirePath(path: string): { readonly isFolder: boolean } {
  try {
    return { isFolder: statSync(path).isDirectory() };
  } catch (thrown) {
    const reason = systemReason(thrown);
    if (reason === null) throw thrown;
    throw new AppError(reason.code, msg`"${path}" cannot be read: ${reason.why}.`, {
      hint: reason.hint,
      cause: thrown,
    });
  }
}

// eslint-disable-next-line
async function* nothing(): AsyncGenerator<HistoryPart, void> {}

export function createHistories(): Histories {
  const readers: Readonly<Record<ImportedKind, (path: string) => AsyncIterable<HistoryPart>>> = {
    tensorboard: readTensorBoard,
    mlflow: nothing,
    trackio: nothing,
  };
  return {
    recognize: (given) => {
      const path = resolve(given);
      const { isFolder } = requirePath(path);
      if (isFolder) return hasEventFiles(path) ? 'tensorboard' : null;
      return null;
    },
    read: (kind, given) => {
      const path = resolve(given);
      requirePath(path);
      return readers[kind](path);
    },
    writeTensorBoard: (folder, runs) => writeTensorBoard(resolve(folder), runs),
  };
}
