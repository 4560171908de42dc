// What a person has chosen about a file that is imported, and with it what holds: the rest is as it was found.
import type { ColumnType, ImportPreview, PreviewColumn } from '#shared/data/import-preview.ts';
import type { FileReading } from '#shared/data/file-reading.ts';
import { findTimeFormat, isTimeName, type TimeFormat } from '#shared/data/time-format.ts';
import { timeRepairSchema, type TimeReading, type TimeRepair } from '#shared/data/time-reading.ts';
import type { WindowPlan } from '#shared/data/windows.ts';
import { proposeStep, proposeWindow } from '#shared/experiment/propose-experiment.ts';

export type ImportKind = ImportPreview['kind'];

/** Parts that a person chose; null and what is left out are as found. Names of columns that are gone do not count. */
export interface ImportChoices {
  readonly reading: Readonly<Partial<FileReading>>;
  readonly time: TimeReading | null;
  readonly kind: ImportKind | null;
  /** Whether a column is taken, by its name. */
  readonly taken: Readonly<Record<string, boolean>>;
  /** By the column's name. */
  readonly units: Readonly<Record<string, string>>;
  readonly repair: Partial<TimeRepair>;
  readonly where: { readonly column: string; readonly equals: string } | null;
  readonly target: string | null;
  readonly lookback: number | null;
  readonly delay: number | null;
  readonly textColumn: string | null;
  readonly labelColumn: string | null;
  readonly weightColumn: string | null;
  readonly groupColumn: string | null;
  readonly title: string | null;
  readonly id: string | null;
  readonly licence: string;
  readonly replace: boolean;
}

export const nothingChosen: ImportChoices = {
  reading: {},
  time: null,
  kind: null,
  taken: {},
  units: {},
  repair: {},
  where: null,
  target: null,
  lookback: null,
  delay: null,
  textColumn: null,
  labelColumn: null,
  weightColumn: null,
  groupColumn: null,
  title: null,
  id: null,
  licence: '',
  replace: false,
};

/** What will be done: found and chosen together. */
export interface ImportPlan {
  readonly kind: ImportKind;
  /** Of a series: the columns that are taken, in the file's order. */
  readonly columns: readonly PreviewColumn[];
  /** Of those, the ones that can be predicted. */
  readonly targets: readonly PreviewColumn[];
  readonly target: PreviewColumn | null;
  /** Null where the rows are too few for any. */
  readonly window: WindowPlan | null;
  readonly stepMs: number | null;
  readonly repair: TimeRepair;
  readonly where: { readonly column: string; readonly equals: string } | null;
  readonly text: PreviewColumn | null;
  readonly label: PreviewColumn | null;
  readonly weight: PreviewColumn | null;
  readonly group: PreviewColumn | null;
  readonly title: string;
  readonly id: string;
}

const typesOfNumbers: ReadonlySet<ColumnType> = new Set<ColumnType>(['number', 'index', 'time']);

/** Whether a column can be part of a series: it has numbers, and they are not its times. */
export function canBeTaken(column: PreviewColumn, preview: ImportPreview): boolean {
  return typesOfNumbers.has(column.type) && !preview.time.columns.includes(column.name);
}

export function isTaken(column: PreviewColumn, preview: ImportPreview, choices: ImportChoices): boolean {
  return canBeTaken(column, preview) && (choices.taken[column.name] ?? column.type === 'number');
}

export function unitOf(column: PreviewColumn, choices: ImportChoices): string {
  return choices.units[column.name] ?? column.unit;
}

/** `Büro-Daten 2020` → `b-ro-daten-2020`; empty where nothing of it can be in an id. */
function slugOf(title: string): string {
  const latin = title.toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return latin
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 64)
    .replace(/-+$/, '');
}

function idOf(preview: ImportPreview, { id, title }: ImportChoices): string {
  if (id !== null) return id;
  const slug = title === null || title === preview.title ? '' : slugOf(title);
  return slug === '' ? preview.id : slug;
}

/** How many rows the import will have, as far as it is known: of a file of which only the first were looked at, many. */
function rowsOf({ rowsSeen, isWhole }: ImportPreview): number {
  return isWhole ? rowsSeen : Math.max(rowsSeen, 1_000_000);
}

function windowOf(preview: ImportPreview, choices: ImportChoices, stepMs: number | null): WindowPlan | null {
  const period = stepMs === null ? null : stepMs / 1000;
  const found = proposeWindow(rowsOf(preview), period);
  if (choices.lookback === null && choices.delay === null) return found;
  const lookback = choices.lookback ?? found?.lookback ?? 1;
  return { lookback, delay: choices.delay ?? found?.delay ?? 0, step: proposeStep(lookback, period) };
}

export function planImport(preview: ImportPreview, choices: ImportChoices): ImportPlan {
  const named = (name: string | null): PreviewColumn | null =>
    preview.columns.find((column) => column.name === name) ?? null;
  const columns = preview.columns.filter((column) => isTaken(column, preview, choices));
  const targets = columns.filter(({ least, most }) => least !== null && most !== null && least < most);
  const stepMs = preview.timeFacts?.stepMs ?? null;
  const where = choices.where === null || named(choices.where.column) === null ? null : choices.where;
  return {
    kind: choices.kind ?? preview.kind,
    columns,
    targets,
    target: targets.find(({ name }) => name === choices.target) ?? targets[0] ?? null,
    window: windowOf(preview, choices, stepMs),
    stepMs,
    repair: timeRepairSchema.parse(choices.repair),
    where,
    text: named(choices.textColumn) ?? named(preview.textColumn),
    label: named(choices.labelColumn) ?? named(preview.labelColumn),
    weight: named(choices.weightColumn),
    group: named(choices.groupColumn),
    title: choices.title ?? preview.title,
    id: idOf(preview, choices),
  };
}

/** How the times in these columns are written, as far as the first rows tell. */
export function formatOfTimes(preview: ImportPreview, columns: readonly string[]): TimeFormat {
  const places = columns.map((name) => preview.columns.findIndex((column) => column.name === name));
  const cells = preview.rows
    .map((row) => places.map((place) => row[place]?.trim() ?? '').join(' '))
    .filter((cell) => cell.trim() !== '');
  const found = findTimeFormat(cells, columns.some(isTimeName));
  if (found !== null) return found;
  const areNumbers = columns.length > 1 && cells.every((cell) => /^[\d ]+$/.test(cell));
  return areNumbers ? 'parts' : preview.time.format;
}
