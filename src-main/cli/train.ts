// `strata train FILE|TEMPLATE`: one run, from data to stored result; with --json one object a line.
import type { Command } from 'commander';
import { Option } from 'commander';
import { fromSerializedError, toAppError } from '#shared/base/app-error.ts';
import { textOf } from '#shared/base/message.ts';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { metricText } from '#shared/base/number-text.ts';
import { startRunSchema } from '#shared/contract/runs.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { epochName, epochPrefix } from '#shared/runs/metric-keys.ts';
import { engineChoiceSchema } from '#shared/runs/run.ts';
import type { EngineChoice, RunSummary, StepChoice, XlaChoice } from '#shared/runs/run.ts';
import {
  action,
  checkedInput,
  command,
  exitCodes,
  reportFailure,
  wholeNumber,
  withWorkbench,
} from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { readExperiment } from '#main/cli/experiment-argument.ts';
import { formatDuration, note, plainLine, printJson, printLine, ProgressLine } from '#main/cli/output.ts';
import type { Workbench } from '#main/open-workbench.ts';
import type { QueuedRun } from '#main/services/run-queue.ts';
import { requestedRun } from '#main/services/run-request.ts';

interface TrainOptions extends CommonOptions {
  readonly epochs?: number;
  readonly limitBatches?: number;
  readonly seed?: number;
  readonly engine: EngineChoice;
  readonly step: StepChoice;
  readonly xla: XlaChoice;
  readonly name?: string;
}

/** The stored metrics of one epoch by name. */
function epochMetrics(workbench: Workbench, run: RunSummary, epoch: number): Record<string, number | null> {
  return Object.fromEntries(
    workbench.runs.metrics(run.id, epochPrefix).flatMap(({ key, steps, values }) => {
      const at = steps.indexOf(epoch);
      return at === -1 ? [] : [[epochName(key) ?? key, values[at] ?? null]];
    }),
  );
}

interface EpochLine {
  readonly epoch: number;
  readonly metrics: Record<string, number | null>;
  readonly msPerStep: number | null;
  readonly seconds: number | null;
}

function epochLine(workbench: Workbench, run: RunSummary): EpochLine {
  const { msPerStep, seconds, learning_rate: _rate, ...metrics } = epochMetrics(workbench, run, run.epochsDone);
  return { epoch: run.epochsDone, metrics, msPerStep: msPerStep ?? null, seconds: seconds ?? null };
}

/** `epoch  2/10  loss 0.2519  val_loss ∞  12.3 ms/step  1.5 s`. */
export function epochText({ epoch, metrics, msPerStep, seconds }: EpochLine, epochs: number): string {
  const figures = Object.entries(metrics).map(([name, value]) => `${name} ${metricText(value ?? NaN)}`);
  const times = `${msPerStep?.toFixed(1) ?? '?'} ms/step  ${formatDuration((seconds ?? 0) * 1000)}`;
  return `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}  ${figures.join('  ')}  ${times}`;
}

/** Follows one run: a line when it starts and for every epoch, a progress line in between. */
function follow(workbench: Workbench, { id: runId, epochsDone }: RunSummary, json: boolean): { stop: () => void } {
  const line = new ProgressLine();
  let started = false;
  let epochsSeen = epochsDone;
  let stepsPerEpoch: number | null = null;
  const onRun = (run: RunSummary): void => {
    if (!started && run.engine !== null && stepsPerEpoch !== null) {
      started = true;
      line.end();
      const { id, device, version, step, reason } = run.engine;
      const facts = { runId, engine: id, device, step, parameters: run.parameters, stepsPerEpoch };
      if (json) printJson({ event: 'run-started', ...facts, version });
      else
        printLine(
          `${plainLine(run.name)}: ${run.parameters?.toLocaleString('en-US') ?? '?'} parameters, seed ${run.seed}\n${textOf(reason)}`,
        );
    }
    if (run.status === 'running' && run.epochsDone > epochsSeen) {
      epochsSeen = run.epochsDone;
      line.end();
      const epoch = epochLine(workbench, run);
      if (json) printJson({ event: 'epoch', ...epoch });
      else printLine(epochText(epoch, run.epochs));
    }
  };
  const onEvent = (event: WorkbenchEvent): void => {
    if (event.type === 'run' && event.run.id === runId) onRun(event.run);
    if (event.type === 'truncated' && event.runId === runId) epochsSeen = event.epoch;
    if (event.type !== 'progress' || event.progress.runId !== runId) return;
    const { phase, preparing, epoch, epochs, step, msPerStep, remainingMs } = event.progress;
    stepsPerEpoch = phase === 'preparing' ? null : event.progress.stepsPerEpoch;
    if (preparing !== null) line.listener(preparing);
    else if (phase !== 'preparing')
      line.update(
        `epoch ${epoch}/${epochs}${phase === 'validating' ? ', validating' : ''}`,
        step,
        stepsPerEpoch,
        `step ${step}/${stepsPerEpoch}${msPerStep === null ? '' : `, ${msPerStep.toFixed(1)} ms/step`}`,
        remainingMs,
      );
  };
  const unsubscribe = workbench.subscribe(onEvent);
  return {
    stop: () => {
      unsubscribe();
      line.end();
    },
  };
}

