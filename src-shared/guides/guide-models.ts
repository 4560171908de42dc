// How the models of guides differ from the templates that they are made from.
import type { JsonObject } from '#shared/base/json.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';

/** A layer of a chain: its id, Keras's class name, and its arguments. */
export type ChainLayer = readonly [id: string, type: string, config: JsonObject];

/** A change of an experiment. */
export type ExperimentChange = (experiment: Experiment) => Experiment;

/** The changes one after the other. */
export function changes(...all: readonly ExperimentChange[]): ExperimentChange {
  return (experiment) => all.reduce((changed, change) => change(changed), experiment);
}

/** The template as it is. */
export const unchanged: ExperimentChange = (experiment) => experiment;

/** Another column to predict. @param target a column of the series */
export function withTarget(target: string): ExperimentChange {
  return (experiment) => ({
    ...experiment,
    data: { ...experiment.data, preparation: { ...experiment.data.preparation, target } },
  });
}

/** Another distance of the target. @param delay in rows after the row behind the window */
export function withDelay(delay: number): ExperimentChange {
  return (experiment) => ({
    ...experiment,
    data: { ...experiment.data, preparation: { ...experiment.data.preparation, delay } },
  });
}

/** Other training settings. */
export function withTraining(training: Partial<Experiment['training']>): ExperimentChange {
  return (experiment) => ({ ...experiment, training: { ...experiment.training, ...training } });
}

/** A model of these layers, each behind the one before; the template's Input stands before them. */
export function withLayers(...layers: readonly ChainLayer[]): ExperimentChange {
  return (experiment) => {
    const inputs = experiment.model.nodes.filter(({ type }) => type === 'Input');
    const nodes = [...inputs, ...layers.map(([id, type, config]) => ({ id, type, config }))];
    const edges = nodes.slice(1).map(({ id }, i) => ({ from: nodes[i]?.id ?? '', to: id }));
    return { ...experiment, model: { nodes, edges } };
  };
}

/** Other arguments of one layer, and of each layer that a model has under one of these ids. */
export function withArguments(ids: readonly string[], config: JsonObject): ExperimentChange {
  return (experiment) => ({
    ...experiment,
    model: {
      ...experiment.model,
      nodes: experiment.model.nodes.map((node) =>
        ids.includes(node.id) ? { ...node, config: { ...node.config, ...config } } : node,
      ),
    },
  });
}
