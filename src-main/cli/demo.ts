// `strata demo`: the weather lesson. A convolution loses to a baseline that learns nothing; a recurrent layer does better.
import type { Command } from 'commander';
import { Option } from 'commander';
import { AppError } from '#shared/base/app-error.ts';
import { compareRuns } from '#shared/compare/compare-runs.ts';
import { epochPrefix } from '#shared/runs/metric-keys.ts';
import type { EngineChoice, RunSummary } from '#shared/runs/run.ts';
import { bestTable } from '#main/cli/comparison-table.ts';
import { action, command, exitCodes, wholeNumber, withWorkbench } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { installNativeEngine } from '#main/cli/engine.ts';
import { formatError, note, printJson, printLine } from '#main/cli/output.ts';
import { requestedRun } from '#main/services/run-request.ts';
import { startRunSchema } from '#shared/contract/runs.ts';
import { trainOne } from '#main/cli/train.ts';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { homeFolder } from '#main/home/home-folder.ts';
import type { Workbench } from '#main/open-workbench.ts';

const templates = ['weather-conv1d', 'weather-gru', 'weather-conv1d-gru'];
const metric = 'val_mae';

interface DemoOptions extends CommonOptions {
  readonly engine: EngineChoice;
  readonly epochs?: number;
  readonly limitBatches?: number;
}

/** Installs the native engine when nobody said otherwise; where it cannot be had, the demo goes on with the other one. */
async function prepareEngine(home: string, choice: EngineChoice): Promise<EngineChoice> {
  if (choice === 'wasm') return choice;
  const engines = await createEngineStore({ home }).list();
  if (engines.some(({ id, available }) => id === 'native' && available)) return choice;
  note('Installing the native engine (TensorFlow, 274 MB to download). --engine wasm skips this.');
  try {
    await installNativeEngine(home, false);
    return choice;
  } catch (thrown) {
    if (choice === 'native' || !(thrown instanceof AppError)) throw thrown;
    note(`${formatError(thrown)}\nGoing on with the engine that comes with Strata (wasm), which is slower.`);
    return 'wasm';
  }
}

/** The baseline of the demo's data first, then the three models. */
async function trainAll(workbench: Workbench, options: DemoOptions, engine: EngineChoice): Promise<RunSummary[]> {
  const runs: RunSummary[] = [];
  for (const id of templates) {
    const request = requestedRun(
      startRunSchema.parse({
        source: { from: 'template', id },
        epochs: options.epochs,
        engine,
        limitBatches: options.limitBatches ?? null,
      }),
      workbench,
    );
    if (options.json !== true && runs.length > 0) printLine();
    const run = await trainOne(workbench, request, options.json === true);
    runs.push(run);
    if (run.status !== 'completed') break;
  }
  const [first] = runs;
  const baseline = workbench.runs
    .list()
    .find((run) => run.kind === 'baseline' && run.datasetHash === first?.datasetHash);
  return baseline === undefined ? runs : [baseline, ...runs];
}

export function demoCommand(): Command {
  return command('demo', 'train three models on the weather sample and compare them with a baseline')
    .addOption(new Option('--engine <engine>', 'what computes').choices(['auto', 'native', 'wasm']).default('auto'))
    .option('--epochs <n>', 'passes over the data', wholeNumber('--epochs', 1))
    .option('--limit-batches <n>', 'at most so many batches an epoch', wholeNumber('--limit-batches', 1))
    .action(
      action(async (options: DemoOptions) => {
        const home = homeFolder();
        const engine = await prepareEngine(home, options.engine);
        await withWorkbench('strata demo', async (workbench) => {
          const runs = await trainAll(workbench, options, engine);
          const ids = runs.map(({ id }) => id);
          const comparison = compareRuns(
            ids.map((id) => workbench.runs.get(id)),
            ids.map((id) => workbench.runs.metrics(id, epochPrefix)),
          );
          if (options.json === true) printJson({ event: 'comparison', comparison });
          else {
            printLine(`\nTemperature in 24 hours, best validation of each run\n\n${bestTable(comparison, metric)}\n`);
            printLine('Open them in the workbench: npm start');
          }
          const unfinished = runs.find(({ status }) => status !== 'completed');
          if (unfinished === undefined) return;
          process.exitCode = exitCodes.failed;
          if (unfinished.error !== null) note(`${unfinished.name}: ${unfinished.error.message}`);
        });
      }),
    );
}