/** Trains, follows and stores one run; Ctrl-C stops it and keeps what was trained. */
export function trainOne(
  workbench: Workbench,
  request: Parameters<Workbench['queue']['start']>[0],
  json: boolean,
): Promise<RunSummary> {
  return followToEnd(workbench, workbench.queue.start(request), json);
}

/** Follows a newly queued run. */
export async function followToEnd(
  workbench: Workbench,
  { run, finished }: QueuedRun,
  json: boolean,
): Promise<RunSummary> {
  const follower = follow(workbench, run, json);
  const onInterrupt = (): void => {
    note('Stopping after this batch; what was trained is kept.');
    workbench.queue.stop(run.id);
  };
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onInterrupt);
  try {
    return await finished;
  } catch (thrown) {
    const last = lastState(workbench, run);
    // The run could not be resumed, and is as it was.
    if (last.status !== 'queued' && last.status !== 'running') throw thrown;
    // Its end could not be stored (full disk). Report it anyway; the next start finds the run interrupted.
    return { ...last, status: 'interrupted', error: toAppError(thrown).toJSON() };
  } finally {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
    follower.stop();
  }
}

/** The stored run; the queued one if that cannot be read. */
function lastState(workbench: Workbench, run: RunSummary): RunSummary {
  try {
    return workbench.runs.get(run.id);
  } catch {
    return run;
  }
}

/** Reports how a run ended, and sets the exit code. */
export function reportEnd(run: RunSummary, json: boolean): void {
  if (run.status === 'failed' || run.status === 'interrupted') process.exitCode ??= exitCodes.failed;
  const { id: runId, status, best } = run;
  if (json) printJson({ event: 'run-finished', runId, status, best, error: run.error });
  else if (status === 'completed' || status === 'stopped') {
    const found = best === null ? '' : `, best ${best.metric} ${metricText(best.value)} in epoch ${best.epoch}`;
    printLine(`${status}${found}  (run ${runId})`);
  }
  if (run.error === null) return;
  const error = fromSerializedError(run.error);
  reportFailure(error, false);
}

export function trainCommand(): Command {
  return command('train', 'train an experiment and store the run')
    .argument('<file>', 'an experiment file (*.strata.json) or a template')
    .option('--epochs <n>', 'passes over the data', wholeNumber('--epochs', 1, 1_000_000))
    .option('--limit-batches <n>', 'at most so many batches an epoch', wholeNumber('--limit-batches', 1))
    .option('--seed <n>', 'decides initial weights, order and dropout', wholeNumber('--seed', 0, 4_294_967_295))
    .addOption(new Option('--engine <engine>', 'what computes').choices(engineChoiceSchema.options).default('auto'))
    .addOption(new Option('--step <kind>', 'how a step runs').choices(['auto', 'compiled', 'eager']).default('auto'))
    .addOption(
      new Option('--xla <choice>', 'whether XLA compiles parts of the compiled step; auto measures it in long runs')
        .choices(['auto', 'on', 'off'])
        .default('auto'),
    )
    .option('--name <name>', 'the name of the run')
    .action(
      action(async (file: string, options: TrainOptions) => {
        const experiment = jsonObjectSchema.parse(readExperiment(file));
        const { name, epochs, seed, engine, step, xla } = options;
        const limitBatches = options.limitBatches ?? null;
        const input = { source: { from: 'inline', experiment }, name, epochs, seed, engine, step, xla, limitBatches };
        const asked = checkedInput(startRunSchema, input);
        const run = await withWorkbench(`strata train ${file}`, (workbench) =>
          trainOne(workbench, requestedRun(asked, workbench), options.json === true),
        );
        reportEnd(run, options.json === true);
      }),
    );
}
