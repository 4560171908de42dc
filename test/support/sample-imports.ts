// Files of a person's own for the sample workbench: what is sent is counted, what is seen of it and imported is made up.
import { AppError } from '#shared/base/app-error.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { WorkbenchHandlers } from '#shared/contract/workbench.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import type { ImportPreview, PreviewColumn } from '#shared/data/import-preview.ts';
import { usualMissing } from '#shared/data/file-reading.ts';
import { imdbDataset, weatherDataset } from './sample-experiments.ts';

type Importing = Extract<keyof WorkbenchHandlers, `files.${string}` | 'tasks.stop'>;

function column(name: string, given: Partial<PreviewColumn> = {}): PreviewColumn {
  const usual = { unit: '', missing: 0, distinct: 1000, least: null, most: null, histogram: null };
  return { name, type: 'text', frequent: [], sentinel: null, ...usual, ...given };
}

function numbers(name: string, unit: string, least: number, most: number, given: Partial<PreviewColumn> = {}) {
  const histogram = [2, 5, 11, 24, 40, 62, 88, 96, 81, 60, 33, 15, 6, 2];
  return column(name, { type: 'number', unit, least, most, histogram, ...given });
}

const hour = 3_600_000;
const startMs = Date.UTC(2024, 0, 1);

function stationRow(row: number): string[] {
  const time = new Date(startMs + row * hour).toISOString().slice(0, 16).replace('T', ' ');
  const comma = (value: number): string => value.toFixed(1).replace('.', ',');
  const temp = row === 3 ? '-9999' : comma(4 + 3 * Math.sin(row / 4));
  return [String(row), time, temp, comma(78 + row), comma(1_012 - row / 5), 'Nord'];
}

/** A station's file: semicolons, decimal commas, lines above its header, a number that stands for "missing". */
export const stationPreview: ImportPreview = {
  name: 'station.csv',
  bytes: 412_000,
  reading: {
    ...{
      format: 'csv',
      table: '',
      encoding: 'windows-1252',
      delimiter: ';',
      decimal: ',',
      thousands: '',
      skip: 4,
      hasHeader: true,
    },
    ...{ hasUnits: true, comment: '', missing: [...usualMissing] },
  },
  tables: [],
  columns: [
    column('column 1', { type: 'index', least: 0, most: 8_783 }),
    column('Zeit', { type: 'time' }),
    numbers('Temperatur', '°C', -9.4, 34.1, { sentinel: { cell: '-9999', count: 13 } }),
    numbers('Feuchte', '%', 21, 100),
    numbers('Luftdruck', 'hPa', 981.2, 1_042.7, { missing: 21 }),
    column('Station', {
      type: 'category',
      distinct: 2,
      frequent: [
        { cell: 'Nord', count: 6_000 },
        { cell: 'Süd', count: 2_784 },
      ],
    }),
  ],
  rows: Array.from({ length: 20 }, (_, row) => stationRow(row)),
  rowsSeen: 8_784,
  isWhole: true,
  kind: 'series',
  time: { columns: ['Zeit'], format: 'year-month-day', zone: null },
  timeFacts: {
    firstMs: startMs,
    lastMs: startMs + 8_800 * hour,
    stepMs: hour,
    unordered: 0,
    isReversed: false,
    duplicates: 2,
    firstDuplicate: '2024-10-27 02:00',
    missing: 19,
    firstGap: '2024-03-31 01:00',
    repair: { order: 'sort', duplicates: 'keep', gaps: 'keep' },
    added: 0,
  },
  textColumn: null,
  labelColumn: null,
  id: 'station',
  title: 'station',
  warnings: [],
};

const opinions = ['Very good, would buy again', 'Broke after a day', 'It is what it is', 'Great value', 'Too small'];

