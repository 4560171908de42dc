// A command's output: its answer on standard output (a table, or JSON for scripts), everything else on standard error.
// Commands write to the terminal through this file, which removes control characters (an escape sequence in a name).
import { clearScreenDown, cursorTo, moveCursor } from 'node:readline';
import { SingleBar } from 'cli-progress';
import stringWidth from 'string-width';
import { z } from 'zod';
import type { AppError } from '#shared/base/app-error.ts';
import { inEnglish, textOf } from '#shared/base/message.ts';
import { problemSchema, type Problem } from '#shared/base/problem.ts';
import type { Progress, ProgressListener } from '#shared/base/progress.ts';
import { systemReason } from '#shared/base/system-error.ts';
import { sentNumber } from '#shared/runs/metric-series.ts';

/** Control characters except the line break, and marks that change the text's direction. */
const steering = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** Text as a terminal may show it. */
export function plainText(text: string): string {
  return text.replaceAll(steering, '�');
}

/**
 * Ends the command when standard output does not take what is said: as Ctrl-C does, so that a run at work is stopped and kept,
 * with exit code 1. A reader that goes away (`strata … | head`) has seen enough and needs no sentence.
 */
export function watchOutput(): void {
  let failed = false;
  const fail = (): void => {
    if (failed) return;
    failed = true;
    process.exitCode = 1;
    // Commands with unfinished work listen to this.
    if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM');
    else process.exit();
  };
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!failed && error.code !== 'EPIPE') {
      const reason = systemReason(error);
      note(`strata: Standard output cannot be written: ${reason === null ? error.message : textOf(reason.why)}.`);
    }
    fail();
  });
  process.stderr.on('error', fail);
}

/** The same for a single line: a name. */
export function plainLine(text: string): string {
  return plainText(text).replaceAll('\n', '�');
}

/** Prints one line of JSON; messages are in English, NaN is null and an infinity is named. */
export function printJson(value: unknown): void {
  process.stdout.write(`${plainJson(toJson(inEnglish(value)))}\n`);
}

/** JSON whose numbers are written as a host sends them. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'number' ? sentNumber(part) : part));
}

/** JSON escapes control characters up to U+001F; this escapes the others too, and stays the same JSON. */
export function plainJson(json: string): string {
  return json.replaceAll(steering, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export function printLine(text = ''): void {
  process.stdout.write(`${plainText(text)}\n`);
}

/** Prints data for another program: unchanged to a file or a pipe, without control characters to a terminal. */
export function printPieces(pieces: Iterable<string>): void {
  for (const piece of pieces) process.stdout.write(process.stdout.isTTY ? plainText(piece) : piece);
}

/** Prints a message on standard error; not part of the answer. */
export function note(text: string): void {
  process.stderr.write(`${plainText(text)}\n`);
}

export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
  /** Figures are aligned right. */
  readonly figures?: boolean;
}

/** Columns that a text takes on a terminal: a Korean letter takes two. */
function widthOf(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : stringWidth(text);
}

/** The part of a line that a terminal of this width shows. */
export function cutToWidth(line: string, columns: number): string {
  if (widthOf(line) <= columns) return line;
  let cut = '';
  for (const letter of line) {
    if (widthOf(cut + letter) > columns - 1) break;
    cut += letter;
  }
  return `${cut}…`;
}

/** A text on a terminal that is replaced by the next one. Its lines must fit the terminal. */
export class LiveText {
  #lines = 0;

  show(text: string): void {
    if (this.#lines > 0) moveCursor(process.stdout, 0, -this.#lines);
    cursorTo(process.stdout, 0);
    clearScreenDown(process.stdout);
    printLine(text);
    this.#lines = text.split('\n').length;
  }
}

/** A plain table: aligned columns under a line of titles. */
export function formatTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ value }) => value(row)))].map(
    (cells) => cells.map(plainLine),
  );
  const widths = columns.map((_, i) => lines.reduce((most, cells) => Math.max(most, widthOf(cells[i] ?? '')), 0));
  const pad = (cell: string, i: number): string => {
    const room = ' '.repeat((widths[i] ?? 0) - widthOf(cell));
    return columns[i]?.figures === true ? room + cell : cell + room;
  };
  return lines.map((cells) => cells.map(pad).join('  ').trimEnd()).join('\n');
}

/** A problem with the layer or the place in the file that it concerns, which a sentence may begin with itself. */
export function problemText({ nodeId, path, message }: Problem): string {
  const place = nodeId ?? path;
  return place === undefined || message.startsWith(place) ? message : `${place}: ${message}`;
}

const problemsSchema = z.array(problemSchema).min(2);
/** More problems of one file are counted only. */
const mostProblems = 20;

/** Formats an error: what happened, with every problem of an experiment on its own line, then the hint. */
export function formatError(error: AppError): string {
  const problems = problemsSchema.safeParse(error.details?.['problems']).data ?? [];
  const rest = problems.length - mostProblems;
  const what =
    problems.length === 0
      ? [error.message]
      : [
          `The experiment has ${problems.length} problems:`,
          ...problems.slice(0, mostProblems).map((problem) => `  ${plainLine(problemText(problem))}`),
          ...(rest > 0 ? [`  and ${rest} more`] : []),
        ];
  return [...what, ...(error.hint === undefined ? [] : [error.hint])].join('\n');
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
  if (unit === 'bytes') return formatBytes(amount);
  return `${amount.toLocaleString('en-US')} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}

/** A progress line of a long action. Without a terminal only changes of the current step are printed. */
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
    const { done, total, unit, remainingMs } = progress;
    const label = textOf(progress.label);
    const amount = `${formatAmount(done, unit)}${total === null ? '' : ` of ${formatAmount(total, unit)}`}`;
    this.update(label, done, total, amount, remainingMs);
  };

  update(name: string, done: number, total: number | null, amount: string, remainingMs: number | null): void {
    const label = plainText(name);
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
