// Saved experiments in memory: the store of the tests' host.
import { AppError } from '#shared/base/app-error.ts';
import { experimentIdSchema, type ExperimentId } from '#shared/base/ids.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { Damaged } from '#main/ports/damaged.ts';
import type { ExperimentStore, StoredExperiment } from '#main/ports/run-store.ts';
import { sampleNowMs } from './sample-runs.ts';

/** @param unreadable ids of what cannot be read */
export function sampleExperimentStore(
  experiments: Map<ExperimentId, Experiment>,
  unreadable: { readonly list: () => readonly Damaged[]; readonly delete: (id: string) => boolean },
): ExperimentStore {
  const stored = (id: ExperimentId, experiment: Experiment): StoredExperiment => ({
    id,
    experiment,
    updatedAtMs: sampleNowMs,
  });
  const list = (): StoredExperiment[] => [...experiments].map(([id, experiment]) => stored(id, experiment));
  const notFound = (id: string): AppError => new AppError('not-found', `There is no experiment ${id}.`);
  return {
    list,
    listAll: () => ({ items: list(), damaged: unreadable.list() }),
    has: (id) => experiments.has(experimentIdSchema.parse(id)),
    get(id) {
      const experiment = experiments.get(id);
      if (experiment === undefined) throw notFound(id);
      return stored(id, experiment);
    },
    save: ({ id, experiment }) => void experiments.set(id, experiment),
    delete(id) {
      if (!unreadable.delete(id) && !experiments.delete(experimentIdSchema.parse(id))) throw notFound(id);
    },
  };
}
