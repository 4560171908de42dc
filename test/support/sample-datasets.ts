// The data sets of the sample host: made-up rows that follow what the descriptor says of each column.
import type { Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { Unreadable } from '#shared/contract/unreadable.ts';
import type { datasetRequests } from '#shared/contract/datasets.ts';
import type { Leak } from '#shared/data/leaks.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import type { RowRange } from '#shared/data/windows.ts';
import type { SeriesRows } from '#main/ports/dataset-store.ts';
import type { HandlersOf } from '#main/services/handlers/handlers-of.ts';
import { rememberPictures } from '#main/services/series-picture.ts';
import { sampleText } from './sample-texts.ts';
import { imdbDataset, sampleKnown, weatherDataset } from './sample-experiments.ts';

const firstMs = Date.UTC(2013, 0, 1, 1);
const hourMs = 3_600_000;

/** A year and its days as waves around the mean, and something of each row's own. */
function valueAt(row: number, place: number, mean: number, std: number): number {
  const year = Math.sin((row / 8760 - 0.3 + place / 9) * 2 * Math.PI);
  const day = Math.sin((row / 24 - 0.4 + place / 5) * 2 * Math.PI);
  const own = Math.sin(row * 12.9898 + place * 78.233) * 43_758.5453;
  return mean + std * (year + 0.4 * day + 0.5 * (own - Math.floor(own) - 0.5));
}

// eslint-disable-next-line @typescript-eslint/require-await -- as those that are read
async function* made({ from, to }: RowRange, valueOf: (row: number) => number): AsyncGenerator<Float64Array> {
  yield Float64Array.from({ length: to - from }, (_, i) => valueOf(from + i));
}

/** The rows of a sample series: hourly, as weather is measured. */
export function sampleRows(dataset: Dataset | undefined): SeriesRows {
  if (dataset?.kind !== 'series') throw new AppError('not-found', 'There is no such series.');
  return {
    dataset,
    column(name, range) {
      const place = dataset.columns.findIndex((column) => column.name === name);
      const { mean = 0, std = 1 } = dataset.columns[place] ?? {};
      return made(range, (row) => valueAt(row, place, mean, std));
    },
    times: dataset.time === null ? null : (range) => made(range, (row) => firstMs + row * hourMs),
  };
}

export interface SampleDatasets {
  readonly datasets: Map<string, Dataset>;
  readonly knownTitles: ReadonlyMap<string, Message>;
  readonly unreadable: Map<string, unknown>;
  readonly damaged: () => Unreadable[];
  readonly leaks: () => Leak[];
  readonly emit: (event: WorkbenchEvent) => void;
}

export function sampleDatasetHandlers(of: SampleDatasets): HandlersOf<typeof datasetRequests> {
  const { datasets, knownTitles, unreadable, damaged, leaks, emit } = of;
  const pictureOf = rememberPictures((id) => sampleRows(datasets.get(id)));
  return {
    'datasets.list': () => ({ items: [...datasets.values()], unreadable: damaged() }),
    'datasets.known': () =>
      sampleKnown.map((known) => ({
        ...known,
        title: knownTitles.get(known.id) ?? known.title,
        ready: datasets.has(known.id),
      })),
    'datasets.get': ({ id }) => {
      const dataset = [weatherDataset, imdbDataset].find((one) => one.id === id);
      if (!dataset) throw new AppError('not-found', `There is no known data set ${id}.`);
      datasets.set(id, dataset);
      emit({ type: 'changed', what: 'datasets' });
      return dataset;
    },
    'datasets.leaks': () => leaks(),
    'datasets.texts': ({ rows }) => rows.map((row) => sampleText(row)),
    'datasets.series-picture': (request) => pictureOf(request),
    'datasets.delete': ({ id }) => {
      unreadable.delete(id);
      datasets.delete(id);
      emit({ type: 'changed', what: 'datasets' });
      return {};
    },
  };
}
