// `strata runs list|watch|show|resume|repeat|test|fork|compare|export|import|delete`: stored runs.
import type { Command } from 'commander';
import { Option } from 'commander';
import { textOf } from '#shared/base/message.ts';
import { mostEpochs } from '#shared/training/training-settings.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import { metricText } from '#shared/base/number-text.ts';
import { epochName, epochPrefix, metricName } from '#shared/runs/metric-keys.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import { originText } from '#shared/runs/run-origin.ts';
import { mayResume } from '#shared/runs/run-status.ts';
import { engineChoiceSchema } from '#shared/runs/run.ts';
import type { EngineChoice, Run, RunSummary } from '#shared/runs/run.ts';
import { printComparison } from '#main/cli/comparison-table.ts';
import { mostRepeats } from '#shared/contract/runs.ts';
import { action, command, commandGroup, storesToRead, wholeNumber, withCommands } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { formatDuration, formatError, formatTable, note, plainLine, printJson, printLine } from '#main/cli/output.ts';
import { bestText, runId } from '#main/cli/run-text.ts';
import { deleteRuns } from '#main/cli/delete-runs.ts';
import { watchCommand } from '#main/cli/watch-runs.ts';
import { importCommand } from '#main/cli/import-runs.ts';
import { filterRuns } from '#main/cli/filter-runs.ts';
import { forkRun, type ForkOptions } from '#main/cli/fork-run.ts';
import { takeCommand } from '#main/cli/take-run.ts';
import { testRun } from '#main/cli/test-run.ts';
import { printColumns, tableFormats, type TableFormat } from '#main/cli/run-columns.ts';
import { repeatRun } from '#main/cli/repeat-run.ts';
import { exportFormats, exportRuns } from '#main/cli/run-export.ts';
import { followToEnd, reportEnd } from '#main/cli/train.ts';
import { createRunFiles, homeFolder } from '#main/home/home-folder.ts';
import type { CheckpointStore } from '#main/ports/checkpoint-store.ts';
import type { Damaged } from '#main/ports/damaged.ts';
import { compareStored } from '#main/services/compare-stored.ts';
import { createCheckpointStore } from '#main/training/checkpoint-store.ts';

function duration({ durationMs }: RunSummary): string {
  return durationMs === null ? '–' : formatDuration(durationMs);
}

function printRuns(runs: readonly RunSummary[], damaged: readonly Damaged[] = []): void {
  const of = (value: (run: RunSummary) => string, unknown = '–') => {
    return (row: RunSummary | Damaged) => ('name' in row ? value(row) : unknown);
  };
  printLine(
    formatTable<RunSummary | Damaged>(
      [...runs, ...damaged],
      [
        { title: 'run', value: ({ id }) => id },
        { title: 'name', value: of(({ name }) => name) },
        { title: 'status', value: of(({ status }) => status, 'cannot be read') },
        {
          title: 'data set',
          value: of(({ dataset, origin }) => (origin === null ? dataset : textOf(originText(origin)))),
        },
        { title: 'engine', value: of(({ engine }) => engine?.id ?? '–') },
        { title: 'epochs', value: of(({ epochsDone, epochs }) => `${epochsDone}/${epochs}`), figures: true },
        { title: 'best', value: of(bestText) },
        { title: 'ms/step', value: of(({ msPerStep }) => msPerStep?.toFixed(1) ?? '–'), figures: true },
        { title: 'took', value: of(duration), figures: true },
      ],
    ),
  );
  for (const { error } of damaged) note(formatError(error));
}

function epochTable(series: readonly MetricSeries[]): string {
  const epochs = [...new Set(series.flatMap(({ steps }) => steps))].toSorted((a, b) => a - b);
  const columns = series.map(({ key, steps, values }) => {
    const byEpoch = new Map(steps.map((epoch, i) => [epoch, values[i] ?? NaN]));
    const text = metricName(key) === null ? (value: number) => value.toPrecision(5) : metricText;
    const valueAt = (epoch: number): string => {
      const value = byEpoch.get(epoch);
      return value === undefined ? '–' : text(value);
    };
    return {
      title: epochName(key) ?? key,
      value: valueAt,
      figures: true,
    };
  });
  return formatTable(epochs, [{ title: 'epoch', value: String, figures: true }, ...columns]);
}

