// Handlers about templates and saved experiments.
import { AppError } from '#shared/base/app-error.ts';
import { fromCatalogue, msg } from '#shared/base/message.ts';
import { createExperimentId } from '#shared/base/ids.ts';
import { problemMessage } from '#shared/base/problem.ts';
import type { JsonObject } from '#shared/base/json.ts';
import type { ExperimentSummary, TemplateSummary } from '#shared/contract/experiments.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';
import { DeletedExperiments } from '#main/services/deleted-experiments.ts';
import { requireTemplate } from '#main/services/run-request.ts';
import { findDataset } from '#main/services/trainable.ts';
import type { experimentRequests } from '#shared/contract/experiments.ts';
import { draftHandlers } from '#main/services/handlers/drafts.ts';
import { requireName } from '#main/services/handlers/require-name.ts';
import { unreadableOf } from '#main/services/handlers/unreadable.ts';
import type { HandlersOf } from '#main/services/handlers/handlers-of.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

type Figures = Pick<ExperimentSummary, 'parameters' | 'problem'>;

/** How many parameters a model has, null when it is not a valid one, and what is wrong with it. */
function figuresOf(experiment: Experiment, dataset: Dataset | null): Figures {
  try {
    const { parameters, problems } = checkExperiment(experiment, dataset);
    const first = problems.find(({ severity }) => severity === 'error') ?? problems[0];
    const problem = first === undefined ? null : { severity: first.severity, message: problemMessage(first) };
    return { parameters, problem };
  } catch {
    // One experiment that cannot even be checked must not hide the others.
    return { parameters: null, problem: null };
  }
}

/** Finds each data set once. */
function datasetsOnce(datasets: ExperimentParts['datasets']): (experiment: Experiment) => Dataset | null {
  const found = new Map<string, Dataset | null>();
  return (experiment) => {
    const { dataset: id } = experiment.data;
    const known = found.get(id);
    if (known !== undefined) return known;
    const dataset = findDataset(datasets, experiment);
    found.set(id, dataset);
    return dataset;
  };
}

/** The most layers that a list's picture has. */
const mostPictured = 100;

/** What a list shows of a model: its layers, and how they are connected where they are not too many for a picture. */
function outlineOf({ model }: Experiment): Pick<ExperimentSummary, 'layers' | 'edges'> {
  const layers = model.nodes.map(({ type }) => type);
  if (layers.length > mostPictured) return { layers, edges: [] };
  const places = new Map(model.nodes.map(({ id }, place) => [id, place]));
  const edges = model.edges.flatMap(({ from, to }): [number, number][] => {
    const [start, end] = [places.get(from), places.get(to)];
    return start === undefined || end === undefined ? [] : [[start, end]];
  });
  return { layers, edges };
}

export function listTemplates(stores: Pick<ExperimentParts, 'templates' | 'datasets'>): TemplateSummary[] {
  return stores.templates.list().map(({ id, experiment }) => ({
    id,
    title: fromCatalogue(experiment.name),
    description: fromCatalogue(experiment.description),
    dataset: experiment.data.dataset,
    datasetReady: findDataset(stores.datasets, experiment) !== null,
    parameters: figuresOf(experiment, null).parameters,
    ...outlineOf(experiment),
  }));
}

/** @throws AppError `conflict` when `saved` is neither what a page last saw nor what it saves now */
function requireUnchanged(saved: Experiment, seen: JsonObject, next: Experiment): void {
  const isSaved = (experiment: Experiment): boolean => JSON.stringify(experiment) === JSON.stringify(saved);
  if (isSaved(next) || isSaved(parseExperiment(seen))) return;
  throw new AppError('conflict', msg`"${saved.name}" was saved elsewhere with other values, so it was not replaced.`, {
    hint: msg`Save again to replace those values, or discard your changes to take them.`,
  });
}

/** What these handlers need; named so that the tests' host in memory has the same rules. */
export interface ExperimentParts extends Pick<
  WorkbenchParts,
  'experiments' | 'drafts' | 'versions' | 'templates' | 'clock' | 'emit'
> {
  readonly datasets: Pick<WorkbenchParts['datasets'], 'find'>;
  readonly runs: Pick<WorkbenchParts['runs'], 'require'>;
}

export function experimentHandlers(parts: ExperimentParts): HandlersOf<typeof experimentRequests> {
  const { experiments, versions, templates, clock, emit } = parts;
  const deleted = new DeletedExperiments(parts);
  return {
    ...draftHandlers(parts),
    'templates.list': () => listTemplates(parts),
    'templates.get': ({ id }) => requireTemplate(templates, id),
    'experiments.list': () => {
      const { items, damaged } = experiments.listAll();
      const datasetOf = datasetsOnce(parts.datasets);
      const summaries = items.map(({ id, experiment, updatedAtMs }) => ({
        id,
        name: experiment.name,
        dataset: experiment.data.dataset,
        ...figuresOf(experiment, datasetOf(experiment)),
        ...outlineOf(experiment),
        updatedAtMs,
      }));
      return { items: summaries, unreadable: unreadableOf(damaged) };
    },
    'experiments.get': ({ id }) => experiments.get(id).experiment,
    'experiments.save': (input) => {
      const experiment = parseExperiment(input.experiment);
      const updatedAtMs = clock.nowMs();
      if (input.id !== undefined) {
        const saved = experiments.get(input.id).experiment;
        if (input.base !== undefined) requireUnchanged(saved, input.base, experiment);
      }
      const id = input.id ?? createExperimentId(updatedAtMs);
      experiments.save({ id, experiment, updatedAtMs });
      if (input.versionsOf !== undefined) {
        versions.move(input.versionsOf, { from: 'experiment', id });
        emit({ type: 'versions', source: input.versionsOf });
      }
      emit({ type: 'changed', what: 'experiments' });
      return { id };
    },
    'experiments.rename': ({ id, name, from }) => {
      const stored = experiments.get(id);
      requireName(stored.experiment.name, from, name);
      // It keeps its time, and so its place in the list.
      experiments.save({ ...stored, experiment: { ...stored.experiment, name } });
      emit({ type: 'changed', what: 'experiments' });
      return {};
    },
    'experiments.delete': ({ id }) => {
      const isRestorable = deleted.delete(id);
      emit({ type: 'changed', what: 'experiments' });
      return { isRestorable };
    },
    'experiments.restore': ({ id }) => {
      deleted.restore(id);
      emit({ type: 'changed', what: 'experiments' });
      return {};
    },
    // A host with a shell around the page answers this one itself.
    'experiments.open-dialog': () => ({ isShown: false }),
  };
}
