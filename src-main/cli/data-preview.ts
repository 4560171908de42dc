// `strata data preview`: how a file would be read, before it is imported.
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { countOf, textOf } from '#shared/base/message.ts';
import { openParts, usualMissing, type FileFormat, type FileReading } from '#shared/data/file-reading.ts';
import { action, command } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { addReadingOptions, readingChoice, timeChoice } from '#main/cli/import-options.ts';
import type { ReadingOptions } from '#main/cli/import-options.ts';
import { formatTable, note, plainLine, printJson, printLine } from '#main/cli/output.ts';
import { previewFile, type FilePreview } from '#main/datasets/table/preview-file.ts';

const formatNames: Readonly<Record<FileFormat, string>> = {
  csv: 'CSV',
  json: 'JSON',
  parquet: 'Parquet',
  numpy: 'NumPy',
  excel: 'Excel',
};

/** How a file is read: what its format leaves open, as it was found or chosen. */
function readingText(reading: FileReading): string {
  const { format, table, encoding, delimiter, decimal, thousands, skip, hasHeader, hasUnits, comment } = reading;
  const open = openParts[format];
  return [
    ...(format === 'csv' ? [] : [formatNames[format]]),
    ...(table === '' ? [] : [JSON.stringify(table)]),
    ...(open.has('encoding') ? [encoding] : []),
    ...(open.has('delimiter') ? [`delimiter ${JSON.stringify(delimiter)}`] : []),
    ...(format === 'csv' || decimal !== '.' ? [`decimal sign ${JSON.stringify(decimal)}`] : []),
    ...(thousands === '' ? [] : [`thousands ${JSON.stringify(thousands)}`]),
    ...(skip === 0 ? [] : [`${skip} lines above the header`]),
    ...(hasHeader ? [] : ['no header']),
    ...(hasUnits ? ['a row of units'] : []),
    ...(comment === '' ? [] : [`comments ${comment}`]),
  ].join(', ');
}

function printPreview(name: string, preview: FilePreview): void {
  const { reading, tables, columns, rowsSeen, isWhole, kind, time, timeFacts } = preview;
  const rows = textOf(countOf(rowsSeen, '{0} row', '{0} rows'));
  printLine(plainLine(`${name}: ${isWhole ? rows : `the first ${rows}`}, read as ${kind}`));
  printLine(plainLine(readingText(reading)));
  if (tables.length > 0)
    note(`tables in it, chosen by --table: ${tables.map((one) => JSON.stringify(one)).join(', ')}`);
  if (time.columns.length > 0) {
    const zone = time.zone === null ? '' : ` in ${time.zone}`;
    const step = timeFacts?.stepMs === null || timeFacts === null ? '' : `, a row every ${timeFacts.stepMs / 1000} s`;
    printLine(plainLine(`times in ${time.columns.join(' and ')} (${time.format}${zone})${step}`));
  }
  printLine(
    formatTable(columns, [
      { title: 'column', value: ({ name }) => (name.length > 40 ? `${name.slice(0, 39)}…` : name) },
      { title: 'type', value: ({ type }) => type },
      { title: 'unit', value: ({ unit }) => unit },
      { title: 'least', value: ({ least }) => (least === null ? '' : least.toPrecision(5)), figures: true },
      { title: 'most', value: ({ most }) => (most === null ? '' : most.toPrecision(5)), figures: true },
      { title: 'missing', value: ({ missing }) => missing.toLocaleString('en-US'), figures: true },
      { title: 'different', value: ({ distinct }) => distinct.toLocaleString('en-US'), figures: true },
    ]),
  );
  for (const warning of preview.warnings) note(`warning: ${textOf(warning)}`);
}

export function previewCommand(): Command {
  const preview = command('preview', 'show how a file would be read: its columns, times and what is odd about them')
    .argument('<file>', 'a file: CSV, JSON lines, Parquet, Excel (.xlsx), NumPy (.npy, .npz)')
    .action(
      action(async (path: string, options: CommonOptions & ReadingOptions) => {
        const found = await previewFile(resolve(path), {
          reading: readingChoice(options, usualMissing),
          time: timeChoice(options),
        });
        if (options.json === true) printJson(found);
        else printPreview(basename(path), found);
      }),
    );
  return addReadingOptions(preview);
}
