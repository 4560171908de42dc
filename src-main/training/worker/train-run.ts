// One run in the worker: creates data, engine, model and step, trains with the loop, and disposes them.
import type { Fork } from '#shared/runs/fork.ts';
import type { StepKind } from '#shared/runs/run.ts';
import { AppError, toAppError } from '#shared/base/app-error.ts';
import { msg, type Message } from '#shared/base/message.ts';
import type { PreparedData } from '#shared/data/samples.ts';
import { otherData } from '#shared/runs/run-status.ts';
import { modelEnds } from '#shared/training/output-training.ts';
import { monitoredMetric } from '#shared/training/monitor.ts';
import type { CompiledExperiment } from '#shared/experiment/compile-experiment.ts';
import { firstTargets } from '#shared/runs/validated-part.ts';
import type { TrainingEvent, TrainingJob, TrainingOutcome } from '#main/ports/trainer.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import type { NamedArray } from '#main/training/step/train-step.ts';
import type { StepDecision } from '#main/training/step/chosen-step.ts';
import { checkpointPath, damagedCheckpoint } from '#main/training/checkpoint-header.ts';
import { withClassWeights } from '#main/training/worker/batches/class-weights.ts';
import { openBatches } from '#main/training/worker/batches/open-batches.ts';
import type { Split } from '#main/training/worker/batches/split.ts';
import { createBestWeights } from '#main/training/worker/best-weights.ts';
import { createCallback } from '#main/training/worker/callbacks.ts';
import { createCheckpoints, readCheckpoint } from '#main/training/worker/checkpoint-file.ts';
import type { ReadCheckpoint } from '#main/training/worker/checkpoint-file.ts';
import type { EngineLoader, LoadedEngine } from '#main/training/worker/engine-load.ts';
import { fittedWeights } from '#main/training/worker/fitted-weights.ts';
import { fit, stepsFor } from '#main/training/worker/fit.ts';
import type { Checkpoints, FitPlan, FitState, StartState } from '#main/training/worker/fit.ts';
import { createKeptStates, type KeptStates } from '#main/training/worker/kept-states.ts';

export interface TrainRun {
  readonly home: string;
  readonly engines: EngineLoader;
  readonly job: TrainingJob;
  readonly isStopped: () => boolean;
  readonly emit: (event: TrainingEvent) => void;
}

function planFor(
  { experiment, training }: CompiledExperiment,
  data: PreparedData,
  limitBatches: number | null,
): FitPlan {
  const { seed, batch_size: batchSize, epochs, shuffle, steps_per_epoch, validation_steps } = experiment.training;
  const validationSteps = stepsFor(data.validation.count, batchSize, validation_steps, limitBatches);
  const monitor = monitoredMetric(training);
  return {
    seed,
    batchSize,
    epochs,
    shuffle,
    stepsPerEpoch: stepsFor(data.train.count, batchSize, steps_per_epoch, limitBatches),
    validationSteps: Math.min(validationSteps, Math.ceil(data.validation.count / batchSize)),
    monitor: data.validation.count === 0 ? monitor.replace(/^val_/, '') : monitor,
    terminatesOnNaN: training.callbacks.some((callback) => callback.name === 'TerminateOnNaN' && !callback.raise_error),
  };
}

/** The targets that the run validates on: all, or the first ones. */
function validatedTargets({ targetsHash, validation }: PreparedData, { validationSteps, batchSize }: FitPlan): string {
  const samples = validationSteps * batchSize;
  return samples < validation.count ? firstTargets(targetsHash, samples) : targetsHash;
}

/** @throws AppError `conflict` when the checkpoint was trained on other data */
function requireSameData({ facts }: ReadCheckpoint, data: PreparedData): void {
  if (facts.dataHash === data.hash) return;
  throw otherData();
}

/** @throws AppError `damaged` when the checkpoint is not one of a run like this */
function requireFit({ state, facts }: ReadCheckpoint, job: TrainingJob, plan: FitPlan, samples: number): void {
  const { epoch, steps, callbacks, stream } = state;
  const { fork } = job;
  const isOfThisRun =
    steps === (fork?.steps ?? 0) + (epoch - (fork?.epoch ?? 0)) * plan.stepsPerEpoch &&
    facts.limitBatches === job.limitBatches &&
    (epoch === fork?.epoch || callbacks.length === job.compiled.training.callbacks.length) &&
    stream.position <= samples;
  if (!isOfThisRun)
    throw damagedCheckpoint(checkpointPath(job.weightsDir), msg`it is of a run with other steps or callbacks`);
}

/**
 * The state to begin with: a fork that has no epoch of its own yet begins with that of the other run. Its callbacks begin anew, and what
 * they keep.
 */
function startOf(state: FitState, fork: Fork | null, { monitor }: FitPlan): StartState {
  if (state.epoch !== fork?.epoch) return state;
  const { fresh } = fork;
  return {
    ...state,
    best: state.best?.metric === monitor ? state.best : null,
    callbacks: [],
    kept: null,
    optimizer: fresh.includes('optimizer') ? null : state.optimizer,
    learningRate: fresh.includes('learning-rate') ? null : state.learningRate,
  };
}

/** The run is completed all the same: it only cannot be forked from its last epoch. */
function notKept(finish: () => void): Pick<TrainingOutcome, 'warning'> {
  try {
    finish();
    return {};
  } catch (thrown) {
    const { code, message, hint } = toAppError(thrown);
    const what = msg`The state after the last epoch could not be kept: ${message}`;
    return { warning: new AppError(code, what, hint === undefined ? {} : { hint }).toJSON() };
  }
}

