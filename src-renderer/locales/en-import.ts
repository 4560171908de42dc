// The words of importing a file of one's own, in English.
import type { ColumnType } from '#shared/data/import-preview.ts';
import type { Delimiter, Encoding, FileFormat } from '#shared/data/file-reading.ts';
import type { TimeFormat } from '#shared/data/time-format.ts';
import type { TimeRepair } from '#shared/data/time-reading.ts';
import { strongText } from '#renderer/locales/strong-text.ts';

const many = (count: number, one: string, more: string): string =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en-US')} ${more}`;

const encodings: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252 (Western)',
  'windows-1250': 'Windows-1250 (Central European)',
  'windows-1251': 'Windows-1251 (Cyrillic)',
  'euc-kr': 'EUC-KR, CP949 (Korean)',
  shift_jis: 'Shift JIS (Japanese)',
  'euc-jp': 'EUC-JP (Japanese)',
  gb18030: 'GB18030 (Chinese)',
  big5: 'Big5 (Chinese)',
};
const delimiters: Record<Delimiter, string> = {
  ',': 'comma ,',
  ';': 'semicolon ;',
  '\t': 'tab',
  '|': 'bar |',
  ' ': 'blanks',
};
/** What the tables in a file are. */
const tables: Record<FileFormat, string> = {
  csv: 'Table',
  json: 'Table',
  parquet: 'Table',
  numpy: 'Arrays',
  excel: 'Sheet',
};
const types: Record<ColumnType, string> = {
  number: 'number',
  time: 'time',
  index: 'row number',
  category: 'category',
  text: 'text',
  empty: 'empty',
};
const formats: Record<TimeFormat, string> = {
  'year-month-day': '2024-03-31 18:00',
  'day-month-year': '31.03.2024 18:00 (day first)',
  'month-day-year': '03/31/2024 6:00 PM (month first)',
  'month-name': '31 Mar 2024',
  korean: 'Korean words for year, month, day',
  'year-month': '2024-03',
  year: '2024',
  digits: '20240331',
  'unix-seconds': 'seconds since 1970',
  'unix-milliseconds': 'milliseconds since 1970',
  'excel-days': 'days of Excel',
  parts: 'year, month, day, … in columns',
};
const order: Record<TimeRepair['order'], string> = {
  sort: 'sort them',
  keep: 'leave them as they are',
  refuse: 'do not import',
};
const duplicates: Record<TimeRepair['duplicates'], string> = {
  keep: 'keep all',
  first: 'keep the first',
  last: 'keep the last',
  mean: 'take their mean',
  refuse: 'do not import',
};
const gaps: Record<TimeRepair['gaps'], string> = {
  keep: 'leave the gaps',
  missing: 'add rows without values',
  line: 'add rows on the line between',
  refuse: 'do not import',
};

