// The data sets of a home folder, as the services see them: descriptors only.
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { msg } from '#shared/base/message.ts';
import { AppError, toAppError } from '#shared/base/app-error.ts';
import { datasetIdSchema, type DatasetId } from '#shared/base/ids.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { suggestNames } from '#shared/base/near-names.ts';
import { knownDatasets } from '#main/datasets/known.ts';
import { deletedPrefix, removeLeftovers } from '#main/datasets/leftovers.ts';
import { preparedHash } from '#main/datasets/prepared-hash.ts';
import { seriesRows } from '#main/datasets/series-rows.ts';
import { storedTexts } from '#main/datasets/stored-texts.ts';
import { datasetsFolder, readStoredDataset, timesChecksum } from '#main/datasets/stored-dataset.ts';
import type { Damaged, StoredList } from '#main/ports/damaged.ts';
import type { DatasetStore } from '#main/ports/dataset-store.ts';

export interface DatasetStoreOptions {
  readonly home: string;
}

/** Ids in alphabetical order; anything else in the folder is ignored. */
export function storedIds(home: string): DatasetId[] {
  const parent = datasetsFolder(home);
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => datasetIdSchema.safeParse(entry.name).data ?? [])
    .sort();
}

/** The hint for a missing data set: how to get it if it is known, or which exist. */
export function datasetMissing(home: string, id: string): AppError {
  const known = knownDatasets.find((candidate) => candidate.id === id);
  const names = [...storedIds(home), ...knownDatasets.map((candidate) => candidate.id)];
  return new AppError('not-found', msg`There is no data set "${id}" in ${datasetsFolder(home)}.`, {
    hint: known === undefined ? suggestNames(id, [...new Set(names)]) : msg`Get it with: strata data get ${id}`,
    details: { dataset: id },
  });
}

export function createDatasetStore(options: DatasetStoreOptions): DatasetStore {
  const { home } = options;
  function find(id: DatasetId): Dataset | null {
    return readStoredDataset(home, id)?.dataset ?? null;
  }

  function listAll(): StoredList<Dataset> {
    removeLeftovers(home);
    const items: Dataset[] = [];
    const damaged: Damaged[] = [];
    for (const id of storedIds(home))
      try {
        const dataset = find(id);
        if (dataset !== null) items.push(dataset);
      } catch (error) {
        damaged.push({ id, error: toAppError(error) });
      }
    return { items, damaged };
  }

  function isReady(id: DatasetId): boolean {
    try {
      return find(id) !== null;
    } catch {
      return false;
    }
  }

  return {
    list: () => listAll().items,
    listAll,
    find,
    series(id) {
      const stored = readStoredDataset(home, id);
      if (stored === null) throw datasetMissing(home, id);
      return seriesRows(home, stored);
    },
    async texts(id, rows, most) {
      const stored = readStoredDataset(home, id);
      if (stored === null) throw datasetMissing(home, id);
      return await storedTexts(home, stored, rows, most);
    },
    preparedHash: ({ dataset, preparation }, ends) => {
      const id = datasetIdSchema.safeParse(dataset);
      const found = id.success ? readStoredDataset(home, id.data) : null;
      return found === null ? null : preparedHash(found.dataset.hash, preparation, ends, timesChecksum(found));
    },
    delete(id) {
      const folder = join(datasetsFolder(home), datasetIdSchema.parse(id));
      if (!existsSync(folder)) throw datasetMissing(home, id);
      // Rename first: if this is interrupted, the next listing removes the rest.
      const leaving = join(datasetsFolder(home), `${deletedPrefix}${process.pid}-${randomBytes(6).toString('hex')}`);
      renameSync(folder, leaving);
      rmSync(leaving, { recursive: true });
    },
    known: () => knownDatasets.map((known) => ({ ...known, ready: isReady(known.id) })),
  };
}
