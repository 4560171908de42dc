// Checks a request to train before it is queued.
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { ExperimentId } from '#shared/base/ids.ts';
import type { ParsedInput } from '#shared/contract/workbench.ts';
import { foldOf, withFold } from '#shared/data/folds.ts';
import type { Preparation } from '#shared/data/preparation.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';
import type { Fork } from '#shared/runs/fork.ts';
import { isOwnRun } from '#shared/runs/run.ts';
import type { EngineChoice, EngineRecord, OwnRun, Run, StepChoice, XlaChoice } from '#shared/runs/run.ts';
import { limitBatchesPath } from '#shared/runs/run-settings.ts';
import type { DatasetStore } from '#main/ports/dataset-store.ts';
import type { EngineStore } from '#main/ports/engine-store.ts';
import type { ExperimentStore, RunStore } from '#main/ports/run-store.ts';
import type { TemplateStore } from '#main/ports/template-store.ts';
import { requireTrainable, type TrainableExperiment } from '#main/services/trainable.ts';

export interface RunRequest {
  readonly trainable: TrainableExperiment;
  /** The user's name for this run. By default the experiment's name, with a number when others have it. */
  readonly name?: string | undefined;
  readonly experimentId: ExperimentId | null;
  readonly engine: EngineChoice;
  readonly step: StepChoice;
  readonly xla: XlaChoice;
  readonly limitBatches: number | null;
  /** What a resumed run was computed with before, unless another engine was asked for. */
  readonly engineBefore?: EngineRecord | null;
  /** Where a fork comes from. */
  readonly fork?: Fork | null;
}

/**
 * Refuses what no engine here can do, before a run is stored: it would stay in the history as failed.
 * @throws AppError `engine-unavailable`
 */
export async function requireEngine(engines: EngineStore, { engine, step }: RunRequest): Promise<void> {
  if (engine === 'auto' && step !== 'compiled') return;
  const { load } = await engines.choose(engine);
  if (step === 'compiled' && !engines.compiles(load.id))
    throw new AppError('engine-unavailable', msg`Only the native engine can compile a training step.`, {
      hint: msg`Use --step eager, or --engine native.`,
    });
}

/** @throws AppError `not-found` with the names there are */
export function requireTemplate(templates: TemplateStore, id: string): Experiment {
  const template = templates.find(id);
  if (template !== null) return template.experiment;
  const names = templates.list().map((each) => each.id);
  throw new AppError('not-found', msg`There is no template "${id}".`, {
    hint: msg`The templates: ${names.join(', ')}.`,
  });
}

/**
 * Requests for further runs of a run's experiment: with seeds that runs of this model do not have yet, counting on from its own, or
 * one for each other fold. They run on the same engine, and with the same kind of step: another one rounds differently.
 * @throws AppError `invalid-experiment` for a baseline, and when it cannot be trained with the data that is there now; `not-found`
 */
export function repeatedRuns(
  run: Run,
  { vary, count }: Pick<ParsedInput<'runs.repeat'>, 'vary' | 'count'>,
  {
    runs,
    datasets,
  }: { readonly runs: Pick<RunStore, 'seedsOf' | 'settings' | 'list' | 'get'>; readonly datasets: DatasetStore },
): RunRequest[] {
  if (run.kind === 'baseline')
    throw new AppError('invalid-experiment', msg`A baseline is computed, not trained: it cannot be repeated.`);
  if (!isOwnRun(run))
    throw new AppError('invalid-experiment', msg`"${run.name}" was trained elsewhere, so its model is not known.`);
  if (run.fork !== null)
    throw new AppError(
      'invalid-experiment',
      msg`"${run.name}" is a fork: its first epochs have the seed of the run it comes from.`,
      {
        hint: msg`Repeat that run, or fork it with other seeds.`,
      },
    );
  const { experiment, experimentId, epochs, seed, engine } = run;
  const limit = runs.settings(run.id).get(limitBatchesPath);
  const requestFor = (changed: Experiment): RunRequest => ({
    trainable: requireTrainable(datasets, { ...changed, training: { ...changed.training, epochs } }),
    experimentId,
    engine: engine?.id ?? 'auto',
    step: engine?.step ?? 'auto',
    xla: 'auto',
    limitBatches: typeof limit === 'number' ? limit : null,
  });
  if (vary === 'fold') {
    const { data } = experiment;
    return missingFolds(run, runs).map((preparation) =>
      requestFor({ ...experiment, data: { ...data, preparation }, training: { ...experiment.training, seed } }),
    );
  }
  const taken = new Set([seed, ...runs.seedsOf(experiment.name, experiment.data.dataset)]);
  const seeds: number[] = [];
  for (let next = seed; seeds.length < count;) {
    next = (next + 1) % 2 ** 32;
    if (!taken.has(next)) seeds.push(next);
  }
  return seeds.map((own) => requestFor({ ...experiment, training: { ...experiment.training, seed: own } }));
}

