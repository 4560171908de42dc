// `strata data get|preview|import|list|show|delete`: data sets in the home folder.
import { randomUUID } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import { AppError } from '#shared/base/app-error.ts';
import { datasetIdSchema } from '#shared/base/ids.ts';
import { isDiskFull } from '#shared/base/system-error.ts';
import type { DatasetId } from '#shared/base/ids.ts';
import { tokenKinds } from '#shared/data/tokenize.ts';
import { usualMissing } from '#shared/data/file-reading.ts';
import { datasetImportSchema } from '#shared/data/dataset-import.ts';
import type { DatasetImport } from '#shared/data/dataset-import.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import type { CommandClient } from '#main/ports/command-client.ts';
import type { Damaged } from '#main/ports/damaged.ts';
import {
  action,
  checkedInput,
  command,
  commandGroup,
  exitCodes,
  withCommands,
  withHomeLock,
} from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { formatBytes, formatError, formatTable, note, printJson, printLine, ProgressLine } from '#main/cli/output.ts';
import { addReadingOptions, addRepairOptions, names, readingChoice, timeChoice } from '#main/cli/import-options.ts';
import type { ReadingOptions, RepairOptions } from '#main/cli/import-options.ts';
import { previewCommand } from '#main/cli/data-preview.ts';
import { printDataset } from '#main/cli/print-dataset.ts';
import { freeDatasetId, idOfName } from '#main/datasets/dataset-id.ts';
import { createDatasetStore } from '#main/datasets/dataset-store.ts';
import { homeFolder } from '#main/home/home-folder.ts';

interface ImportOptions extends CommonOptions, ReadingOptions, RepairOptions {
  readonly as: 'text' | 'series';
  readonly id?: string;
  readonly title?: string;
  readonly text?: string;
  readonly label?: string;
  readonly weights?: string;
  readonly group?: string;
  readonly tokens?: 'words' | 'segments' | 'characters';
  readonly columns?: string;
  readonly units?: string;
  readonly where?: string;
  readonly licence?: string;
  readonly parts?: 'train' | 'all';
  readonly replace?: boolean;
}

function datasetId(text: string): DatasetId {
  const id = datasetIdSchema.safeParse(text);
  if (id.success) return id.data;
  throw new AppError('usage', `"${text}" cannot be a data set's id: use lower-case letters, digits and hyphens.`);
}

/** A name without a letter from a to z or a digit, such as a Korean one, gives `data`, `data-2`, … */
function idFromPath(path: string, replace: boolean): string {
  return idOfName(path) || (replace ? 'data' : freeDatasetId(homeFolder(), ''));
}

/** `a=b,c=d` as pairs. */
function pairs(name: string, text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [key, ...value] = part.split('=');
      if (key === undefined || key === '' || value.length === 0)
        throw new AppError('usage', `${name} takes name=value pairs with commas between, not "${text}".`);
      return [key.trim(), value.join('=').trim()];
    }),
  );
}

function importRequest(path: string, options: ImportOptions): DatasetImport {
  const [where] = options.where === undefined ? [] : Object.entries(pairs('--where', options.where));
  const id = datasetId(options.id ?? idFromPath(path, options.replace === true));
  return checkedInput(datasetImportSchema, {
    as: options.as,
    path: resolve(path),
    id,
    title: options.title ?? basename(path),
    origin: basename(path),
    licence: options.licence,
    parts: options.parts,
    replace: options.replace,
    where: where === undefined ? undefined : { column: where[0], equals: where[1] },
    textColumn: options.text,
    labelColumn: options.label,
    weightColumn: options.weights,
    groupColumn: options.group,
    tokens: options.tokens,
    columns: options.columns === undefined ? undefined : names(options.columns),
    reading: readingChoice(options, usualMissing),
    time: timeChoice(options),
    repair: { order: options.order, duplicates: options.duplicates, gaps: options.gaps },
    units: options.units === undefined ? undefined : pairs('--units', options.units),
  });
}

function printDatasets(datasets: readonly Dataset[], damaged: readonly Damaged[]): void {
  if (datasets.length + damaged.length === 0) return;
  const of = (value: (dataset: Dataset) => string) => {
    return (row: Dataset | Damaged) => ('title' in row ? value(row) : '–');
  };
  printLine(
    formatTable<Dataset | Damaged>(
      [...datasets, ...damaged],
      [
        { title: 'id', value: ({ id }) => id },
        { title: 'kind', value: (row) => ('kind' in row ? row.kind : 'cannot be read') },
        { title: 'rows', value: of(({ rows }) => rows.toLocaleString('en-US')), figures: true },
        { title: 'size', value: of(({ bytesUsed }) => formatBytes(bytesUsed)), figures: true },
        { title: 'title', value: of(({ title }) => title) },
      ],
    ),
  );
  for (const { error } of damaged) note(formatError(error));
}

