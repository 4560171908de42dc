// A home folder of its own for a test, files to import into it, and the request and error in short.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { datasetImportSchema, type DatasetImport } from '#shared/data/dataset-import.ts';
import type { Dataset, SeriesDataset, TextDataset } from '#shared/data/dataset.ts';
import { importDataset, type ImportOptions } from '#main/datasets/import-dataset.ts';

export interface Workplace {
  readonly home: string;
  /** Writes a file beside the home folder and gives its path. */
  file(name: string, content: string | Uint8Array): string;
  path(name: string): string;
}

/** Removed when the test is over. */
export function workplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'strata-data-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);
  return {
    home: join(folder, 'home'),
    path,
    file(name, content) {
      writeFileSync(path(name), content);
      return path(name);
    },
  };
}

export function request(as: 'text' | 'series', path: string, more: Record<string, unknown> = {}): DatasetImport {
  return datasetImportSchema.parse({ as, path, id: 'mine', title: 'Mine', origin: 'a test', ...more });
}

export async function importSeries(
  path: string,
  home: string,
  more: Record<string, unknown> = {},
): Promise<SeriesDataset> {
  const dataset: Dataset = await importDataset(request('series', path, more), { home });
  if (dataset.kind !== 'series') throw new Error('not a series');
  return dataset;
}

export async function importText(path: string, home: string, more: Record<string, unknown> = {}): Promise<TextDataset> {
  const dataset: Dataset = await importDataset(request('text', path, more), { home });
  if (dataset.kind !== 'text') throw new Error('not texts');
  return dataset;
}

/** The `AppError` that an import or anything else ends with. */
export async function errorOf(action: Promise<unknown> | (() => unknown)): Promise<AppError> {
  try {
    await (typeof action === 'function' ? action() : action);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('no error was thrown');
}

export function importError(
  as: 'text' | 'series',
  path: string,
  options: ImportOptions,
  more: Record<string, unknown> = {},
): Promise<AppError> {
  return errorOf(importDataset(request(as, path, more), options));
}
