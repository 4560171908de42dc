// The contract's handlers: what every host offers to its screens. Each is a few lines over a store, the queue or a pure rule.
import { AppError } from '#shared/base/app-error.ts';
import { createExperimentId } from '#shared/base/ids.ts';
import type { RunId } from '#shared/base/ids.ts';
import type { EngineStatus } from '#shared/contract/app.ts';
import type { TemplateSummary } from '#shared/contract/experiments.ts';
import type { RunDetails } from '#shared/contract/runs.ts';
import type { ParsedInput, WorkbenchHandlers } from '#shared/contract/workbench.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { compareRuns } from '#shared/compare/compare-runs.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { mayTrainOn } from '#shared/runs/run-status.ts';
import type { EngineChoice, Run } from '#shared/runs/run.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';
import type { CheckpointStore } from '#main/ports/checkpoint-store.ts';
import type { Clock } from '#main/ports/clock.ts';
import type { DatasetStore } from '#main/ports/dataset-store.ts';
import type { EngineStore } from '#main/ports/engine-store.ts';
import type { EventSink } from '#main/ports/event-sink.ts';
import type { ExperimentStore, RunStore } from '#main/ports/run-store.ts';
import type { SettingsStore } from '#main/ports/settings-store.ts';
import type { TemplateStore } from '#main/ports/template-store.ts';
import type { Trainer } from '#main/ports/trainer.ts';
import type { RunFiles } from '#main/ports/run-files.ts';
import type { QueuedRun, RunQueue, RunRequest } from '#main/services/run-queue.ts';
import { findDataset, requireTrainable } from '#main/services/trainable.ts';

export interface WorkbenchOptions {
  readonly version: string;
  readonly home: string;
  readonly host: 'browser' | 'electron';
  readonly runs: RunStore;
  readonly runFiles: RunFiles;
  readonly checkpoints: CheckpointStore;
  readonly experiments: ExperimentStore;
  readonly datasets: DatasetStore;
  readonly templates: TemplateStore;
  readonly engines: EngineStore;
  readonly settings: SettingsStore;
  readonly trainer: Trainer;
  readonly queue: RunQueue;
  readonly clock: Clock;
  readonly emit: EventSink;
}

/** What a request to start a run means: the experiment with this run's changes. */
export function requestedRun(
  input: ParsedInput<'runs.start'>,
  stores: Pick<WorkbenchOptions, 'templates' | 'experiments'>,
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
    name: name ?? original.name,
    training: {
      ...original.training,
      epochs: epochs ?? original.training.epochs,
      seed: seed ?? original.training.seed,
    },
  };
  return { experiment, experimentId: source.from === 'experiment' ? source.id : null, engine, step, xla, limitBatches };
}

/**
 * Queues a run to be trained on after its checkpoint.
 * @param engine by default the one it was trained with
 * @throws AppError `conflict` when it cannot go on, and whatever keeps its experiment from being trained now
 */
export async function trainOn(
  parts: Pick<WorkbenchOptions, 'runs' | 'datasets' | 'engines' | 'queue'>,
  id: RunId,
  engine: EngineChoice | undefined,
): Promise<QueuedRun> {
  const run = parts.runs.get(id);
  requireTrainable(parts.datasets, run.experiment);
  // Said at once: in the queue it would only turn one ending of the run into another.
  await parts.engines.choose(engine ?? run.engine?.id ?? 'auto');
  return parts.queue.trainOn(id, engine);
}

/** A run, and from where it could go on. */
export function detailsOf(run: Run, checkpoints: CheckpointStore): RunDetails {
  const checkpoint = mayTrainOn(run.status) ? checkpoints.find(run.id) : null;
  return { ...run, checkpointEpoch: checkpoint?.epoch ?? null };
}

function requireTemplate(templates: TemplateStore, id: string): Experiment {
  const template = templates.find(id);
  if (template !== null) return template.experiment;
  const names = templates.list().map((each) => each.id);
  throw new AppError('not-found', `There is no template "${id}".`, { hint: `The templates: ${names.join(', ')}.` });
}

/** How many parameters a model has; null when it is not a valid one. */
function parametersOf(experiment: Experiment): number | null {
  try {
    return checkExperiment(experiment, null).parameters;
  } catch {
    // One experiment that cannot even be checked must not hide the others.
    return null;
  }
}

