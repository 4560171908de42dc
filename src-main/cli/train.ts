// `strata train FILE|TEMPLATE`: one run, from data to stored result; with --json one object a line.
import type { Command } from 'commander';
import { Option } from 'commander';
import { fromSerializedError, toAppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import { countOf, textOf } from '#shared/base/message.ts';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { metricText } from '#shared/base/number-text.ts';
import { startRunSchema } from '#shared/contract/runs.ts';
import type { RunProgress, StartRun } from '#shared/contract/runs.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { epochName, epochPrefix } from '#shared/runs/metric-keys.ts';
import { receivedNumber, type SentMetricPoint } from '#shared/runs/metric-series.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { mostEpochs } from '#shared/training/training-settings.ts';
import { engineChoiceSchema } from '#shared/runs/run.ts';
import type { EngineChoice, RunSummary, StepChoice, XlaChoice } from '#shared/runs/run.ts';
import {
  action,
  checkedInput,
  command,
  exitCodes,
  reportFailure,
  wholeNumber,
  withCommands,
} from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { readExperiment } from '#main/cli/experiment-argument.ts';
import {
  formatDuration,
  formatError,
  note,
  plainLine,
  printJson,
  printLine,
  problemText,
  ProgressLine,
} from '#main/cli/output.ts';
import { createDatasetStore } from '#main/datasets/dataset-store.ts';
import { homeFolder } from '#main/home/home-folder.ts';
import { findDataset } from '#main/services/trainable.ts';
import { workbenchClosed } from '#main/command-channel/connect.ts';
import type { CommandClient } from '#main/ports/command-client.ts';

interface TrainOptions extends CommonOptions {
  readonly epochs?: number;
  readonly limitBatches?: number;
  readonly seed?: number;
  readonly engine: EngineChoice;
  readonly step: StepChoice;
  readonly xla: XlaChoice;
  readonly name?: string;
}

interface EpochLine {
  readonly epoch: number;
  readonly metrics: Record<string, number>;
  readonly msPerStep: number | null;
  readonly seconds: number | null;
}

function epochLine(run: RunSummary, points: readonly SentMetricPoint[]): EpochLine {
  const stored = Object.fromEntries(
    points.flatMap(({ key, step, value }) =>
      step === run.epochsDone ? [[epochName(key) ?? key, receivedNumber(value)]] : [],
    ),
  );
  const { msPerStep, seconds, learning_rate: _rate, ...metrics } = stored;
  return { epoch: run.epochsDone, metrics, msPerStep: msPerStep ?? null, seconds: seconds ?? null };
}

/** `epoch  2/10  loss 0.2519  val_loss ∞  12.3 ms/step  1.5 s`. */
export function epochText({ epoch, metrics, msPerStep, seconds }: EpochLine, epochs: number): string {
  const figures = Object.entries(metrics).map(([name, value]) => `${name} ${metricText(value)}`);
  const times = `${msPerStep?.toFixed(1) ?? '?'} ms/step  ${formatDuration((seconds ?? 0) * 1000)}`;
  return `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}  ${figures.join('  ')}  ${times}`;
}

function parametersText(count: number | null): string {
  return count === null ? '? parameters' : textOf(countOf(count, '{0} parameter', '{0} parameters'));
}

/** Follows one run: a line when it starts and for every epoch, a progress line in between. */
class RunFollower {
  readonly #json: boolean;
  readonly #line = new ProgressLine();
  readonly #unsubscribe: () => void;
  /** Events that came before the run's id was known. */
  #early: WorkbenchEvent[] | null = [];
  #runId: RunId | null = null;
  #hasStarted = false;
  #epochsSeen = 0;
  #stepsPerEpoch: number | null = null;
  /** The epoch's points that came since the last epoch's line. */
  #points: SentMetricPoint[] = [];
  #last: RunSummary | null = null;

  /** Begins to listen; nothing is printed until `begin`. */
  constructor(commands: CommandClient, json: boolean) {
    this.#json = json;
    this.#unsubscribe = commands.subscribe((event) => {
      if (this.#early === null) this.#onEvent(event);
      else this.#early.push(event);
    });
  }

  /** The run as it was last seen. */
  get last(): RunSummary | null {
    return this.#last;
  }

  begin(run: RunSummary): void {
    this.#runId = run.id;
    this.#last = run;
    const early = this.#early ?? [];
    // Epochs may have ended before the run was asked for: they are counted from where the queue took it.
    const queued = early.flatMap((event) => (event.type === 'run' && event.run.id === run.id ? [event.run] : [])).at(0);
    this.#epochsSeen = (queued ?? run).epochsDone;
    this.#early = null;
    for (const event of early) this.#onEvent(event);
  }

  stop(): void {
    this.#unsubscribe();
    this.#line.end();
  }

  #onEvent(event: WorkbenchEvent): void {
    if (event.type === 'run' && event.run.id === this.#runId) this.#onRun(event.run);
    if (event.type === 'metrics' && event.runId === this.#runId)
      this.#points.push(...event.points.filter(({ key }) => key.startsWith(epochPrefix)));
    if (event.type === 'truncated' && event.runId === this.#runId) this.#epochsSeen = event.epoch;
    if (event.type === 'progress' && event.progress.runId === this.#runId) this.#onProgress(event.progress);
  }

  #onRun(run: RunSummary): void {
    this.#last = run;
    const { engine, id: runId } = run;
    if (!this.#hasStarted && engine !== null && this.#stepsPerEpoch !== null) {
      this.#hasStarted = true;
      this.#line.end();
      const { id, device, version, step, reason } = engine;
      const facts = { runId, engine: id, device, step, parameters: run.parameters, stepsPerEpoch: this.#stepsPerEpoch };
      if (this.#json) printJson({ event: 'run-started', ...facts, version });
      else printLine(`${plainLine(run.name)}: ${parametersText(run.parameters)}, seed ${run.seed}\n${textOf(reason)}`);
    }
    if (run.status !== 'running' || run.epochsDone <= this.#epochsSeen) return;
    this.#epochsSeen = run.epochsDone;
    this.#line.end();
    const epoch = epochLine(run, this.#points);
    this.#points = [];
    if (this.#json) printJson({ event: 'epoch', ...epoch });
    else printLine(epochText(epoch, run.epochs));
  }

  #onProgress({ phase, preparing, epoch, epochs, step, stepsPerEpoch, msPerStep, remainingMs }: RunProgress): void {
    this.#stepsPerEpoch = phase === 'preparing' ? null : stepsPerEpoch;
    if (preparing !== null) this.#line.listener(preparing);
    else if (phase !== 'preparing')
      this.#line.update(
        `epoch ${epoch}/${epochs}${phase === 'validating' ? ', validating' : ''}`,
        step,
        stepsPerEpoch,
        `step ${step}/${stepsPerEpoch}${msPerStep === null ? '' : `, ${msPerStep.toFixed(1)} ms/step`}`,
        remainingMs,
      );
  }
}

/** Trains, follows and stores one run; Ctrl-C stops it and keeps what was trained. */
export function trainOne(commands: CommandClient, request: StartRun, json: boolean): Promise<RunSummary> {
  return followToEnd(commands, async () => (await commands.request('runs.start', request)).runId, json);
}

/**
 * Follows a run from the queue to its end; Ctrl-C stops it, also before it is queued.
 * @param queue puts it there
 */
export async function followToEnd(
  commands: CommandClient,
  queue: () => Promise<RunId>,
  json: boolean,
): Promise<RunSummary> {
  const follower = new RunFollower(commands, json);
  const interrupted = new AbortController();
  const onInterrupt = (): void => {
    note('Stopping after this batch; what was trained is kept.');
    interrupted.abort();
  };
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onInterrupt);
  try {
    const id = await queue();
    const stop = (): void => {
      // A run that has just ended cannot be stopped, and a workbench that was closed has ended it.
      commands.request('runs.stop', { id }).catch(() => undefined);
    };
    if (interrupted.signal.aborted) stop();
    interrupted.signal.addEventListener('abort', stop);
    const run = await commands.request('runs.get', { id });
    follower.begin(run);
    return await waitForEnd(commands, follower, run);
  } finally {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
    follower.stop();
  }
}

async function waitForEnd(commands: CommandClient, follower: RunFollower, run: RunSummary): Promise<RunSummary> {
  const { id } = run;
  try {
    const [atWork] = await commands.request('runs.progress', {});
    if (atWork !== undefined && atWork.runId !== id) {
      const { name } = await commands.request('runs.get', { id: atWork.runId });
      note(`Waiting for "${plainLine(name)}", which is at work in the open workbench.`);
    }
    const ended = await commands.request('runs.finished', { id });
    // Only a workbench that closes interrupts a run without an error.
    if (ended.status !== 'interrupted' || ended.error !== null) return ended;
    return { ...ended, error: workbenchClosed().toJSON() };
  } catch (thrown) {
    const last = await commands.request('runs.get', { id }).catch(() => follower.last ?? run);
    // The run could not be resumed, and is as it was.
    if (last.status !== 'queued' && last.status !== 'running') throw thrown;
    // Its end could not be stored (full disk), or the workbench was closed. Report it anyway; the next start finds the run
    // interrupted.
    return { ...last, status: 'interrupted', error: toAppError(thrown).toJSON() };
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
  if (run.status === 'completed') note(formatError(error));
  else reportFailure(error, false);
}

/** Says what a check warns of; what cannot be trained at all is an error of its start. */
function noteWarnings(experiment: Experiment): void {
  const dataset = findDataset(createDatasetStore({ home: homeFolder() }), experiment);
  for (const problem of checkExperiment(experiment, dataset).problems)
    if (problem.severity === 'warning') note(plainLine(`warning: ${problemText(problem)}`));
}

export function trainCommand(): Command {
  return command('train', 'train an experiment and store the run')
    .argument('<file>', 'an experiment file (*.strata.json) or a template')
    .option('--epochs <n>', 'passes over the data', wholeNumber('--epochs', 1, mostEpochs))
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
        const read = readExperiment(file);
        const experiment = jsonObjectSchema.parse(read);
        const { name, epochs, seed, engine, step, xla } = options;
        const limitBatches = options.limitBatches ?? null;
        const input = { source: { from: 'inline', experiment }, name, epochs, seed, engine, step, xla, limitBatches };
        const asked = checkedInput(startRunSchema, input);
        noteWarnings(read);
        const run = await withCommands(`strata train ${file}`, (commands) =>
          trainOne(commands, asked, options.json === true),
        );
        reportEnd(run, options.json === true);
      }),
    );
}
