// Traces what the eager step computes for one batch shape into a graph: forward pass, loss and metrics, and for training the
// backward pass and the update.
import * as tf from '@tensorflow/tfjs-core';
import type { BatchArray } from '#shared/data/samples.ts';
import type { ModelWeight } from '#main/training/nn/model-weights.ts';
import type { JudgedBatch } from '#main/training/nn/objective.ts';
import { forEachScalar, scalarNames, type ScalarName } from '#main/training/nn/optimizer-rule.ts';
import { sumSlot } from '#main/training/nn/optimizers.ts';
import { isRowGradient } from '#main/training/nn/row-gradient.ts';
import type { Scan } from '#main/training/nn/recurrent/scan.ts';
import { atInference, differentiate, packed } from '#main/training/step/backward-pass.ts';
import { dataTypes, type Graph, type GraphBuilder } from '#main/training/step/graph/graph-builder.ts';
import { createGraphRandomSource } from '#main/training/step/graph/graph-random-source.ts';
import { fetchOf, GraphVariables, assigned } from '#main/training/step/graph/graph-variables.ts';
import { createLoopScan } from '#main/training/step/graph/compiled-loop.ts';
import { Recorder } from '#main/training/step/graph/recorder.ts';
import { typeOfValues, type TensorFlowBackend } from '#main/training/step/graph/tensorflow-binding.ts';
import { createUnrolledScan } from '#main/training/step/graph/unrolled-steps.ts';
import { addWeightUpdate, hasOperation } from '#main/training/step/graph/weight-updates.ts';
import { isSettled, settled } from '#main/training/step/settled-weight.ts';
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
  weight: (place: number): string => `weight_${place}`,
} as const;

export interface TracedGraph extends Graph {
  /** The placeholders that the graph reads: a model without dropout does not read the number of updates. */
  readonly placeholders: ReadonlySet<string>;
  /** The result's nodes: loss and metrics in one tensor, or the model's outputs. */
  readonly results: readonly string[];
  /** The same for a batch whose gradients are accumulated, where the optimizer does that. */
  readonly accumulated: readonly string[];
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
  /** Whether equal small constants are one node, as when left out; else traces of other batch sizes have the same nodes. */
  readonly sharesConstants?: boolean;
}

export interface TraceBatch {
  readonly inputs: readonly BatchArray[];
  /** None for `predict`. */
  readonly targets: readonly BatchArray[];
  readonly weights?: readonly BatchArray[];
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
  const { accumulated } = tracer;
  const nodes = recorder.graph.nodesFor([...results, ...accumulated, assigned, ...fetched]);
  const placeholders = new Set(nodes.filter(({ op }) => op === 'Placeholder').map(({ name }) => name));
  const { functions } = recorder;
  return { nodes, functions, hasWorkForXla: hasScans, placeholders, results, accumulated, variables: length };
}

class Tracer {
  readonly recorder: Recorder;
  readonly variables: readonly NamedVariable[];
  hasScans = false;
  /** The result's node that accumulates gradients; none where each batch makes an update. */
  accumulated: readonly string[] = [];
  readonly #scan: Scan;
  readonly #backend: TensorFlowBackend;
  readonly #state: StepState;
  readonly #handles = new Map<string, string>();

