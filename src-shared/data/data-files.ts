// Data sets of the templates that the user must download as a file, because no package contains them.

/** A file that the user downloads and imports. */
export interface DataFile {
  /** The file's own name, as it is published. */
  readonly name: string;
  /** Where it is published. */
  readonly address: string;
}

const dataFiles: Readonly<Record<string, DataFile>> = {
  'jena-climate': {
    name: 'jena_climate_2009_2016.csv',
    address: 'https://storage.googleapis.com/tensorflow/tf-keras-datasets/jena_climate_2009_2016.csv.zip',
  },
};

/** The published file of a data set; null for a user's own data set. */
export function dataFileOf(dataset: string): DataFile | null {
  return Object.hasOwn(dataFiles, dataset) ? (dataFiles[dataset] ?? null) : null;
}

/** The data set of the templates that a published file is, by the file's name; null for any other. */
export function datasetOfFile(name: string): string | null {
  return Object.entries(dataFiles).find(([, file]) => file.name === name)?.[0] ?? null;
}

/** The command after `strata` that imports it: `data import jena_climate_2009_2016.csv --as series --id …`. */
export function importCommand(dataset: string, kind: 'text' | 'series'): string {
  return `data import ${dataFileOf(dataset)?.name ?? `${dataset}.csv`} --as ${kind} --id ${dataset}`;
}