/** Texts with five labels. */
export const opinionsPreview: ImportPreview = {
  ...stationPreview,
  name: 'opinions.csv',
  reading: { ...stationPreview.reading, encoding: 'utf-8', delimiter: ',', decimal: '.', skip: 0, hasUnits: false },
  columns: [
    column('review', { distinct: 480 }),
    column('stars', {
      type: 'category',
      distinct: 5,
      frequent: ['5', '4', '1', '3', '2'].map((cell, i) => ({ cell, count: 200 - i * 30 })),
    }),
    numbers('weight', '', 0.5, 2),
  ],
  rows: Array.from({ length: 10 }, (_, row) => [opinions[row % 5] ?? '', String((row % 5) + 1), '1']),
  rowsSeen: 700,
  kind: 'text',
  time: { columns: [], format: 'year-month-day', zone: null },
  timeFacts: null,
  textColumn: 'review',
  labelColumn: 'stars',
  id: 'opinions',
  title: 'opinions',
};

interface Host {
  readonly datasets: Map<string, Dataset>;
  emit(event: WorkbenchEvent): void;
}

/** What a host knows of the files that were sent. */
export class SampleImports {
  /** By id: the name, and the bytes that have come. */
  readonly files = new Map<string, { readonly name: string; readonly bytes: number; sentBytes: number }>();
  /** What is seen of a file, by its name; the station's file for others. */
  readonly previews = new Map([stationPreview, opinionsPreview].map((preview) => [preview.name, preview]));
  /** Tasks that were asked to stop. */
  readonly stopped: string[] = [];

  #find(id: string) {
    const file = this.files.get(id);
    if (file === undefined) throw new AppError('not-found', 'The file is gone.');
    return file;
  }

  /** @param host what the sample workbench is by the time a request comes */
  handlers(host: () => Host): Pick<WorkbenchHandlers, Importing> {
    return {
      'files.begin': ({ name, bytes }) => {
        const fileId = `00000000-0000-0000-0000-${String(this.files.size).padStart(12, '0')}`;
        this.files.set(fileId, { name, bytes, sentBytes: 0 });
        return { fileId };
      },
      'files.append': ({ fileId, offset, data }) => {
        const file = this.#find(fileId);
        if (offset !== file.sentBytes) throw new AppError('usage', 'A piece is missing.');
        file.sentBytes += atob(data).length;
        return {};
      },
      'files.forget': ({ fileId }) => {
        this.files.delete(fileId);
        return {};
      },
      'files.preview': ({ fileId, reading, time }) => {
        const { name, bytes } = this.#find(fileId);
        const found = this.previews.get(name) ?? { ...stationPreview, name };
        const chosen = Object.fromEntries(Object.entries(reading).filter(([, value]) => value !== undefined));
        return { ...found, bytes, reading: { ...found.reading, ...chosen }, time: time ?? found.time };
      },
      'files.import': ({ fileId, request }) => {
        const { name } = this.#find(fileId);
        const own = { id: request.id, title: request.title, source: { origin: name } };
        const preview = this.previews.get(name) ?? stationPreview;
        const dataset: Dataset =
          request.as === 'text'
            ? { ...(imdbDataset as Extract<Dataset, { kind: 'text' }>), ...own, rows: preview.rowsSeen }
            : {
                ...(weatherDataset as Extract<Dataset, { kind: 'series' }>),
                ...own,
                rows: preview.rowsSeen,
                columns: preview.columns
                  .filter((one) => request.columns.includes(one.name))
                  .map(({ name: called, least, most }) => ({
                    ...{ name: called, unit: request.units[called] ?? '', missing: 0, mean: 0, std: 1 },
                    ...{ least: least ?? 0, most: most ?? 0 },
                  })),
              };
        this.files.delete(fileId);
        host().datasets.set(dataset.id, dataset);
        host().emit({ type: 'changed', what: 'datasets' });
        return dataset;
      },
      'tasks.stop': ({ taskId }) => {
        this.stopped.push(taskId);
        return {};
      },
    };
  }
}