  constructor(backend: TensorFlowBackend, state: StepState, { kind, xla, threads, sharesConstants }: TraceOptions) {
    this.recorder = new Recorder(backend, sharesConstants);
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
  trace(kind: TraceKind, { inputs, targets, weights = [] }: TraceBatch): string[] {
    const graphVariables = this.#addVariables();
    const given = {
      inputs: inputs.map((array, i) => this.#placeholder(array, feeds.input(i))),
      targets: targets.map((array, i) => this.#placeholder(array, feeds.target(i))),
      weights: weights.map((array, i) => this.#placeholder(array, feeds.weight(i))),
    };
    const { model, objective } = this.#state;
    const context = { ...atInference, scan: this.#scan };
    const results = {
      predict: () => model.apply(given.inputs, context).map((output) => this.#result(output)),
      evaluate: () => [this.#result(packed(objective.judge(given, context)))],
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

  #update(batch: JudgedBatch, graphVariables: GraphVariables): string {
    const { recorder } = this;
    const { graph } = recorder;
    const { optimizer, seed, slots, trained, weights } = this.#state;
    const iterations = this.#placeholder({ values: Int32Array.of(0), shape: [] }, feeds.iterations);
    const random = createGraphRandomSource(this.#backend, seed, iterations);
    const { judgement, gradients, state } = differentiate(this.#state, batch, {
      training: true,
      random,
      scan: this.#scan,
    });
    slots.all.forEach((slot, i) => {
      recorder.bind(slot.variable, fetchOf(weights.length + i));
    });
    const scalars = addScalars(graph);
    const tensors = forEachScalar((name) => asScalar(recorder.symbolicTensor([], scalars[name])));
    const updated = trained.filter(({ variable }) => gradients[variable.name] !== undefined);
    const given = updated.flatMap(({ name, variable }) => {
      const gradient = gradients[variable.name];
      return gradient === undefined ? [] : [optimizer.accumulated(gradient, slots.of(name))];
    });
    const clipped = optimizer.clip(given.map(({ mean }) => mean));

    // A weight must not change before all its readers have run.
    const isAccumulating = optimizer.config.gradient_accumulation_steps !== null;
    const readFirst = isAccumulating ? this.variables : weights;
    const allRead = graph.add('NoOp', [], {}, { after: readFirst.map((_, place) => fetchOf(place)) });
    const ownUpdates = weights.flatMap(({ name, variable }) => {
      const value = state[variable.name];
      return value === undefined ? [] : [this.#recordAssignment(name, value, [allRead])];
    });
    const result = packed(judgement);
    if (isAccumulating) {
      const accumulations = trained.flatMap((weight) => {
        const own = given[updated.indexOf(weight)];
        return this.#recordValues(weight, weight.variable, own?.slots ?? {}, {
          scalars: tensors,
          after: allRead,
          hasGradient: own !== undefined,
          isAssigned: true,
        });
      });
      this.accumulated = [this.#result(result, [...accumulations, ...ownUpdates])];
    }
    const updates = trained.flatMap((weight) => {
      const { name, variable } = weight;
      const gradient = clipped[updated.indexOf(weight)];
      const how = { scalars: tensors, after: allRead, hasGradient: gradient !== undefined, isAssigned: false };
      if (gradient === undefined) return this.#recordValues(weight, variable, {}, { ...how, isAssigned: true });
      // TensorFlow's own operations square the gradient themselves, and there are none for some optimizers.
      if (isRowGradient(gradient) || !hasOperation(optimizer.config)) {
        const update = optimizer.update(variable, slots.of(name), gradient, tensors);
        return this.#recordValues(weight, update.weight, update.slots, how);
      }
      const update = addWeightUpdate(graph, optimizer.config, {
        weight: this.#handle(name),
        slot: (slot) => this.#handle(`${slot}/${name}`),
        scratch: () => graphVariables.addScratch(variable.shape),
        gradient: recorder.outputOf(gradient),
        scalars,
        after: [allRead],
      });
      return [update, ...this.#recordAfter(weight, update, tensors), ...this.#recordEmptySum(weight, allRead)];
    });
    return this.#result(result, [...updates, ...ownUpdates]);
  }

  /** What follows a weight's update by one of TensorFlow's operations. @returns the names of the nodes */
  #recordAfter(weight: ModelWeight, update: string, scalars: Readonly<Record<ScalarName, tf.Scalar>>): string[] {
    if (!isSettled(weight, this.#state.optimizer)) return [];
    const { recorder } = this;
    const { name, variable } = weight;
    const read = recorder.graph.add('ReadVariableOp', [this.#handle(name)], { dtype: float }, { after: [update] });
    const value = recorder.symbolicTensor(variable.shape, recorder.graph.outputOf(read));
    return this.#recordValues(weight, value, {}, { scalars, after: read, hasGradient: true, isAssigned: true });
  }

  /** After an update the sum of gradients begins anew. */
  #recordEmptySum({ name, variable }: ModelWeight, allRead: string): string[] {
    if (this.#state.optimizer.config.gradient_accumulation_steps === null) return [];
    return [this.#recordAssignment(`${sumSlot}/${name}`, tf.zeros(variable.shape), [allRead])];
  }

  #recordAssignment(name: string, value: tf.Tensor, after: readonly string[]): string {
    const inputs = [this.#handle(name), this.recorder.outputOf(value)];
    return this.recorder.graph.add('AssignVariableOp', inputs, { dtype: float }, { after });
  }

  /** A weight and its slots are assigned, after what follows an update. @returns the names of the assignments */
  #recordValues(
    weight: ModelWeight,
    value: tf.Tensor,
    updatedSlots: Readonly<Record<string, tf.Tensor>>,
    { scalars, after, hasGradient, isAssigned }: Recording,
  ): string[] {
    const { optimizer, slots } = this.#state;
    const { name } = weight;
    const last = settled(weight, optimizer, value, { slots: slots.of(name), scalars, hasGradient });
    const values = [
      ...(isAssigned && last.weight === value ? [] : [[name, last.weight] as const]),
      ...Object.entries({ ...updatedSlots, ...last.slots }).map(([slot, each]) => [`${slot}/${name}`, each] as const),
    ];
    return values.map(([place, each]) => this.#recordAssignment(place, each, [after]));
  }

  #handle(name: string): string {
    const handle = this.#handles.get(name);
    if (handle === undefined) throw new Error(`The graph has no variable ${name}.`);
    return handle;
  }
}

interface Recording {
  readonly scalars: Readonly<Record<ScalarName, tf.Scalar>>;
  /** What must run before the assignments. */
  readonly after: string;
  readonly hasGradient: boolean;
  /** Whether the variable holds the value already. */
  readonly isAssigned: boolean;
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
  return forEachScalar(part);
}