async function importWithProgress(
  purpose: string,
  json: boolean,
  request: (commands: CommandClient, taskId: string) => Promise<Dataset>,
): Promise<void> {
  const line = new ProgressLine();
  const taskId = randomUUID();
  const dataset = await withCommands(purpose, async (commands) => {
    const stop = { isAsked: false };
    const onInterrupt = (): void => {
      stop.isAsked = true;
      commands.request('tasks.stop', { taskId }).catch(() => undefined);
    };
    const unsubscribe = commands.subscribe((event) => {
      if (event.type === 'task' && event.taskId === taskId) line.listener(event.progress);
    });
    process.once('SIGINT', onInterrupt);
    process.once('SIGTERM', onInterrupt);
    try {
      return await request(commands, taskId);
    } catch (thrown) {
      if (!stop.isAsked) throw thrown;
      line.end();
      note('Stopped; nothing was kept.');
      return null;
    } finally {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onInterrupt);
      unsubscribe();
      line.end();
    }
  });
  if (dataset === null) process.exitCode = exitCodes.failed;
  else if (json) printJson(dataset);
  else printDataset(dataset);
}

export function dataCommand(): Command {
  const data = commandGroup('data', 'get, preview, import, list, show and delete data sets');
  const get = command('get', 'get a data set by name')
    .argument('<name>', 'imdb-reviews, weather')
    .action(
      action(async (name: string, options: CommonOptions) => {
        await importWithProgress('strata data get', options.json === true, (commands, taskId) =>
          commands.request('datasets.get', { id: name, taskId }),
        );
      }),
    );
  const importFile = command(
    'import',
    'import a file: CSV, JSON lines, Parquet, Excel, NumPy, the folder aclImdb, or Keras’s imdb.npz',
  )
    .argument('<path>', 'the file or folder')
    .addOption(new Option('--as <kind>', 'what it holds').choices(['text', 'series']).makeOptionMandatory())
    .option('--id <id>', 'its name here (default: from the file name)')
    .option('--title <title>', 'its title for people')
    .option('--text <column>', 'text: the column with the text')
    .option('--label <column>', 'text: the column with the label')
    .addOption(
      new Option('--tokens <kind>', 'text: what texts are split into (default: what suits them)').choices(tokenKinds),
    )
    .option('--weights <column>', 'text: the column with what each text counts (default: all the same)')
    .option('--group <column>', 'text: the column whose rows of one value a split can keep together')
    .option('--columns <names>', 'series: columns to keep, with commas between (default: all)')
    .option('--units <pairs>', 'series: units, e.g. temp=°F,pressure=hPa')
    .option('--where <pair>', 'keep rows with column=value')
    .option('--licence <text>', 'the licence of the data')
    .addOption(new Option('--parts <parts>', 'aclImdb and imdb.npz: which rows').choices(['train', 'all']))
    .option('--replace', 'put it in the place of a data set with the same id')
    .action(
      action(async (path: string, options: ImportOptions) => {
        const request = importRequest(path, options);
        await importWithProgress('strata data import', options.json === true, (commands, taskId) =>
          commands.request('datasets.import', { request, taskId }),
        );
      }),
    );
  addRepairOptions(addReadingOptions(importFile));
  const preview = previewCommand();
  const list = command('list', 'list the data sets').action(
    action((options: CommonOptions) => {
      const store = createDatasetStore({ home: homeFolder() });
      const { items: datasets, damaged } = store.listAll();
      if (options.json === true) {
        const unreadable = damaged.map(({ id, error }) => ({ id, status: 'unreadable', error: error.toJSON() }));
        printJson([...datasets, ...unreadable]);
        return;
      }
      printDatasets(datasets, damaged);
      const missing = store.known().filter(({ ready }) => !ready);
      if (missing.length > 0) note(`Available with strata data get: ${missing.map(({ id }) => id).join(', ')}`);
    }),
  );
  const find = (name: string): Dataset => {
    const store = createDatasetStore({ home: homeFolder() });
    const dataset = store.find(datasetId(name));
    if (dataset !== null) return dataset;
    throw new AppError('not-found', `There is no data set "${name}".`, {
      hint: 'strata data list shows those that are there.',
    });
  };
  const show = command('show', 'show what a data set holds')
    .argument('<id>')
    .action(
      action((name: string, options: CommonOptions) => {
        const dataset = find(name);
        if (options.json === true) printJson(dataset);
        else printDataset(dataset);
      }),
    );
  const remove = command('delete', 'delete a data set; runs trained on it stay')
    .argument('<id>')
    .action(
      action(async (name: string, options: CommonOptions) => {
        const id = datasetId(name);
        const purpose = 'strata data delete';
        try {
          await withCommands(purpose, (commands) => commands.request('datasets.delete', { id }), { freesRoom: true });
        } catch (thrown) {
          if (!isDiskFull(thrown)) throw thrown;
          withHomeLock(purpose, (home) => {
            createDatasetStore({ home }).delete(id);
          });
        }
        if (options.json === true) printJson({ deleted: id });
        else note(`Deleted the data set "${id}".`);
      }),
    );
  for (const each of [get, preview, importFile, list, show, remove]) data.addCommand(each);
  return data;
}