/** The epoch from which a run can be resumed, or what is wrong with its checkpoint. Reads the whole file. */
function checkpointOf(
  run: Run,
  checkpoints: CheckpointStore,
): { readonly epoch: number | null; readonly error: AppError | null } {
  if (run.origin !== null || !mayResume(run.status)) return { epoch: null, error: null };
  try {
    const found = checkpoints.find(run);
    if (found !== null) checkpoints.points(run);
    return { epoch: found?.epoch ?? null, error: null };
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return { epoch: null, error: thrown };
  }
}

/** `"Small" continues after epoch 3; epochs 4 and 5 are trained again.` @param done how many epochs the run had */
export function resumeText(name: string, after: number, done: number): string {
  const start = `"${plainLine(name)}" continues after epoch ${after}`;
  const first = after + 1;
  if (done < first) return `${start}.`;
  if (done === first) return `${start}; epoch ${first} is trained again.`;
  return `${start}; epochs ${first} ${done === first + 1 ? 'and' : 'to'} ${done} are trained again.`;
}

interface ListOptions {
  readonly filter?: string;
  readonly columns?: string;
  readonly pinned?: string;
  readonly format?: TableFormat;
}

export function runsCommand(): Command {
  const runs = commandGroup(
    'runs',
    'list, watch, show, resume, repeat, test, take, fork, compare, export, import and delete runs',
  );
  const list = command('list', 'list the runs, newest first')
    .option('--filter <text>', 'only those that match, such as "val_mae < 0.3 and optimizer = rmsprop"')
    .option('--columns <list>', 'which, such as "number, name, learning_rate, val_mae, val_mae vs baseline"')
    .option('--pinned <id>', 'the run that columns such as "val_mae vs pinned" set the others against')
    .addOption(new Option('--format <format>', 'how; CSV has stored numbers in full').choices(tableFormats))
    .action(
      action((options: CommonOptions & ListOptions) => {
        const stores = storesToRead();
        const stored = stores.runs.listAll();
        const { items, damaged } =
          options.filter === undefined
            ? stored
            : { items: filterRuns(options.filter, stored.items, stores.runs), damaged: [] };
        const { columns, format = 'table' } = options;
        const pinned = options.pinned === undefined ? null : stores.runs.get(runId(options.pinned));
        if (options.json !== true && items.length > 0 && (columns !== undefined || format !== 'table')) {
          printColumns(items, stored.items, stores.runs, { columns, format, pinned });
          stores.close();
          for (const { error } of damaged) note(formatError(error));
          return;
        }
        stores.close();
        const unreadable = damaged.map(({ id, error }) => ({ id, status: 'unreadable', error: error.toJSON() }));
        if (options.json === true) printJson([...items, ...unreadable]);
        else if (items.length + damaged.length > 0) printRuns(items, damaged);
        else if (stored.items.length > 0) note('No run matches the filter.');
        else note('There are no runs yet. Begin with: strata train weather-gru');
      }),
    );
  const show = command('show', 'show one run with its epochs')
    .argument('<id>')
    .action(
      action((id: string, options: CommonOptions) => {
        const stores = storesToRead();
        const run = stores.runs.get(runId(id));
        const checkpoint = checkpointOf(run, createCheckpointStore(createRunFiles(homeFolder())));
        const series = stores.runs.metrics(run.id, epochPrefix);
        stores.close();
        if (options.json === true) {
          const { epoch: checkpointEpoch, error } = checkpoint;
          printJson({ ...run, checkpointEpoch, checkpointError: error?.toJSON() ?? null, metrics: series });
          return;
        }
        printRuns([run]);
        if (run.engine !== null)
          printLine(
            `\n${run.engine.version} on ${run.engine.device}, ${run.engine.step} step. ${textOf(run.engine.reason)}`,
          );
        if (run.origin !== null && run.origin.path !== null) printLine(`\nRead from ${plainLine(run.origin.path)}`);
        for (const [name, value] of Object.entries(run.loggedSettings)) printLine(plainLine(`  ${name} = ${value}`));
        if (run.error !== null)
          printLine(`\n${run.error.message}${run.error.hint === undefined ? '' : ` ${run.error.hint}`}`);
        if (checkpoint.epoch !== null)
          printLine(`\nIt can be resumed after epoch ${checkpoint.epoch}: strata runs resume ${run.id}`);
        if (checkpoint.error !== null) printLine(`\nIt cannot be resumed. ${formatError(checkpoint.error)}`);
        if (series.length > 0) printLine(`\n${epochTable(series)}`);
      }),
    );
  const resume = command('resume', 'resume a run that was stopped, interrupted or failed, after its checkpoint')
    .argument('<id>')
    .addOption(new Option('--engine <engine>', 'another than before').choices(engineChoiceSchema.options))
    .action(
      action(async (id: string, options: CommonOptions & { engine?: EngineChoice }) => {
        const wanted = runId(id);
        const run = await withCommands(`strata runs resume ${id}`, (commands) => {
          const queue = async (): Promise<RunId> => {
            const { name, checkpointEpoch, epochsDone } = await commands.request('runs.get', { id: wanted });
            await commands.request('runs.resume', { id: wanted, engine: options.engine });
            if (checkpointEpoch !== null) note(resumeText(name, checkpointEpoch, epochsDone));
            return wanted;
          };
          return followToEnd(commands, queue, options.json === true);
        });
        reportEnd(run, options.json === true);
      }),
    );
  const repeat = command('repeat', 'train a run again with other seeds, to see how much of its value is chance')
    .argument('<id>')
    .option('--count <n>', `how many further runs, at most ${mostRepeats}`, wholeNumber('--count', 1, mostRepeats), 4)
    .option('--folds', 'the other folds of its cross-validation instead')
    .action(
      action(async (id: string, options: CommonOptions & { count: number; folds?: boolean }) => {
        const vary = options.folds === true ? 'fold' : 'seed';
        await repeatRun(runId(id), { vary, count: options.count }, options.json === true);
      }),
    );
  const test = command('test', 'evaluate the best weights of a run on the test set; every look counts')
    .argument('<id>')
    .option('--shown', 'show the last look instead of looking again')
    .action(
      action(async (id: string, options: CommonOptions & { shown?: boolean }) => {
        await testRun(runId(id), options.shown === true, options.json === true);
      }),
    );
  const fork = command('fork', 'train on from an epoch of a run, with other training settings')
    .argument('<id>')
    .requiredOption('--epoch <n>', 'the last epoch that both have', wholeNumber('--epoch', 1, mostEpochs))
    .option('--epochs <n>', 'how many epochs the fork has in all', wholeNumber('--epochs', 1, mostEpochs))
    .option('--learning-rate <x>', 'another learning rate', Number)
    .option(
      '--set <setting=value>',
      'another training setting, by its path in the file; can be repeated',
      (text: string, before: string[]) => [...before, text],
      [],
    )
    .option('--name <name>', "the fork's name")
    .addOption(new Option('--engine <engine>', 'another than before').choices(engineChoiceSchema.options))
    .action(
      action(async (id: string, options: CommonOptions & ForkOptions) => {
        await forkRun(runId(id), options);
      }),
    );
  const compare = command('compare', 'compare runs: best and last values, differing settings, the models')
    .argument('<ids...>')
    .action(
      action(async (ids: string[], options: CommonOptions) => {
        if (new Set(ids).size < 2) throw new AppError('usage', 'Comparing takes two different runs or more.');
        const stores = storesToRead();
        const comparison = await compareStored(stores.runs, [...new Set(ids)].map(runId));
        stores.close();
        if (options.json === true) printJson(comparison);
        else printComparison(comparison);
      }),
    );
  const exporting = command('export', 'write the curves of runs as CSV, JSON, Parquet or TensorBoard logs')
    .argument('<ids...>')
    .addOption(new Option('--format <format>', 'how').choices(exportFormats).default('csv'))
    .option('--out <path>', 'a file instead of standard output, which Parquet needs; for TensorBoard a folder')
    .action(
      action(
        async (ids: string[], options: CommonOptions & { format: (typeof exportFormats)[number]; out?: string }) => {
          const stores = storesToRead();
          await exportRuns(stores.runs, [...new Set(ids)].map(runId), options);
          stores.close();
        },
      ),
    );
  const remove = command('delete', 'delete runs with their numbers and weights')
    .argument('<ids...>')
    .action(
      action(async (ids: string[], options: CommonOptions) => {
        const wanted = [...new Set(ids)];
        await deleteRuns(wanted);
        if (options.json === true) printJson({ deleted: wanted });
        else note(`Deleted ${wanted.length === 1 ? 'one run' : `${wanted.length} runs`}.`);
      }),
    );
  for (const each of [
    list,
    watchCommand(),
    show,
    resume,
    repeat,
    test,
    takeCommand(),
    fork,
    compare,
    exporting,
    importCommand(),
    remove,
  ])
    runs.addCommand(each);
  return runs;
}