/** After a failure within an epoch, so that the epochs since the last checkpoint are not lost. */
function saveLastEpoch(checkpoints: Checkpoints, keptStates: KeptStates): void {
  try {
    checkpoints.flush();
    keptStates.finish(false);
  } catch {
    // The disk may be full: the training's own error is more useful, and an older checkpoint still exists.
  }
}

/** @throws AppError `training-failed`, `invalid-experiment`, `invalid-data`, `engine-unavailable`, `disk-full`; `not-found`, `damaged`, `conflict` about a checkpoint */
export async function trainRun(run: TrainRun): Promise<TrainingOutcome> {
  const { home, job, emit } = run;
  const { compiled } = job;
  emit({ type: 'preparing', label: msg`Preparing data`, done: 0, total: null });
  const data = await prepareData(home, compiled.experiment.data, modelEnds(compiled.spec, compiled.training));
  const plan = { epochs: compiled.experiment.training.epochs, fork: job.fork };
  const checkpoint = job.isResumed ? readCheckpoint(job.weightsDir, plan) : null;
  if (checkpoint !== null) requireSameData(checkpoint, data);
  const engine = await run.engines.load(job.engine);
  const batches = openBatches({ train: data.train, validation: data.validation }, engine.record);
  try {
    return await trainPrepared(run, { ...compiled, data, checkpoint, engine, splits: batches.splits });
  } finally {
    await batches.close();
  }
}

interface Prepared extends CompiledExperiment {
  readonly data: PreparedData;
  readonly splits: Readonly<Record<'train' | 'validation', Split>>;
  readonly checkpoint: ReadCheckpoint | null;
  readonly engine: LoadedEngine;
}

function reasonFor(engine: Message, kind: StepKind, step: Message): Message {
  return kind === 'compiled' ? msg`${engine}; compiled step, ${step}` : msg`${engine}; eager step, ${step}`;
}

/** The weights with those of the same names in their place. */
function replaced(weights: readonly NamedArray[], by: readonly NamedArray[]): NamedArray[] {
  return weights.map((weight) => by.find(({ name }) => name === weight.name) ?? weight);
}

async function trainPrepared(
  { job, engines, isStopped, emit }: TrainRun,
  { data, splits, checkpoint, engine, ...compiled }: Prepared,
): Promise<TrainingOutcome> {
  const { spec, training } = compiled;
  const { class_weight: classWeight } = compiled.experiment.training;
  const plan = planFor(compiled, data, job.limitBatches);
  if (checkpoint !== null) requireFit(checkpoint, job, plan, data.train.count);
  const bestWeights = createBestWeights(job.weightsDir);
  const kept = { folder: job.weightsDir, limitBatches: job.limitBatches, dataHash: data.hash };
  const keptStates = createKeptStates({ ...kept, every: compiled.experiment.training.checkpoint_every ?? null });
  const checkpoints = createCheckpoints({
    ...kept,
    keptStates,
    beforeWrite: bestWeights.flush,
    onChange: bestWeights.deleteOlder,
  });
  emit({ type: 'preparing', label: msg`Preparing the model`, done: 0, total: null });
  let isStarted = false;
  const onDecision = ({ kind, reason, ...rest }: StepDecision): void => {
    const record = { ...engine.record, step: kind, reason: reasonFor(job.engineReason, kind, reason), ...rest };
    if (isStarted) {
      emit({ type: 'engine', engine: record });
      return;
    }
    isStarted = true;
    engines.prove();
    // Until now the run has not changed: whatever failed left it as it was.
    if (checkpoint !== null) bestWeights.restore(checkpoint.state.best);
    emit({
      type: 'started',
      engine: record,
      parameters: spec.parameters,
      datasetHash: data.hash,
      targetsHash: validatedTargets(data, plan),
      targetUnit: data.targetUnit,
      stepsPerEpoch: plan.stepsPerEpoch,
      trainSamples: data.train.count,
      validationSamples: data.validation.count,
    });
  };
  const steps = (plan.epochs - (checkpoint?.state.epoch ?? 0)) * plan.stepsPerEpoch;
  const options = { spec, training, seed: plan.seed };
  const step = engine.createStep(options, { step: job.step, xla: job.xla, steps, onDecision });
  try {
    // A checkpoint has them.
    const fitted =
      checkpoint === null
        ? await fittedWeights(spec, splits.train, { batchSize: plan.batchSize, isStopped, emit })
        : [];
    if (fitted.length > 0) await step.setWeights(replaced(await step.weights(), fitted));
    const from = checkpoint === null ? null : startOf(checkpoint.state, job.fork, plan);
    const outcome = await fit({
      step,
      validation: splits.validation,
      train: classWeight === undefined ? splits.train : withClassWeights(splits.train, classWeight),
      plan,
      callbacks: training.callbacks.map((config, i) => createCallback(config, from?.callbacks[i])),
      from,
      checkpoints,
      emit,
      isStopped,
      keepBest: bestWeights.keep,
    });
    return { ...notKept(() => keptStates.finish(outcome.status === 'stopped')), ...outcome };
  } catch (thrown) {
    saveLastEpoch(checkpoints, keptStates);
    throw thrown;
  } finally {
    step.dispose();
  }
}
