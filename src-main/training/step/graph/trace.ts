// Traces what the eager step computes for one batch shape into a graph: forward pass, loss and metrics, and for training the
// backward pass and the update.
import * as tf from '@tensorflow/tfjs-core';
import type { BatchArray } from '#shared/data/samples.ts';
import { constrained } from '#main/training/nn/constraints.ts';
import type { ModelWeight } from '#main/training/nn/model-weights.ts';
import { scalarNames, type ScalarName } from '#main/training/nn/optimizer-rule.ts';
import { isRowGradient, type Gradient } from '#main/training/nn/row-gradient.ts';
import type { Scan } from '#main/training/nn/recurrent/scan.ts';
import { atInference, differentiate, packed, type BatchTensors } from '#main/training/step/backward-pass.ts';
import { dataTypes, type Graph, type GraphBuilder } from '#main/training/step/graph/graph-builder.ts';
import { createGraphRandomSource } from '#main/training/step/graph/graph-random-source.ts';
import { fetchOf, GraphVariables, assigned } from '#main/training/step/graph/graph-variables.ts';
import { createLoopScan } from '#main/training/step/graph/compiled-loop.ts';
import { Recorder } from '#main/training/step/graph/recorder.ts';
import { typeOfValues, type TensorFlowBackend } from '#main/training/step/graph/tensorflow-binding.ts';
import { createUnrolledScan } from '#main/training/step/graph/unrolled-steps.ts';
import { addWeightUpdate, hasOperation } from '#main/training/step/graph/weight-updates.ts';
import type { NamedVariable } from '#main/training/step/named-variables.ts';
import type { StepState } from '#main/training/step/step-state.ts';

export type TraceKind = 'train' | 'evaluate' | 'predict';

/** Names of the placeholders. */
export const feeds = {
  /** float32, as `scalarNames`. */
  scalars: 'scalars',
  /** int32 scalar: the number of updates before. */
  iterations: 'iterations',
  input: (place: number): string => `input_${place}`,
  target: (place: number): string => `target_${place}`,
} as const;

export interface TracedGraph extends Graph {
  /** The placeholders that the graph reads: a model without dropout does not read the number of updates. */
  readonly placeholders: ReadonlySet<string>;
  /** The result's nodes: loss and metrics in one tensor, or the model's outputs. */
  readonly results: readonly string[];
  /** Whether it contains something that XLA can compile. */
  readonly hasWorkForXla: boolean;
  /** How many of the state's variables it contains: the weights, or the slots as well. */
  readonly variables: number;
}

export interface TraceOptions {
  readonly kind: TraceKind;
  /** Whether XLA compiles what it can: a recurrent layer as a loop, else each of its steps is nodes of its own. */
  readonly xla: boolean;
  /** How many compiled loops may run at the same time. */
  readonly threads: number;
}

export interface TraceBatch {
  readonly inputs: readonly BatchArray[];
  /** None for `predict`. */
  readonly targets: readonly BatchArray[];
}

const float = { type: dataTypes.float32 };

/** Computes the batch once to record it; does not change the state. */
export function traceStep(
  backend: TensorFlowBackend,
  state: StepState,
  options: TraceOptions,
  batch: TraceBatch,
): TracedGraph {
  const tracer = new Tracer(backend, state, options);
  let results: readonly string[] = [];
  tracer.recorder.record(() => {
    // Nothing is returned through tidy, which would search all of it for tensors.
    tf.tidy(() => {
      results = tracer.trace(options.kind, batch);
    });
  });
  const { length } = tracer.variables;
  const fetched = Array.from({ length }, (_, place) => fetchOf(place));
  const { hasScans, recorder } = tracer;
  const nodes = recorder.graph.nodesFor([...results, assigned, ...fetched]);
  const placeholders = new Set(nodes.filter(({ op }) => op === 'Placeholder').map(({ name }) => name));
  const { functions } = recorder;
  return { nodes, functions, hasWorkForXla: hasScans, placeholders, results, variables: length };
}

