// What a person sees of a file before it is imported.
import { basename } from 'node:path';
import { countOf, msg, verbatim, type Message } from '#shared/base/message.ts';
import type { ReadingChoice } from '#shared/data/file-reading.ts';
import type { ImportPreview, PreviewColumn } from '#shared/data/import-preview.ts';
import { timeRepairSchema, type TimeChoice, type TimeFacts, type TimeReading } from '#shared/data/time-reading.ts';
import { timeWarnings } from '#shared/data/time-warnings.ts';
import { AppError } from '#shared/base/app-error.ts';
import { isAmbiguousDate } from '#shared/data/time-format.ts';
import { ambiguousNumber } from '#main/datasets/table/find-reading.ts';
import { describeColumn, textNames } from '#main/datasets/table/describe-columns.ts';
import { findTimes, isNamedTime, timeCell } from '#main/datasets/table/find-times.ts';
import { readSample, type TableSample } from '#main/datasets/table/sample.ts';
import { TimeAxis } from '#main/datasets/table/time-axis.ts';

const shownRows = 50;
const shownCharacters = 300;

export interface PreviewOptions {
  readonly reading?: ReadingChoice;
  readonly time?: TimeChoice;
  readonly signal?: AbortSignal | undefined;
}

/** A preview without what depends on the home folder. */
export type FilePreview = Omit<ImportPreview, 'id' | 'title' | 'name'>;

const labelNames =
  /^(?:label|labels|class|category|target|sentiment|polarity|rating|stars|score|y|tag|topic|intent|라벨|레이블|분류|감성|정답|평점|label_text)$/i;

function findText(columns: readonly PreviewColumn[]): string | null {
  const texts = columns.filter(({ type }) => type === 'text');
  return (texts.find(({ name }) => textNames.test(name)) ?? texts[0])?.name ?? null;
}

function findLabel(columns: readonly PreviewColumn[], text: string | null): string | null {
  const classes = columns.filter(({ type, name, frequent }) => {
    return name !== text && (type === 'category' || (type === 'number' && frequent.length > 1));
  });
  const named = classes.find(({ name }) => labelNames.test(name));
  return (named ?? classes.toSorted((a, b) => a.distinct - b.distinct)[0])?.name ?? null;
}

/** Columns, times and what they could be used for, of the rows that were read. */
export function describeSample(sample: TableSample, chosen: TimeChoice, file: string): Omit<FilePreview, 'bytes'> {
  const { header, rows, reading, units, isWhole } = sample;
  const columns = header.map((name, i) => {
    const cells = rows.map((row) => row[i] ?? '');
    return describeColumn(name, cells, reading, units[i]?.trim() ?? '');
  });
  const textColumn = findText(columns);
  const labelColumn = findLabel(columns, textColumn);
  const hasNumbers = columns.some(({ type }) => type === 'number');
  const prefersDayFirst = reading.decimal === ',';
  const time = findTimes(columns, rows, chosen, prefersDayFirst);
  const hasTime = time.columns.length > 0;
  const isNamedText = columns.some(({ name }) => textNames.test(name));
  const kind =
    textColumn !== null && labelColumn !== null && (isNamedText || !hasTime) ? 'text' : hasNumbers ? 'series' : 'text';
  const { facts, fault } = factsOf(sample, time, file);
  const warnings: Message[] = [
    ...sample.leftOut.map(({ name, why }) => msg`"${name}" is left out: ${why}.`),
    ...(reading.hasHeader ? [] : [msg`The first row holds values: the columns have no names.`]),
    ...(fault === null ? [] : [fault]),
    ...doubts(sample, columns, time, chosen),
    ...(facts === null || kind === 'text' ? [] : timeWarnings(facts)),
    ...(facts === null || facts.duplicates < rows.length / 3 ? [] : seriesInOne(columns)),
    ...columns.flatMap((column) => warningsOf(column, rows.length, time)),
  ];
  return {
    reading,
    tables: [...sample.tables],
    columns,
    rows: rows.slice(0, shownRows).map((row) => row.map((cell) => cell.slice(0, shownCharacters))),
    rowsSeen: rows.length,
    isWhole,
    kind,
    time,
    timeFacts: facts,
    textColumn,
    labelColumn,
    warnings,
  };
}

