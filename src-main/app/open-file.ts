// Opens a file as a model: reads, checks, stores it through the contract's handlers, and shows it. The file itself is not changed.
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError, toAppError } from '#shared/base/app-error.ts';
import { msg, type Message } from '#shared/base/message.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { WorkbenchHandlers } from '#shared/contract/workbench.ts';
import { keepOpened, readOfferedFile } from '#shared/experiment/open-experiment.ts';
import type { OfferedFile } from '#shared/experiment/open-experiment.ts';

export interface FileOpener {
  /** Never rejects: reports errors to the page. @returns whether it was opened */
  open(path: string): Promise<boolean>;
}

export interface FileOpenerOptions {
  readonly handlers: Pick<WorkbenchHandlers, 'experiments.list' | 'experiments.get' | 'experiments.save'>;
  readonly tell: (event: WorkbenchEvent) => void;
  readonly log: (line: string) => void;
  /** Called for every file that was opened or failed to open. */
  readonly onOpened: (path: string) => void;
  readonly onRefused: (path: string) => void;
}

const reasons: Readonly<Record<string, Message>> = {
  ENOENT: msg`it is not there.`,
  ENOTDIR: msg`it is not there.`,
  EACCES: msg`it may not be read.`,
  EPERM: msg`it may not be read.`,
  EISDIR: msg`it is a folder.`,
};

function explain(path: string, thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : null;
  if (code === null) return toAppError(thrown);
  const isRefused = code === 'EACCES' || code === 'EPERM';
  return new AppError(
    isRefused ? 'no-permission' : 'not-found',
    msg`${path} cannot be opened: ${reasons[code] ?? msg`the system says ${code}.`}`,
    {
      hint: msg`Check the path and the file’s permissions, then open it again.`,
      cause: thrown,
    },
  );
}

/** @throws AppError */
async function offer(path: string): Promise<OfferedFile & { close(): Promise<void> }> {
  try {
    const file = await open(path, 'r');
    const stat = await file.stat();
    return {
      name: basename(path),
      kind: stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other',
      sizeBytes: stat.size,
      bytes: () => file.readFile(),
      decode: (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes),
      close: () => file.close(),
    };
  } catch (thrown) {
    throw explain(path, thrown);
  }
}

export function createFileOpener({ handlers, tell, log, onOpened, onRefused }: FileOpenerOptions): FileOpener {
  return {
    open: async (path) => {
      try {
        const file = await offer(path);
        const experiment = await readOfferedFile(file).finally(() => file.close());
        const id = await keepOpened(experiment, {
          list: async () => (await handlers['experiments.list']({})).items,
          get: async (each) => await handlers['experiments.get']({ id: each }),
          save: async (json) => (await handlers['experiments.save']({ experiment: json })).id,
        });
        tell({ type: 'open', experimentId: id });
        onOpened(path);
        return true;
      } catch (thrown) {
        const error = explain(path, thrown);
        log(error.message);
        tell({ type: 'notice', error: error.toJSON() });
        onRefused(path);
        return false;
      }
    },
  };
}
