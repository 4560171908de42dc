// `strata bench`: measures a training step on this machine with synthetic data, alone or alternating with Keras or the eager step.
import type { Command } from 'commander';
import { Option } from 'commander';
import { textOf } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { compileExperiment } from '#shared/experiment/compile-experiment.ts';
import { engineChoiceSchema } from '#shared/runs/run.ts';
import type { EngineChoice, StepChoice, XlaChoice } from '#shared/runs/run.ts';
import { action, command, wholeNumber, withWorkbench } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { note, printJson, printLine } from '#main/cli/output.ts';
import type { BenchmarkJob, BenchmarkResult, Competitor, Trainer } from '#main/ports/trainer.ts';
import { unpackedResource } from '#main/home/program-files.ts';
import { holderIn } from '#main/db/home-lock.ts';
import { templateStore } from '#main/home/templates.ts';

interface BenchOptions extends CommonOptions {
  readonly model: string;
  readonly steps: number;
  readonly rounds: number;
  readonly engine: EngineChoice;
  readonly step: StepChoice;
  readonly xla: XlaChoice;
  readonly against?: Competitor['kind'];
  readonly python: string;
}

/** Without Keras, reports that and measures Strata alone. */
async function timed(trainer: Trainer, job: BenchmarkJob): Promise<BenchmarkResult> {
  try {
    return await trainer.benchmark(job);
  } catch (error) {
    if (job.against?.kind !== 'keras' || !(error instanceof AppError) || error.code !== 'not-found') throw error;
    note([error.message, error.hint].join(' '));
    return await trainer.benchmark({ ...job, against: null });
  }
}

/** An open workbench cannot time steps for a command: what it trains, and its page, would be in the times. */
async function aloneInTheHome<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'busy' || holderIn(thrown)?.takesCommands !== true)
      throw thrown;
    throw new AppError('busy', 'A workbench is open, and its work would be in the times that bench measures.', {
      hint: 'Close the workbench (the window, or Ctrl-C where "strata serve" runs), then start bench again.',
      cause: thrown,
    });
  }
}

function competitor({ against, python }: BenchOptions): Competitor | null {
  if (against === 'keras') return { kind: against, python, script: unpackedResource('bench', 'keras_steps.py') };
  return against === undefined ? null : { kind: against };
}

function printResult(model: string, result: BenchmarkResult): void {
  const { engine, other, msPerStep, flopsPerStep, matmulFlopsPerSecond } = result;
  const gigaflops = (value: number): string => `${(value / 1e9).toFixed(1)} GFLOP/s`;
  const times = (of: Pick<BenchmarkResult, 'msPerStep' | 'quartilesMs' | 'firstStepMs'>): string =>
    `${of.msPerStep.toFixed(1)} ms a step (half of them ${of.quartilesMs.map((ms) => ms.toFixed(1)).join(' to ')}), first step ${of.firstStepMs.toFixed(0)} ms`;
  const withXla = engine.xla === undefined ? '' : `, ${engine.xla.isUsed ? 'with' : 'without'} XLA`;
  printLine(
    `${model}, batch of ${result.batchSize}, ${engine.version} on the ${engine.device}, ${engine.step} step${withXla}`,
  );
  if (engine.step === 'eager') printLine(`the eager step: ${textOf(engine.reason)}`);
  printLine(times(result));
  printLine(
    `${gigaflops((flopsPerStep / msPerStep) * 1000)} in the step, ${gigaflops(matmulFlopsPerSecond)} in a matrix product`,
  );
  if (other === null) return;
  printLine(`${other.version}: ${times(other)}`);
  const [least, largest] = other.ratios.map((ratio) => ratio.toFixed(2));
  const whose = { keras: "Keras's", eager: "the eager step's" }[other.kind];
  printLine(`Strata takes ${other.ratio.toFixed(2)} of ${whose} time (${least} to ${largest} over the rounds)`);
}

export function benchCommand(): Command {
  return command('bench', 'time training steps on made data')
    .option('--model <template>', 'imdb-conv1d, jena-conv1d, jena-conv1d-gru or another template', 'imdb-conv1d')
    .option('--steps <n>', 'how many steps are timed in a round', wholeNumber('--steps', 1, 100_000), 20)
    .option('--rounds <n>', 'how many rounds', wholeNumber('--rounds', 1, 1000), 5)
    .addOption(new Option('--engine <engine>', 'what computes').choices(engineChoiceSchema.options).default('auto'))
    .addOption(new Option('--step <kind>', 'how a step runs').choices(['auto', 'compiled', 'eager']).default('auto'))
    .addOption(
      new Option('--xla <choice>', 'whether XLA compiles parts of the step')
        .choices(['auto', 'on', 'off'])
        .default('auto'),
    )
    .addOption(
      new Option('--against <other>', 'takes turns with it on the same model and batch').choices(['keras', 'eager']),
    )
    .option('--python <program>', 'a Python that has Keras', 'python3')
    .action(
      action(async (options: BenchOptions) => {
        const { model, engine: choice, rounds, steps } = options;
        const template = templateStore.find(model);
        if (template === null) {
          const names = templateStore.list().map(({ id }) => id);
          const hint = `The models: ${names.join(', ')}.`;
          throw new AppError('not-found', `There is no model "${model}".`, { hint });
        }
        const compiled = compileExperiment(template.experiment, null);
        const against = competitor(options);
        const result = await aloneInTheHome(() =>
          withWorkbench('strata bench', async ({ engines, trainer }) => {
            const { load } = await engines.choose(choice);
            return await timed(trainer, {
              compiled,
              engine: load,
              step: options.step,
              xla: options.xla,
              rounds,
              steps,
              against,
            });
          }),
        );
        if (options.json !== true) {
          printResult(model, result);
          return;
        }
        const { engine, batchSize: batch, other, ...figures } = result;
        const { id, version, device, step, reason, xla = null } = engine;
        const keras = other?.kind === 'keras' ? other : null;
        const eager = other?.kind === 'eager' ? other : null;
        const ratio = other?.ratio ?? null;
        printJson({ model, engine: id, version, device, step, reason, xla, batch, ...figures, keras, eager, ratio });
      }),
    );
}