/** Columns that are no data unless they are asked for: what counts the rows, and what has neither name nor cells. */
export function isLeftOut({ name, type }: Pick<PreviewColumn, 'name' | 'type'>): boolean {
  return type === 'index' || (type === 'empty' && /^column \d+$/.test(name));
}

/** Numbers and dates that could be meant otherwise. */
function doubts(
  { header, rows, reading }: TableSample,
  columns: readonly PreviewColumn[],
  time: TimeReading,
  chosen: TimeChoice,
): Message[] {
  const cellsOf = (place: number): string[] =>
    rows.map((row) => row[place]?.trim() ?? '').filter((cell) => cell !== '');
  const numbers = columns.flatMap(({ type }, place) => (type === 'number' ? cellsOf(place) : []));
  const number = ambiguousNumber(numbers);
  const [date] = time.columns;
  const dates = date === undefined || chosen.format !== undefined ? [] : cellsOf(header.indexOf(date));
  const isDoubtful = time.format.endsWith('-year') && isAmbiguousDate(dates);
  const first = time.format === 'day-month-year' ? msg`day` : msg`month`;
  return [
    ...(isDoubtful
      ? [msg`Dates such as ${dates[0] ?? ''} were read with the ${first} first; choose the other if it is meant.`]
      : []),
    ...(number === null
      ? []
      : [
          reading.decimal === ','
            ? msg`Numbers such as ${number} were read with the comma as decimal sign; choose it for thousands if that is meant.`
            : msg`Numbers such as ${number} were read with the comma for thousands; choose it as decimal sign if that is meant.`,
        ]),
  ];
}

/** Rows of several stations have the same times. */
function seriesInOne(columns: readonly PreviewColumn[]): Message[] {
  return columns
    .filter(
      ({ type, name, distinct }) =>
        distinct > 1 && distinct <= 100 && (type === 'category' || /station|site|sensor|_?id$/i.test(name)),
    )
    .slice(0, 1)
    .map(
      ({ name, distinct }) =>
        msg`Column "${name}" has ${distinct} different values: if each is a series of its own, keep the rows of one.`,
    );
}

function warningsOf(column: PreviewColumn, rows: number, time: TimeReading): Message[] {
  const { name, type, sentinel } = column;
  if (isLeftOut(column) && rows > 0)
    return [
      type === 'index'
        ? msg`Column "${name}" counts the rows, and is left out.`
        : msg`Column "${name}" is empty, and is left out.`,
    ];
  if (sentinel !== null) {
    const times = countOf(sentinel.count, 'once', '{0} times');
    return [msg`Column "${name}": "${sentinel.cell}" stands ${times}, unlike all else: does it mean "missing"?`];
  }
  if (isNamedTime(column) && time.columns.length === 0) return [msg`Column "${name}" could not be read as times.`];
  return [];
}

function factsOf(
  { header, rows, rowNumbers }: TableSample,
  time: TimeReading,
  file: string,
): { facts: TimeFacts | null; fault: Message | null } {
  const nothing = { facts: null, fault: null };
  if (time.columns.length === 0 || rows.length === 0) return nothing;
  const places = time.columns.map((name) => header.indexOf(name));
  const absent = time.columns.find((name) => !header.includes(name));
  if (absent !== undefined) return { facts: null, fault: msg`${file} has no column "${absent}".` };
  try {
    const axis = new TimeAxis(time, file);
    rows.forEach((row, i) => axis.add(timeCell(row, places), rowNumbers[i] ?? 0));
    const isAny = axis.leftOut.length < rows.length;
    return isAny ? { facts: axis.repair(timeRepairSchema.parse({})).facts, fault: null } : nothing;
  } catch (thrown) {
    if (thrown instanceof AppError)
      return { facts: null, fault: thrown.translatable?.message ?? verbatim(thrown.message) };
    throw thrown;
  }
}

/**
 * Reads the beginning of a file with a table.
 * @throws AppError `not-found`, `invalid-data`
 */
export async function previewFile(path: string, options: PreviewOptions = {}): Promise<FilePreview> {
  const sample = await readSample(path, options.reading ?? {}, options.signal);
  return { bytes: sample.bytes, ...describeSample(sample, options.time ?? {}, basename(path)) };
}
