// Which runs a guide wants, and which of them are there. Pure.
import { textOf } from '#shared/base/message.ts';
import type { RunId } from '#shared/base/ids.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { Guide, GuideModel } from '#shared/guides/guide.ts';
import type { RunSummary } from '#shared/runs/run.ts';

/** The most seeds of a guide: all its runs are compared by one request. */
export const mostSeeds = 8;
/** How many seeds a guide has unless another number is asked for. */
export const usualSeeds = 3;

/** How often, and how long at most, each model of a guide is trained. */
export interface GuideSize {
  readonly seeds: number;
  /** Experiments that have fewer epochs keep them. */
  readonly mostEpochs: number;
}

/** The tag of a guide's runs: `guide:conv-gru`. */
export function guideTag({ id }: Pick<Guide, 'id'>): string {
  return `guide:${id}`;
}

/** The name of a guide's model, the same in every language: `Guide 3 · GRU`. */
export function runNameOf({ number }: Guide, { title }: GuideModel): string {
  return `Guide ${number} · ${textOf(title)}`;
}

/** Every model of a guide once, task by task. */
export function modelsOf({ tasks }: Guide): GuideModel[] {
  return [...new Set(tasks.flatMap(({ models }) => models))];
}

/** The experiment of a guide's model. */
export function experimentOf(guide: Guide, model: GuideModel, template: Experiment): Experiment {
  return { ...model.change(template), name: runNameOf(guide, model), description: textOf(model.text) };
}

/** A run that a guide wants. */
export interface WantedRun {
  readonly model: GuideModel;
  readonly seed: number;
  readonly experiment: Experiment;
  readonly epochs: number;
  /** The newest that is done, at work or waiting; null when it has to be started. */
  readonly run: RunSummary | null;
}

const countedStatuses: ReadonlySet<RunSummary['status']> = new Set(['queued', 'running', 'completed']);

/**
 * The runs of a guide, seed by seed so that every model has a value early.
 * @param templates by their ids; a model whose template is not there is left out
 * @param runs all runs of the workbench
 */
export function wantedRuns(
  guide: Guide,
  templates: ReadonlyMap<string, Experiment>,
  runs: readonly RunSummary[],
  { seeds, mostEpochs }: GuideSize,
): WantedRun[] {
  const tagged = runs
    .filter(({ tags, status }) => tags.includes(guideTag(guide)) && countedStatuses.has(status))
    .sort((a, b) => b.number - a.number);
  const models = modelsOf(guide).flatMap((model) => {
    const template = templates.get(model.template);
    return template === undefined ? [] : [{ model, experiment: experimentOf(guide, model, template) }];
  });
  return Array.from({ length: seeds }, (_, seed) => seed).flatMap((seed) =>
    models.map(({ model, experiment }): WantedRun => {
      const epochs = Math.min(experiment.training.epochs, mostEpochs);
      const run = tagged.find(
        (one) => one.model === experiment.name && one.seed === seed && one.epochs === epochs && one.fork === null,
      );
      return { model, seed, experiment, epochs, run: run ?? null };
    }),
  );
}

/** The runs that are done, for their comparison. */
export function doneRuns(wanted: readonly WantedRun[]): RunId[] {
  return wanted.flatMap(({ run }) => (run?.status === 'completed' ? [run.id] : []));
}

/** The templates that a guide's models are made from, each once. */
export function templatesOf(guide: Guide): string[] {
  return [...new Set(modelsOf(guide).map(({ template }) => template))];
}

/** The epochs of a guide's newest run, where it was trained with fewer than its experiment has; null otherwise. */
export function shortenedEpochs(
  guide: Guide,
  templates: ReadonlyMap<string, Experiment>,
  runs: readonly RunSummary[],
): number | null {
  const tag = guideTag(guide);
  const newest = runs.reduce<RunSummary | null>(
    (found, run) => (run.tags.includes(tag) && run.number > (found?.number ?? 0) ? run : found),
    null,
  );
  if (newest === null) return null;
  const model = modelsOf(guide).find((one) => runNameOf(guide, one) === newest.model);
  const template = model === undefined ? undefined : templates.get(model.template);
  if (model === undefined || template === undefined) return null;
  return newest.epochs < model.change(template).training.epochs ? newest.epochs : null;
}

/** The epochs of a guide's longest experiment. */
export function longestEpochs(guide: Guide, templates: ReadonlyMap<string, Experiment>): number {
  const epochs = modelsOf(guide).flatMap((model) => {
    const template = templates.get(model.template);
    return template === undefined ? [] : [model.change(template).training.epochs];
  });
  return Math.max(1, ...epochs);
}
