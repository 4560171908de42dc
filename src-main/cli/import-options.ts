// Options of `strata data import` and `strata data preview`: how a file's rows and times are read.
import type { Command } from 'commander';
import { Option } from 'commander';
import { AppError } from '#shared/base/app-error.ts';
import { delimiters, encodings, thousandsMarks } from '#shared/data/file-reading.ts';
import type { ReadingChoice } from '#shared/data/file-reading.ts';
import { timeFormats } from '#shared/data/time-format.ts';
import type { TimeChoice, TimeReading, TimeRepair } from '#shared/data/time-reading.ts';

export interface ReadingOptions {
  readonly table?: string;
  readonly encoding?: ReadingChoice['encoding'];
  readonly delimiter?: string;
  readonly decimal?: string;
  readonly thousands?: string;
  readonly skipLines?: string;
  readonly header?: boolean;
  readonly unitsRow?: boolean;
  readonly comment?: string;
  readonly missing?: string;
  readonly time?: string;
  readonly timeFormat?: TimeReading['format'];
  readonly zone?: string;
}

export interface RepairOptions {
  readonly order?: TimeRepair['order'];
  readonly duplicates?: TimeRepair['duplicates'];
  readonly gaps?: TimeRepair['gaps'];
}

/** Marks by name, since a shell takes some of them for its own. */
const markNames: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
  blank: ' ',
  point: '.',
  apostrophe: "'",
  none: '',
};

function mark<T extends string>(option: string, text: string | undefined, allowed: readonly T[]): T | undefined {
  if (text === undefined) return undefined;
  const wanted = Object.hasOwn(markNames, text) ? markNames[text] : text;
  const found = allowed.find((one) => one === wanted);
  if (found !== undefined) return found;
  const names = Object.entries(markNames).flatMap(([name, of]) =>
    allowed.some((one) => one === of) && name !== '\\t' ? [name] : [],
  );
  throw new AppError('usage', `${option} takes ${names.join(', ')}, not "${text}".`);
}

/** `Date,Time` as its parts, without blanks around them. */
export function names(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}

export function addReadingOptions(command: Command): Command {
  return command
    .option(
      '--table <name>',
      'the sheet of a workbook, or arrays of one length (default: the first sheet, the longest arrays)',
    )
    .addOption(new Option('--encoding <name>', 'its encoding (default: found in it)').choices(encodings))
    .option('--delimiter <mark>', 'comma, semicolon, tab, pipe or blank (default: found in it)')
    .option('--decimal <mark>', 'decimal sign: point or comma (default: found in it)')
    .option('--thousands <mark>', 'none, comma, point, blank or apostrophe (default: found in it)')
    .option('--skip-lines <count>', 'lines above the header (default: found in it)')
    .option('--header', 'its first row names the columns (default: found in it)')
    .option('--no-header', 'its first row holds values')
    .option('--units-row', 'the row below the header holds units (default: found in it)')
    .option('--comment <mark>', 'lines that begin with it are left out, or none (default: found in it)')
    .option('--missing <words>', 'cells that mean "missing", with commas between, besides pandas’ own')
    .option('--time <columns>', 'series: the time column, several with commas between, or none')
    .addOption(new Option('--time-format <format>', 'series: how times are written').choices(timeFormats))
    .option('--zone <name>', 'series: the time zone whose clocks wrote them, e.g. Asia/Seoul');
}

export function addRepairOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--order <way>', 'series: rows out of order in time')
        .choices(['sort', 'keep', 'refuse'])
        .default('sort'),
    )
    .addOption(
      new Option('--duplicates <way>', 'series: rows with the time of another row')
        .choices(['keep', 'first', 'last', 'mean', 'refuse'])
        .default('keep'),
    )
    .addOption(
      new Option('--gaps <way>', 'series: steps without a row')
        .choices(['keep', 'missing', 'line', 'refuse'])
        .default('keep'),
    );
}

/** @param usual words that mean "missing" without being named */
export function readingChoice(options: ReadingOptions, usual: readonly string[]): ReadingChoice {
  const { skipLines } = options;
  if (skipLines !== undefined && !/^\d{1,4}$/.test(skipLines))
    throw new AppError('usage', `--skip-lines takes a number of lines, not "${skipLines}".`);
  const choice: ReadingChoice = {
    table: options.table,
    encoding: options.encoding,
    delimiter: mark('--delimiter', options.delimiter, delimiters),
    decimal: mark('--decimal', options.decimal, ['.', ',']),
    thousands: mark('--thousands', options.thousands, thousandsMarks),
    skip: skipLines === undefined ? undefined : Number(skipLines),
    hasHeader: options.header,
    hasUnits: options.unitsRow,
    comment: options.comment === 'none' ? '' : options.comment,
    missing: options.missing === undefined ? undefined : [...usual, ...names(options.missing)],
  };
  return choice;
}

export function timeChoice(options: ReadingOptions): TimeChoice {
  const { time, timeFormat: format, zone } = options;
  return {
    ...(time === undefined ? {} : { columns: time === 'none' ? [] : names(time) }),
    ...(format === undefined ? {} : { format }),
    ...(zone === undefined ? {} : { zone }),
  };
}
