// `strata bench`: how fast a training step is on this machine, on made data.
import type { Command } from 'commander';
import { Option } from 'commander';
import { AppError } from '#shared/contract/app-error.ts';
import type { EngineChoice } from '#shared/experiment/run.ts';
import { action, command, wholeNumber, withWorkbench } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { printJson, printLine } from '#main/cli/output.ts';
import { templateStore } from '#main/templates.ts';

interface BenchOptions extends CommonOptions {
  readonly model: string;
  readonly steps: number;
  readonly engine: EngineChoice;
  readonly step: 'auto' | 'eager';
}

export function benchCommand(): Command {
  return command('bench', 'time training steps on made data')
    .option('--model <template>', 'imdb-conv1d, jena-conv1d, jena-conv1d-gru or another template', 'imdb-conv1d')
    .option('--steps <n>', 'how many steps are timed', wholeNumber('--steps', 1, 100_000), 50)
    .addOption(new Option('--engine <engine>', 'what computes').choices(['auto', 'native', 'wasm']).default('auto'))
    .addOption(new Option('--step <kind>', 'how a step runs').choices(['auto', 'eager']).default('auto'))
    .action(
      action(async (options: BenchOptions) => {
        const template = templateStore.find(options.model);
        if (template === null) {
          const names = templateStore.list().map(({ id }) => id);
          const hint = `The models: ${names.join(', ')}.`;
          throw new AppError('not-found', `There is no model "${options.model}".`, { hint });
        }
        const result = await withWorkbench('strata bench', async ({ engines, trainer }) => {
          const { load } = await engines.choose(options.engine);
          return trainer.benchmark(template.experiment, load, options.steps);
        });
        const { engine, msPerStep, firstStepMs, flopsPerStep, matmulFlopsPerSecond, quartilesMs } = result;
        if (options.json === true) {
          const { id, version, device, step } = engine;
          const speed = { msPerStep, quartilesMs, firstStepMs, flopsPerStep, matmulFlopsPerSecond };
          const batch = result.batchSize;
          printJson({
            model: options.model,
            engine: id,
            version,
            device,
            step,
            batch,
            ...speed,
            keras: null,
            ratio: null,
          });
          return;
        }
        const gigaflops = (value: number): string => `${(value / 1e9).toFixed(1)} GFLOP/s`;
        printLine(
          `${options.model}, batch of ${result.batchSize}, ${engine.version} on the ${engine.device}, ${engine.step} step`,
        );
        printLine(
          `${msPerStep.toFixed(1)} ms a step (half of them ${quartilesMs.map((ms) => ms.toFixed(1)).join(' to ')}), first step ${firstStepMs.toFixed(0)} ms`,
        );
        printLine(
          `${gigaflops((flopsPerStep / msPerStep) * 1000)} in the step, ${gigaflops(matmulFlopsPerSecond)} in a matrix product`,
        );
      }),
    );
}
