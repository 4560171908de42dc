// `strata demo`: the weather lesson. A convolution loses to a baseline that learns nothing; a recurrent layer does better.
import type { Command } from 'commander';
import { Option } from 'commander';
import { AppError } from '#shared/base/app-error.ts';
import { convGru } from '#shared/guides/conv-gru.ts';
import { mostEpochs } from '#shared/training/training-settings.ts';
import { engineChoiceSchema } from '#shared/runs/run.ts';
import type { EngineChoice, RunSummary } from '#shared/runs/run.ts';
import { bestTable } from '#main/cli/comparison-table.ts';
import { action, command, exitCodes, wholeNumber, withCommands } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { installEngine } from '#main/cli/engine.ts';
import { printGuide, reportGuide } from '#main/cli/guides.ts';
import { formatBytes, formatError, note, printJson, printLine } from '#main/cli/output.ts';
import type { StartRun } from '#shared/contract/runs.ts';
import { trainOne } from '#main/cli/train.ts';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { engines } from '#main/engines/registry.ts';
import { homeFolder } from '#main/home/home-folder.ts';
import type { CommandClient } from '#main/ports/command-client.ts';

const templates = ['weather-conv1d', 'weather-gru', 'weather-conv1d-gru'];
const metric = 'val_mae';

interface DemoOptions extends CommonOptions {
  readonly engine: EngineChoice;
  readonly epochs?: number;
  readonly limitBatches?: number;
}

/** Installs the fastest engine unless an engine is given; if that fails, the demo uses the one that ships with Strata. */
async function prepareEngine(home: string, choice: EngineChoice): Promise<EngineChoice> {
  const wanted = engines.find(({ id }) => choice === 'auto' || id === choice);
  if (wanted === undefined || wanted.installation === null) return choice;
  const statuses = await createEngineStore({ home }).list();
  if (statuses.some(({ id, available }) => id === wanted.id && available)) return choice;
  const included = engines.find(({ installation }) => installation === null)?.id ?? 'auto';
  const { downloadBytes } = wanted.installation;
  note(
    `Installing the engine "${wanted.id}" (${formatBytes(downloadBytes)} to download). --engine ${included} skips this.`,
  );
  try {
    await installEngine(wanted.installation, { home });
    return choice;
  } catch (thrown) {
    if (choice !== 'auto' || !(thrown instanceof AppError)) throw thrown;
    note(`${formatError(thrown)}\nUsing the engine that comes with Strata (${included}), which is slower.`);
    return included;
  }
}

/** The baseline of the demo's data first, then the three models. */
async function trainAll(commands: CommandClient, options: DemoOptions, engine: EngineChoice): Promise<RunSummary[]> {
  const runs: RunSummary[] = [];
  for (const id of templates) {
    const request: StartRun = {
      source: { from: 'template', id },
      epochs: options.epochs,
      engine,
      limitBatches: options.limitBatches ?? null,
    };
    if (options.json !== true && runs.length > 0) printLine();
    const run = await trainOne(commands, request, options.json === true);
    runs.push(run);
    if (run.status !== 'completed') break;
  }
  const [first] = runs;
  const baselineId = first?.baselineId ?? null;
  return baselineId === null ? runs : [await commands.request('runs.get', { id: baselineId }), ...runs];
}

/** What the runs of guide 3 say, where they are there: the demo's single runs of the temperature do not show its lesson. */
async function printThirdGuide(commands: CommandClient): Promise<void> {
  const report = await reportGuide(commands, convGru);
  if (report.verdict !== null) printGuide(report);
  else
    printLine(
      'Conv1D in front of a GRU, as good for half its cost, three seeds each: npm run -s strata -- guides run conv-gru',
    );
}

export function demoCommand(): Command {
  return command('demo', 'train three models on the weather sample and compare them with a baseline')
    .addOption(new Option('--engine <engine>', 'what computes').choices(engineChoiceSchema.options).default('auto'))
    .option('--epochs <n>', 'passes over the data', wholeNumber('--epochs', 1, mostEpochs))
    .option('--limit-batches <n>', 'at most so many batches an epoch', wholeNumber('--limit-batches', 1))
    .action(
      action(async (options: DemoOptions) => {
        const home = homeFolder();
        const engine = await prepareEngine(home, options.engine);
        await withCommands('strata demo', async (commands) => {
          const runs = await trainAll(commands, options, engine);
          const ids = runs.map(({ id }) => id);
          // Where the first model failed before its baseline was measured, there is nothing to compare.
          const comparison = ids.length < 2 ? null : await commands.request('runs.compare', { ids });
          if (options.json === true) printJson({ event: 'comparison', comparison });
          else if (comparison !== null) {
            printLine(`\nTemperature in 24 hours, best validation of each run\n\n${bestTable(comparison, metric)}\n`);
            printLine('Open them in the workbench: npm start');
            await printThirdGuide(commands);
          }
          const unfinished = runs.find(({ status }) => status !== 'completed');
          if (unfinished === undefined) return;
          process.exitCode = exitCodes.failed;
          if (unfinished.error !== null) note(`${unfinished.name}: ${unfinished.error.message}`);
        });
      }),
    );
}
