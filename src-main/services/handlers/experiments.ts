// Handlers about templates and saved experiments.
import { AppError } from '#shared/base/app-error.ts';
import { fromCatalogue, msg } from '#shared/base/message.ts';
import { createExperimentId } from '#shared/base/ids.ts';
import type { JsonObject } from '#shared/base/json.ts';
import type { TemplateSummary } from '#shared/contract/experiments.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';
import { requireTemplate } from '#main/services/run-request.ts';
import { findDataset } from '#main/services/trainable.ts';
import type { experimentRequests } from '#shared/contract/experiments.ts';
import { draftHandlers } from '#main/services/handlers/drafts.ts';
import { unreadableOf } from '#main/services/handlers/unreadable.ts';
import type { HandlersOf } from '#main/services/handlers/handlers-of.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

/** How many parameters a model has; null when it is not a valid one. */
function parametersOf(experiment: Experiment): number | null {
  try {
    return checkExperiment(experiment, null).parameters;
  } catch {
    // One experiment that cannot even be checked must not hide the others.
    return null;
  }
}

function layersOf({ model }: Experiment): string[] {
  return model.nodes.map(({ type }) => type);
}

export function listTemplates(stores: Pick<WorkbenchParts, 'templates' | 'datasets'>): TemplateSummary[] {
  return stores.templates.list().map(({ id, experiment }) => ({
    id,
    title: fromCatalogue(experiment.name),
    description: fromCatalogue(experiment.description),
    dataset: experiment.data.dataset,
    datasetReady: findDataset(stores.datasets, experiment) !== null,
    parameters: parametersOf(experiment),
    layers: layersOf(experiment),
  }));
}

/** @throws AppError `conflict` when `saved` is neither what a page last saw nor what it saves now */
export function requireUnchanged(saved: Experiment, seen: JsonObject, next: Experiment): void {
  const isSaved = (experiment: Experiment): boolean => JSON.stringify(experiment) === JSON.stringify(saved);
  if (isSaved(next) || isSaved(parseExperiment(seen))) return;
  throw new AppError('conflict', msg`"${saved.name}" was saved elsewhere with other values, so it was not replaced.`, {
    hint: msg`Save again to replace those values, or discard your changes to take them.`,
  });
}

export function experimentHandlers(parts: WorkbenchParts): HandlersOf<typeof experimentRequests> {
  const { experiments, drafts, templates, clock, emit } = parts;
  return {
    ...draftHandlers(parts),
    'templates.list': () => listTemplates(parts),
    'templates.get': ({ id }) => requireTemplate(templates, id),
    'experiments.list': () => {
      const { items, damaged } = experiments.listAll();
      const summaries = items.map(({ id, experiment, updatedAtMs }) => ({
        id,
        name: experiment.name,
        dataset: experiment.data.dataset,
        parameters: parametersOf(experiment),
        layers: layersOf(experiment),
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
      emit({ type: 'changed', what: 'experiments' });
      return { id };
    },
    'experiments.delete': ({ id }) => {
      experiments.delete(id);
      drafts.delete({ from: 'experiment', id });
      emit({ type: 'changed', what: 'experiments' });
      return {};
    },
    // A host with a shell around the page answers this one itself.
    'experiments.open-dialog': () => ({ isShown: false }),
  };
}
