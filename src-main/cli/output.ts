// What a command says: its answer on standard output (a table for a person, JSON for a script), everything else on standard error.
import Table from 'cli-table3';
import { SingleBar } from 'cli-progress';
import type { AppError } from '#shared/base/app-error.ts';
import type { Progress, ProgressListener } from '#shared/base/progress.ts';

/** Prints one line of JSON. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

export function printLine(text = ''): void {
  process.stdout.write(`${text}\n`);
}

/** For a person who watches; never part of an answer. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
  /** Figures are aligned right. */
  readonly figures?: boolean;
}

/** A plain table: aligned columns under a line of titles. */
export function formatTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const blank = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '' };
  const rest = { 'bottom-left': '', 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '' };
  const table = new Table({
    head: columns.map(({ title }) => title),
    colAligns: columns.map(({ figures }) => (figures === true ? 'right' : 'left')),
    chars: { ...blank, ...rest, right: '', 'right-mid': '', middle: '  ' },
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
  });
  // A name may hold anything; what steers the terminal does not reach it.
  table.push(...rows.map((row) => columns.map(({ value }) => value(row).replaceAll(/\p{Cc}/gu, '�'))));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** An error for a person: what happened, then what to do. */
export function formatError(error: AppError): string {
  return error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size.toFixed(unit === 0 || size >= 100 ? 0 : 1)} ${units[unit] ?? ''}`;
}

export function formatDuration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function formatAmount(amount: number, unit: Progress['unit']): string {
  return unit === 'bytes' ? formatBytes(amount) : `${amount.toLocaleString('en-US')} ${unit}`;
}

/** One line that changes while something long goes on. In a log (no terminal) only changes of what goes on are printed. */
export class ProgressLine {
  readonly #bar: SingleBar | null;
  #label = '';
  #started = false;

  constructor() {
    this.#bar = process.stderr.isTTY
      ? new SingleBar({
          format: '{label} {bar} {percentage}% {amount}{left}',
          stream: process.stderr,
          barsize: 28,
          hideCursor: true,
          clearOnComplete: true,
          barCompleteChar: '━',
          barIncompleteChar: '─',
        })
      : null;
  }

  readonly listener: ProgressListener = (progress) => {
    const { label, done, total, unit, remainingMs } = progress;
    const amount = `${formatAmount(done, unit)}${total === null ? '' : ` of ${formatAmount(total, unit)}`}`;
    this.update(label, done, total, amount, remainingMs);
  };

  update(label: string, done: number, total: number | null, amount: string, remainingMs: number | null): void {
    if (this.#bar === null) {
      if (label !== this.#label) note(`${label} …`);
      this.#label = label;
      return;
    }
    const left = remainingMs === null ? '' : `, ${formatDuration(remainingMs)} left`;
    const payload = { label, amount, left };
    if (!this.#started) this.#bar.start(total ?? 1, 0, payload);
    this.#started = true;
    this.#bar.setTotal(total ?? Math.max(done, 1));
    this.#bar.update(total === null ? 0 : done, payload);
  }

  end(): void {
    if (this.#started) this.#bar?.stop();
    this.#started = false;
    this.#label = '';
  }
}