/**
 * The folds of a run's cross-validation that are neither trained nor waiting, with its seed.
 * @throws AppError `invalid-experiment` without cross-validation, `conflict` when all are there
 */
function missingFolds(run: OwnRun, runs: Pick<RunStore, 'list' | 'get'>): Preparation[] {
  const { experiment, epochs, seed } = run;
  const { preparation } = experiment.data;
  const own = foldOf(preparation);
  if (own === null)
    throw new AppError('invalid-experiment', msg`"${run.name}" is not a fold of a cross-validation.`, {
      hint: msg`Set folds in its preparation, and train it again.`,
    });
  const sharedBy = ({ data, model, training }: Experiment): string =>
    JSON.stringify([withFold(data.preparation, 1), model, { ...training, epochs: 0, seed: 0 }]);
  const shared = sharedBy(experiment);
  const there = new Set([own.fold]);
  for (const other of runs.list()) {
    const isLike =
      other.model === run.model && other.dataset === run.dataset && other.seed === seed && other.epochs === epochs;
    if (!isLike || !['queued', 'running', 'completed'].includes(other.status)) continue;
    const whole = runs.get(other.id);
    const fold = isOwnRun(whole) && whole.fork === null ? foldOf(whole.experiment.data.preparation) : null;
    if (isOwnRun(whole) && fold?.folds === own.folds && sharedBy(whole.experiment) === shared) there.add(fold.fold);
  }
  const missing = Array.from({ length: own.folds }, (_, i) => i + 1).filter((fold) => !there.has(fold));
  if (missing.length === 0)
    throw new AppError('conflict', msg`Every fold of "${run.name}" has been trained or is waiting.`, {
      hint: msg`Compare them, or repeat one with another seed.`,
    });
  return missing.map((fold) => withFold(preparation, fold));
}

/**
 * Resolves a request to start a run: the experiment with this run's changes, checked and compiled.
 * @throws AppError `not-found`, `invalid-experiment`
 */
export function requestedRun(
  input: ParsedInput<'runs.start'>,
  stores: {
    readonly templates: TemplateStore;
    readonly experiments: ExperimentStore;
    readonly datasets: DatasetStore;
  },
): RunRequest {
  const { source, name, epochs, seed, engine, step, xla, limitBatches } = input;
  const original = ((): Experiment => {
    switch (source.from) {
      case 'template':
        return requireTemplate(stores.templates, source.id);
      case 'experiment':
        return stores.experiments.get(source.id).experiment;
      case 'inline':
        return parseExperiment(source.experiment);
    }
  })();
  const experiment: Experiment = {
    ...original,
    training: {
      ...original.training,
      epochs: epochs ?? original.training.epochs,
      seed: seed ?? original.training.seed,
    },
  };
  const trainable = requireTrainable(stores.datasets, experiment);
  const experimentId =
    source.from === 'experiment' ? source.id : source.from === 'inline' ? (source.experimentId ?? null) : null;
  return { trainable, name, experimentId, engine, step, xla, limitBatches };
}