export const importWords = {
  title: 'Import a file',
  titleOf: (name: string) => `Import “${name}”`,
  choose: 'Choose a file…',
  other: 'Other file…',
  importFile: 'Import a file…',
  importDetail: 'CSV, JSON, Parquet, Excel, NumPy: a series, or texts with labels',
  startTitle: 'Bring your own data',
  startText: (most: string) =>
    `Drop a file here, or choose one of up to ${most}: CSV with any delimiter, JSON lines, Parquet, Excel (.xlsx), NumPy (.npy, .npz). You see how it is read before anything is kept.`,
  folders: 'A folder of texts is imported from the command line:',
  dropTitle: 'Drop to import or open',
  dropText: 'A data file is looked at before it is imported. Experiment files (.strata.json) are added to your models.',
  oneAtATime: 'Files are imported one at a time.',
  sending: (name: string) => `Sending “${name}”`,
  stop: 'Stop',
  stopped: 'Nothing was kept.',
  reading: 'Reading the file',
  importing: 'Importing',

  createModel: 'Create the model',
  onlyKeep: 'Only keep the data',
  doneToast: (title: string) => `“${title}” was imported.`,

  howRead: 'How it is read',
  asFound: 'As found',
  tables,
  encoding: 'Encoding',
  encodings,
  delimiter: 'Delimiter',
  delimiters,
  decimal: 'Decimal sign',
  decimals: { '.': 'point 1.5', ',': 'comma 1,5' },
  thousands: 'Thousands',
  thousandsMarks: { '': 'none', ',': 'comma 1,000', '.': 'point 1.000', ' ': 'blank 1 000', "'": "apostrophe 1'000" },
  skip: 'Lines to skip',
  wholeNumber: (most: number) => `A whole number from 0 to ${most}.`,
  header: 'Header',
  headers: { yes: 'yes', no: 'none' },
  units: 'Row of units',
  unitRows: { yes: 'yes', no: 'none' },
  comment: 'Comment sign',
  missing: 'Words for missing values',
  missingHint: 'besides empty cells, NA, NaN, null and the like',
  addMissing: 'Add',
  removeMissing: (word: string) => `“${word}” is a value`,
  sentinel: (cell: string, column: string, count: number) =>
    `${cell} stands ${count === 1 ? 'once' : `${count.toLocaleString('en-US')} times`} in “${column}”, far from all other values.`,
  takeForMissing: 'Take it for missing',
  takeNamed: (cell: string) => `Take it for missing: ${cell}`,

  kind: 'What it is',
  kinds: { series: 'time series', text: 'texts with labels' },

  firstRows: 'The first rows',
  rowsSeen: (count: string, isWhole: boolean) => (isWhole ? `${count} rows` : `the first ${count} rows were looked at`),
  shownColumns: (shown: number, all: string) => `${shown} of ${all} columns are shown.`,
  findColumn: 'Find a column',
  noColumn: 'No column is called that.',
  column: 'Column',
  type: 'Type',
  types,
  unit: 'Unit',
  unitOf: (column: string) => `Unit of ${column}`,
  range: 'Min – max',
  missingCells: 'Missing',
  values: 'Values',
  distinct: (count: number) => (count >= 1000 ? '1,000 or more different' : `${count} different`),
  take: (column: string) => `Take ${column}`,
  isTime: 'The times of the rows',
  noNumbers: 'Not part of a series: its cells are no numbers',

  times: 'Times',
  timeColumn: 'Time column',
  timeColumnMore: (number: number) => `Time column ${number}`,
  noTime: 'none',
  noMoreTime: '—',
  format: 'Written as',
  formats,
  zone: 'Time zone',
  noZone: 'as they stand',
  every: (step: string) => `a row every ${step}`,
  noTimeFacts: 'The rows count as equally spaced.',
  regular: 'In order, none twice, no gaps.',
  reversed: 'The rows run backwards.',
  unordered: (count: number) => `${many(count, 'row is', 'rows are')} earlier than the row above.`,
  unorderedShort: 'Rows out of order',
  duplicates: (count: number, first: string | null) =>
    `${many(count, 'row has', 'rows have')} the time of another${first === null ? '' : `, the first ${first}`}.`,
  duplicatesShort: 'Times that stand twice',
  gaps: (count: number, first: string | null) =>
    `${many(count, 'step has', 'steps have')} no row${first === null ? '' : `, the first after ${first}`}.`,
  gapsShort: 'Steps without a row',
  repairs: { order, duplicates, gaps },

  where: 'Which rows',
  allRows: 'all rows',
  whereColumn: (column: string) => `where “${column}” is …`,
  whereValue: 'Value',

  task: 'What is learnt',
  rows: (count: number) => many(count, 'row', 'rows'),
  columns: (count: number) => many(count, 'column', 'columns'),
  withTime: (rows: string, time: string) => `${rows} (${time})`,
  forecast: (target: string, ahead: string, window: string, columns: string) =>
    strongText`Predict ${target}, ${ahead} ahead, from ${window} of ${columns}.`,
  forecastNext: (target: string, window: string, columns: string) =>
    strongText`Predict the next ${target} from ${window} of ${columns}.`,
  classify: (label: string, text: string) => strongText`Tell ${label} from ${text}.`,
  noForecast: 'Too few rows, or no column whose numbers change: the data can be kept, but no model is proposed.',
  target: 'Predict',
  ahead: 'Rows ahead',
  lookback: 'Rows of the past',
  rowRange: (least: number, most: string) => `A whole number from ${least} to ${most}.`,
  longWindow: 'The rows are too few for this: a shorter past is proposed for the model.',
  textColumn: 'Text',
  labelColumn: 'Label',
  weightColumn: 'Weight',
  noWeight: 'all count the same',
  groupColumn: 'Rows kept together in a split',
  noGroup: 'every row for itself',
  chooseColumn: 'choose a column',
  balance: 'The most frequent labels',
  oneLabel: 'The rows that were looked at have one label only: nothing can be told apart.',

  dataset: 'Data set',
  name: 'Title',
  id: 'Id',
  licence: 'Licence, if known',
  replace: (title: string) => `Replace “${title}”`,
  problems: {
    'no-columns': 'Take at least one column with numbers.',
    'no-text': 'Choose the column with the texts.',
    'no-label': 'Choose the column with the labels.',
    'same-columns': 'Text and label are the same column.',
    'no-title': 'Give it a title.',
    'bad-id': 'An id has lower-case letters, digits and hyphens.',
    'taken-id': 'A data set with this id is there already.',
    'long-window': '',
  },
};
