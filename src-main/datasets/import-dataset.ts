// Imports a file into the home folder: reads it completely, then stores it all or nothing.
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { ProgressListener } from '#shared/base/progress.ts';
import type { DatasetImport, TextImport } from '#shared/data/dataset-import.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { DatasetWriter, refuseTakenId, type DatasetDescription } from '#main/datasets/dataset-writer.ts';
import { explainReadError } from '#main/datasets/file-errors.ts';
import { readImdbNpz } from '#main/datasets/imdb-npz.ts';
import { readWhole } from '#main/datasets/load-arrays.ts';
import { importLimits, type ImportLimits } from '#main/datasets/limits.ts';
import { ProgressReporter } from '#main/datasets/progress-reporter.ts';
import type { ReadContext } from '#main/datasets/read-context.ts';
import { readSeriesTable } from '#main/datasets/series-table.ts';
import type { TextCollector } from '#main/datasets/text-collector.ts';
import { openDataArchive } from '#main/datasets/formats/data-archive.ts';
import { readUndamaged } from '#main/datasets/stored-dataset.ts';
import { readTextTable } from '#main/datasets/text-table.ts';
import { readTextFolder } from '#main/datasets/text-folder.ts';

export interface ImportOptions {
  readonly home: string;
  readonly onProgress?: ProgressListener | undefined;
  /** Stops the import; it rejects with the signal's reason and leaves nothing. */
  readonly signal?: AbortSignal | undefined;
  readonly limits?: ImportLimits;
}

type Form = 'table' | 'folder' | 'imdb';

async function findForm(request: DatasetImport): Promise<Form> {
  const found = await stat(request.path).catch((error: unknown) => {
    throw explainReadError(error, request.path);
  });
  if (found.isDirectory()) {
    if (request.as === 'text') return 'folder';
    throw new AppError('invalid-data', msg`${request.path} is a folder where a file is needed.`, {
      hint: msg`Name the file in it, or import a folder of texts with --as text.`,
    });
  }
  return request.as === 'text' && (await isImdb(request)) ? 'imdb' : 'table';
}

/** Keras's archive of reviews, or what is called so: of any other, arrays are the columns that are asked for. */
async function isImdb({ path, textColumn }: TextImport): Promise<boolean> {
  if (extname(path).toLowerCase() !== '.npz') return false;
  try {
    const zip = await openDataArchive(path);
    zip.close();
    return !zip.entries.some(({ fileName }) => fileName === `${textColumn}.npy`);
  } catch {
    return true;
  }
}

function readText(form: Form, request: TextImport, context: ReadContext): Promise<TextCollector> {
  switch (form) {
    case 'table':
      return readTextTable(request, context);
    case 'folder':
      return readTextFolder(request, context);
    case 'imdb':
      return readImdbNpz(request, context);
  }
}

/**
 * Imports a data set; takes seconds to minutes, so call it where blocking is acceptable (the trainer worker, the command line).
 * @throws AppError `not-found`, `invalid-data` (says row and column), `conflict` (the id is taken), `disk-full`
 */
export async function importDataset(request: DatasetImport, options: ImportOptions): Promise<Dataset> {
  const { home, signal } = options;
  const form = await findForm(request);
  if (request.as === 'text' && request.weightColumn !== undefined && form !== 'table')
    throw new AppError('invalid-data', msg`${request.path} has no columns, so it has no weights.`, {
      hint: msg`Weights are read from a file with a table of texts; leave the weights out.`,
    });
  if (request.as === 'text' && request.groupColumn !== undefined && form !== 'table')
    throw new AppError('invalid-data', msg`${request.path} has no columns, so it has no groups.`, {
      hint: msg`Groups are read from a column of a file of texts; leave them out.`,
    });
  // A damaged data set may be replaced without being asked for: that is its repair.
  const isDamaged = readUndamaged(home, request.id) !== null && (await readWhole(home, request.id)) === null;
  const replace = request.replace || isDamaged;
  if (!replace) refuseTakenId(home, request.id);
  const progress = new ProgressReporter(options.onProgress, form === 'folder' ? 'files' : 'bytes');
  const context: ReadContext = { limits: options.limits ?? importLimits, progress, signal };
  const writer = new DatasetWriter(home);
  try {
    let description: DatasetDescription;
    if (request.as === 'series') description = await readSeriesTable(request, writer, context);
    else description = (await readText(form, request, context)).store(writer, request);
    signal?.throwIfAborted();
    return await writer.finish(description, replace);
  } finally {
    writer.discard();
  }
}
