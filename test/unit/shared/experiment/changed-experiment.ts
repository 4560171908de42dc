// Templates with changes, and the problems that a check finds in them.
import type { JsonObject } from '#shared/base/json.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import type { SeriesPreparation, TextPreparation } from '#shared/data/preparation.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { Training } from '#shared/training/training-settings.ts';
import { template } from './experiments.ts';

export type Change = {
  preparation?: Partial<TextPreparation> | Partial<SeriesPreparation>;
  training?: Partial<Training>;
  /** Arguments that are replaced, by layer id; `null` takes the layer away. */
  layers?: Record<string, object>;
  without?: string[];
};

export function changed(id: string, { preparation, training, layers = {}, without = [] }: Change): Experiment {
  const experiment = template(id);
  const nodes = experiment.model.nodes
    .filter((node) => !without.includes(node.id))
    .map((node) => ({ ...node, config: { ...node.config, ...layers[node.id] } }));
  const next = {
    ...experiment,
    data: { ...experiment.data, preparation: { ...experiment.data.preparation, ...preparation } },
    model: { nodes, edges: nodes.slice(1).map((node, i) => ({ from: nodes[i]?.id ?? '', to: node.id })) },
    training: { ...experiment.training, ...training },
  };
  return next as Experiment;
}

export function problems(experiment: Experiment, dataset: Dataset | null): string[] {
  return checkExperiment(experiment, dataset).problems.map(
    ({ severity, code, message, nodeId, path }) => `${severity} ${code} @${nodeId ?? path ?? ''}: ${message}`,
  );
}

export const named = (name: string, config = {}): { name: string; config: Record<string, number | boolean> } => ({
  name,
  config,
});

/** As a file has it. */
export function asJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
