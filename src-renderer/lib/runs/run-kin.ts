// What belongs to a run: the model that it was trained from, and the run that it is compared with first. Pure.
import { textOf } from '#shared/base/message.ts';
import type { ExperimentSummary, TemplateSummary } from '#shared/contract/experiments.ts';
import type { OwnRun, RunSummary } from '#shared/runs/run.ts';

type TrainedRun = Pick<OwnRun, 'id' | 'experimentId' | 'dataset' | 'createdAtMs'> & {
  readonly experiment: Pick<OwnRun['experiment'], 'name'>;
};

/**
 * The model of a run as it is now. A run of a template stores only its name; older ones of a saved model with unsaved changes
 * as well. Null when it was deleted, or is not known.
 */
export function modelOfRun(
  { experimentId, experiment }: Pick<TrainedRun, 'experimentId' | 'experiment'>,
  saved: readonly ExperimentSummary[],
  templates: readonly TemplateSummary[],
): { readonly from: 'template' | 'experiment'; readonly id: string; readonly name: string } | null {
  if (experimentId !== null) {
    const model = saved.find(({ id }) => id === experimentId);
    return model === undefined ? null : { from: 'experiment', id: model.id, name: model.name };
  }
  const template = templates.find(({ title }) => textOf(title) === experiment.name);
  if (template !== undefined) return { from: 'template', id: template.id, name: experiment.name };
  const [model, another] = saved.filter(({ name }) => name === experiment.name);
  return model === undefined || another !== undefined ? null : { from: 'experiment', id: model.id, name: model.name };
}

/**
 * The run that this one was changed from, or else the newest one before it of the same model and data set. Null when there is
 * none with an epoch.
 * @param changedFrom the run that it was started from, if that is known
 */
export function runBefore(run: TrainedRun, runs: readonly RunSummary[], changedFrom: string | null): RunSummary | null {
  const before = runs.filter(
    ({ id, kind, epochsDone, createdAtMs }) =>
      id !== run.id && kind === 'training' && epochsDone > 0 && createdAtMs <= run.createdAtMs,
  );
  const origin = before.find(({ id }) => id === changedFrom);
  if (origin !== undefined) return origin;
  return before
    .filter(({ dataset }) => dataset === run.dataset)
    .filter(
      ({ experimentId, model }) =>
        (experimentId !== null && experimentId === run.experimentId) || model === run.experiment.name,
    )
    .reduce<RunSummary | null>(
      (newest, one) => (newest === null || one.createdAtMs > newest.createdAtMs ? one : newest),
      null,
    );
}