export function listTemplates(stores: Pick<WorkbenchOptions, 'templates' | 'datasets'>): TemplateSummary[] {
  return stores.templates.list().map(({ id, experiment }) => ({
    id,
    title: experiment.name,
    description: experiment.description,
    dataset: experiment.data.dataset,
    datasetReady: findDataset(stores.datasets, experiment) !== null,
    parameters: parametersOf(experiment),
  }));
}

/** All handlers over one home folder. */
export function createHandlers(options: WorkbenchOptions): WorkbenchHandlers {
  const { runs, experiments, datasets, templates, engines, trainer, queue, clock, emit } = options;
  const requireRunOver = (ids: readonly ParsedInput<'runs.stop'>['id'][]): void => {
    const atWork = ids.find((id) => queue.holds(id));
    if (atWork !== undefined)
      throw new AppError('conflict', `"${runs.get(atWork).name}" is still at work, so it cannot be deleted.`, {
        hint: 'Stop it first.',
      });
  };

  return {
    'app.info': async () => {
      const statuses: EngineStatus[] = await engines.list();
      return { version: options.version, home: options.home, host: options.host, engines: statuses };
    },
    'settings.get': () => options.settings.get(),
    'settings.set': (change) => {
      const settings = options.settings.set(change);
      emit({ type: 'changed', what: 'settings' });
      return settings;
    },
    'templates.list': () => listTemplates(options),
    'templates.get': ({ id }) => requireTemplate(templates, id),
    'experiments.list': () =>
      experiments.list().map(({ id, experiment, updatedAtMs }) => ({
        id,
        name: experiment.name,
        dataset: experiment.data.dataset,
        parameters: parametersOf(experiment),
        updatedAtMs,
      })),
    'experiments.get': ({ id }) => experiments.get(id).experiment,
    'experiments.save': (input) => {
      const experiment = parseExperiment(input.experiment);
      const updatedAtMs = clock.nowMs();
      if (input.id !== undefined) experiments.get(input.id);
      const id = input.id ?? createExperimentId(updatedAtMs);
      experiments.save({ id, experiment, updatedAtMs });
      emit({ type: 'changed', what: 'experiments' });
      return { id };
    },
    'experiments.delete': ({ id }) => {
      experiments.delete(id);
      emit({ type: 'changed', what: 'experiments' });
      return {};
    },
    // A host with a shell around the page answers this one itself.
    'experiments.open-dialog': () => ({ isShown: false }),
    'experiments.check': ({ experiment: json }) => {
      const experiment = parseExperiment(json);
      return checkExperiment(experiment, findDataset(datasets, experiment)).result;
    },
    'datasets.list': () => datasets.list(),
    'datasets.known': () => datasets.known(),
    'datasets.get': async ({ id, taskId }) => {
      const dataset = await trainer.getKnownDataset(id, (progress) => {
        emit({ type: 'task', taskId, progress });
      });
      emit({ type: 'changed', what: 'datasets' });
      return dataset;
    },
    'datasets.delete': ({ id }) => {
      const user = queue.userOf(id);
      if (user !== null)
        throw new AppError('conflict', `"${user}" is at work on this data set, so it cannot be deleted.`, {
          hint: 'Stop the run first.',
        });
      datasets.delete(id);
      emit({ type: 'changed', what: 'datasets' });
      return {};
    },
    'runs.list': () => runs.list(),
    'runs.get': ({ id }) => detailsOf(runs.get(id), options.checkpoints),
    'runs.metrics': ({ id, prefix }) => runs.metrics(id, prefix),
    'runs.progress': () => queue.progress(),
    'runs.start': (input) => {
      const request = requestedRun(input, options);
      requireTrainable(datasets, request.experiment);
      return { runId: queue.start(request).run.id };
    },
    'runs.resume': async ({ id, engine }) => {
      await trainOn(options, id, engine);
      return {};
    },
    'runs.stop': ({ id }) => {
      queue.stop(id);
      return {};
    },
    'runs.rename': ({ id, name }) => {
      emit({ type: 'run', run: runs.update(id, { name }) });
      return {};
    },
    'runs.delete': ({ ids }) => {
      requireRunOver(ids);
      runs.delete(ids);
      for (const id of ids) {
        options.runFiles.delete(id);
        emit({ type: 'run-deleted', id });
      }
      return {};
    },
    'runs.compare': ({ ids }) =>
      compareRuns(
        ids.map((id) => runs.get(id)),
        ids.map((id) => runs.metrics(id, 'epoch/')),
      ),
  };
}
