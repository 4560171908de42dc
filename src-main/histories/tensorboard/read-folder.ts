// A folder of TensorBoard logs as runs: one a folder with event files, and one of the two folders that Keras's callback writes.
import { opendirSync, realpathSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { AppError } from '#shared/base/app-error.ts';
import { countOf, msg, type Message } from '#shared/base/message.ts';
import { systemReason } from '#shared/base/system-error.ts';
import type { HistoryPart, LoggedRun, LoggedSeries } from '#main/ports/histories.ts';
import { readEvent } from '#main/histories/tensorboard/read-event.ts';
import { RecordSplitter } from '#main/histories/tensorboard/records.ts';
import { ScalarGatherer } from '#main/histories/tensorboard/scalars.ts';

/** Small enough that a piece is read within a few milliseconds. */
const pieceBytes = 1 << 19;

/** As TensorBoard knows its files. */
function isEventFile(name: string): boolean {
  return name.includes('tfevents');
}

interface LogFolder {
  readonly path: string;
  /** Names of its event files, in the order in which they were begun. */
  readonly files: readonly string[];
}

/** All folders with event files, and what could not be looked into. Links are followed, each folder once. */
function findFolders(root: string): { readonly folders: LogFolder[]; readonly faults: Message[] } {
  const folders: LogFolder[] = [];
  const faults: Message[] = [];
  const seen = new Set<string>();
  const look = (path: string): void => {
    try {
      const real = realpathSync(path);
      if (seen.has(real)) return;
      seen.add(real);
      const files: string[] = [];
      const inside: string[] = [];
      const folder = opendirSync(path);
      for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
        const isLink = entry.isSymbolicLink();
        const target = isLink ? statSync(join(path, entry.name), { throwIfNoEntry: false }) : entry;
        if (target?.isDirectory() === true) inside.push(entry.name);
        else if (target?.isFile() === true && isEventFile(entry.name)) files.push(entry.name);
      }
      folder.closeSync();
      if (files.length > 0) folders.push({ path, files: files.sort() });
      for (const name of inside.sort()) look(join(path, name));
    } catch (thrown) {
      const reason = systemReason(thrown);
      if (reason === null) throw thrown;
      faults.push(msg`${path} cannot be read: ${reason.why}.`);
    }
  };
  look(root);
  return { folders, faults };
}

/** Whether there is an event file somewhere below. */
export function hasEventFiles(root: string): boolean {
  return findFolders(root).folders.length > 0;
}

/** A folder's place, and whether it and its sibling are the two of Keras's callback. */
interface RunFolders {
  readonly path: string;
  readonly parts: readonly { readonly folder: LogFolder; readonly prefix: string }[];
}

function runsOf(folders: readonly LogFolder[]): RunFolders[] {
  const byPath = new Map(folders.map((folder) => [folder.path, folder]));
  return folders.flatMap((folder): RunFolders[] => {
    const parent = dirname(folder.path);
    const training = byPath.get(join(parent, 'train'));
    const validation = byPath.get(join(parent, 'validation'));
    if (training === undefined || validation === undefined || (folder !== training && folder !== validation))
      return [{ path: folder.path, parts: [{ folder, prefix: '' }] }];
    if (folder === validation) return [];
    const both = [
      { folder: training, prefix: '' },
      { folder: validation, prefix: 'val_' },
    ];
    return [{ path: parent, parts: both }];
  });
}

/** @throws the system's error */
async function readFile(path: string, gatherer: ScalarGatherer): Promise<Message[]> {
  const splitter = new RecordSplitter();
  let unreadable = 0;
  const file = await open(path, 'r');
  try {
    const piece = Buffer.alloc(pieceBytes);
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, pieceBytes, null);
      if (bytesRead === 0) break;
      for (const record of splitter.take(piece.subarray(0, bytesRead)))
        try {
          gatherer.add(readEvent(record));
        } catch {
          unreadable++;
        }
    }
  } finally {
    await file.close();
  }
  const skipped = splitter.skipped + unreadable;
  return [
    ...(splitter.isLost ? [msg`${path} is damaged: what follows the damaged place cannot be read.`] : []),
    ...(splitter.isCut
      ? [msg`${path} ends in the middle of a record: it was cut off, or is still being written.`]
      : []),
    ...(skipped > 0
      ? [msg`${path}: ${countOf(skipped, '{0} damaged record is left out', '{0} damaged records are left out')}.`]
      : []),
  ];
}

async function readPart({ path, files }: LogFolder): Promise<{ gatherer: ScalarGatherer; faults: Message[] }> {
  const gatherer = new ScalarGatherer();
  const faults: Message[] = [];
  for (const name of files) {
    const file = join(path, name);
    try {
      faults.push(...(await readFile(file, gatherer)));
    } catch (thrown) {
      const reason = systemReason(thrown);
      if (reason === null) throw thrown;
      faults.push(msg`${file} cannot be read: ${reason.why}.`);
    }
  }
  if (gatherer.negative > 0)
    faults.push(
      msg`${path}: ${countOf(
        gatherer.negative,
        '{0} value of a step below 0 is left out',
        '{0} values of steps below 0 are left out',
      )}.`,
    );
  return { gatherer, faults };
}

const failed = 2;

async function readRun(root: string, { path, parts }: RunFolders): Promise<HistoryPart[]> {
  const series = new Map<string, LoggedSeries>();
  const settings: LoggedRun['settings'] = new Map();
  const faults: Message[] = [];
  const times: number[] = [];
  let status: LoggedRun['status'] = 'completed';
  for (const { folder, prefix } of parts) {
    const { gatherer, faults: found } = await readPart(folder);
    faults.push(...found);
    for (const [tag, one] of gatherer.series()) series.set(prefix + tag, one);
    for (const [name, value] of gatherer.hyperParameters.settings) settings.set(name, value);
    if (gatherer.hyperParameters.status === failed) status = 'failed';
    if (gatherer.times !== null) times.push(gatherer.times.firstMs, gatherer.times.lastMs);
  }
  if (series.size === 0)
    return [{ fault: msg`${path} has no scalars, so it gives no run.` }, ...faults.map((fault) => ({ fault }))];
  const place = relative(root, path).split(sep).join('/');
  const run: LoggedRun = {
    origin: { from: 'tensorboard', path: realpathSync(path), run: null },
    name: place === '' || place === '..' ? basename(path) : place,
    status,
    // Without any time that can be one, they are those of long ago.
    startedAtMs: times.length === 0 ? 0 : Math.min(...times),
    endedAtMs: times.length === 0 ? null : Math.max(...times),
    settings,
    tags: [],
    notes: '',
    series,
    faults,
  };
  return [{ run }];
}

/** @throws AppError `not-found`, `no-permission`, `invalid-data` without an event file */
export async function* readTensorBoard(root: string): AsyncGenerator<HistoryPart, void> {
  const { folders, faults } = findFolders(root);
  if (folders.length === 0 && faults.length === 0)
    throw new AppError('invalid-data', msg`"${root}" has no TensorBoard event file.`, {
      hint: msg`Event files have "tfevents" in their names; name the folder that holds them, or one above it.`,
    });
  for (const fault of faults) yield { fault };
  for (const run of runsOf(folders)) yield* await readRun(root, run);
}
