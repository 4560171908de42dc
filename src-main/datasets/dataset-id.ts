// Ids for data sets, made of file names.
import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { datasetOfFile } from '#shared/data/data-files.ts';
import { datasetsFolder } from '#main/datasets/stored-dataset.ts';

/** `weather-2020` of `Weather 2020.csv`, and of a file that templates are for their data set; empty for a name without a letter from a to z or a digit, such as a Korean one. */
export function idOfName(path: string): string {
  const published = datasetOfFile(basename(path));
  if (published !== null) return published;
  return basename(path, extname(path))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}

/** Such an id that no data set has: `weather`, `weather-2`, … */
export function freeDatasetId(home: string, path: string): string {
  const name = idOfName(path) || 'data';
  const isTaken = (id: string): boolean => existsSync(join(datasetsFolder(home), id));
  let id = name;
  for (let i = 2; isTaken(id); i++) id = `${name}-${i}`;
  return id;
}