class Tracer {
  readonly recorder: Recorder;
  readonly variables: readonly NamedVariable[];
  hasScans = false;
  readonly #scan: Scan;
  readonly #backend: TensorFlowBackend;
  readonly #state: StepState;
  readonly #handles = new Map<string, string>();

  constructor(backend: TensorFlowBackend, state: StepState, { kind, xla, threads }: TraceOptions) {
    this.recorder = new Recorder(backend);
    this.variables = [...state.weights, ...(kind === 'train' ? state.slots.all : [])];
    const scan = xla ? createLoopScan(this.recorder, threads) : createUnrolledScan(this.recorder);
    this.#scan = (plan) => {
      this.hasScans = true;
      return scan(plan);
    };
    this.#backend = backend;
    this.#state = state;
  }

  /** @returns the names of the result's nodes */
  trace(kind: TraceKind, { inputs, targets }: TraceBatch): string[] {
    const graphVariables = this.#addVariables();
    const given = {
      inputs: inputs.map((array, i) => this.#placeholder(array, feeds.input(i))),
      targets: targets.map((array, i) => this.#placeholder(array, feeds.target(i))),
    };
    const { model, objective } = this.#state;
    const context = { ...atInference, scan: this.#scan };
    const results = {
      predict: () => model.apply(given.inputs, context).map((output) => this.#result(output)),
      evaluate: () => [this.#result(packed(objective.judge(given.inputs, given.targets, context)))],
      train: () => [this.#update(given, graphVariables)],
    }[kind]();
    graphVariables.finish();
    return results;
  }

  /** The recorded operations read the weights; only the updates read the slots. */
  #addVariables(): GraphVariables {
    const graphVariables = new GraphVariables(this.recorder.graph);
    this.variables.forEach(({ name, variable }, place) => {
      this.#handles.set(name, graphVariables.add(place, variable.shape));
      if (place < this.#state.weights.length) this.recorder.bind(variable, fetchOf(place));
    });
    return graphVariables;
  }

  #placeholder({ values, shape }: BatchArray, name: string): tf.Tensor {
    const type = typeOfValues(values);
    const tensor = tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32');
    this.recorder.graph.add('Placeholder', [], { dtype: { type }, shape: { shape } }, { name });
    this.recorder.bind(tensor, name);
    return tensor;
  }

  #result(tensor: tf.Tensor, after: readonly string[] = []): string {
    return this.recorder.graph.add('Identity', [this.recorder.outputOf(tensor)], { T: float }, { after });
  }

  #update(given: BatchTensors, graphVariables: GraphVariables): string {
    const { recorder } = this;
    const { graph } = recorder;
    const { optimizer, seed, trained, weights } = this.#state;
    const iterations = this.#placeholder({ values: Int32Array.of(0), shape: [] }, feeds.iterations);
    const random = createGraphRandomSource(this.#backend, seed, iterations);
    const { judgement, gradients, state } = differentiate(this.#state, given, {
      training: true,
      random,
      scan: this.#scan,
    });
    const updated = trained.filter(({ variable }) => gradients[variable.name] !== undefined);
    const clipped = optimizer.clip(updated.flatMap(({ variable }) => gradients[variable.name] ?? []));

    // A weight must not change before all its readers have run.
    const allRead = graph.add('NoOp', [], {}, { after: weights.map((_, place) => fetchOf(place)) });
    const scalars = addScalars(graph);
    const updates = updated.flatMap((weight, i) => {
      const gradient = clipped[i];
      if (gradient === undefined) return [];
      // TensorFlow's own operations square the gradient themselves, and there are none for some optimizers.
      if (isRowGradient(gradient) || !hasOperation(optimizer.config))
        return this.#recordUpdate(weight, gradient, scalars, allRead);
      const { name, variable } = weight;
      const update = addWeightUpdate(graph, optimizer.config, {
        weight: this.#handle(name),
        slot: (slot) => this.#handle(`${slot}/${name}`),
        scratch: () => graphVariables.addScratch(variable.shape),
        gradient: recorder.outputOf(gradient),
        scalars,
        after: [allRead],
      });
      return [this.#recordConstraint(weight, update)];
    });
    const ownUpdates = weights.flatMap(({ name, variable }) => {
      const value = state[variable.name];
      return value === undefined ? [] : [this.#recordAssignment(name, value, [allRead])];
    });
    return this.#result(packed(judgement), [...updates, ...ownUpdates]);
  }

  /** The weight moved to where its constraint wants it, after its update. @returns the name of the last node */
  #recordConstraint({ name, spec: { constraint }, variable }: ModelWeight, update: string): string {
    if (constraint === null) return update;
    const { recorder } = this;
    const read = recorder.graph.add('ReadVariableOp', [this.#handle(name)], { dtype: float }, { after: [update] });
    const moved = constrained(constraint, recorder.symbolicTensor(variable.shape, recorder.graph.outputOf(read)));
    return this.#recordAssignment(name, moved, []);
  }

  #recordAssignment(name: string, value: tf.Tensor, after: readonly string[]): string {
    const inputs = [this.#handle(name), this.recorder.outputOf(value)];
    return this.recorder.graph.add('AssignVariableOp', inputs, { dtype: float }, { after });
  }

  /** The update as the eager step makes it, operation by operation. @returns the names of the update's nodes */
  #recordUpdate(
    { name, spec: { constraint }, variable }: ModelWeight,
    gradient: Gradient,
    scalars: Readonly<Record<ScalarName, string>>,
    allRead: string,
  ): string[] {
    const { recorder } = this;
    const { optimizer, slots, weights } = this.#state;
    slots.all.forEach((slot, i) => {
      recorder.bind(slot.variable, fetchOf(weights.length + i));
    });
    const scalar = (of: ScalarName): tf.Scalar => asScalar(recorder.symbolicTensor([], scalars[of]));
    const update = optimizer.update(variable, slots.of(name), gradient, {
      learningRate: scalar('learningRate'),
      stepSize: scalar('stepSize'),
      decay: scalar('decay'),
      correction: scalar('correction'),
      gradientShare: scalar('gradientShare'),
    });
    const values = [
      [name, constraint === null ? update.weight : constrained(constraint, update.weight)] as const,
      ...Object.entries(update.slots).map(([slot, value]) => [`${slot}/${name}`, value] as const),
    ];
    return values.map(([place, value]) => this.#recordAssignment(place, value, [allRead]));
  }

  #handle(name: string): string {
    const handle = this.#handles.get(name);
    if (handle === undefined) throw new Error(`The graph has no variable ${name}.`);
    return handle;
  }
}

function asScalar(tensor: tf.Tensor): tf.Scalar {
  const isScalar = (one: tf.Tensor): one is tf.Scalar => one.rank === 0;
  if (!isScalar(tensor)) throw new Error(`A scalar has no sizes, not [${tensor.shape.join(', ')}].`);
  return tensor;
}

function addScalars(graph: GraphBuilder): Readonly<Record<ScalarName, string>> {
  const count = scalarNames.length;
  graph.add('Placeholder', [], { dtype: float, shape: { shape: [count] } }, { name: feeds.scalars });
  const parts = graph.add('Unpack', [feeds.scalars], { T: float, num: { int: count }, axis: { int: 0 } });
  const part = (of: ScalarName): string => {
    const place = scalarNames.indexOf(of);
    return place === 0 ? parts : `${parts}:${place}`;
  };
  return {
    learningRate: part('learningRate'),
    stepSize: part('stepSize'),
    decay: part('decay'),
    correction: part('correction'),
    gradientShare: part('gradientShare'),
  };
}
