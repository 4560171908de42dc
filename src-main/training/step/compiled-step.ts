// The training step that runs as one TensorFlow graph, traced from the eager one. Each shape of batch has a graph and a session of
// its own, which holds the variables; they are handed from one to the other when another shape comes.
import { AppError } from '#shared/contract/app-error.ts';
import type { BatchArray } from '#shared/data/samples.ts';
import { asPromise, asTrainingFailure } from '#main/training/step/eager-step.ts';
import { assigned, feedOf, fetchOf } from '#main/training/step/graph/graph-variables.ts';
import { loadGraph, type Feed, type GraphSession } from '#main/training/step/graph/graph-session.node.ts';
import {
  tensorFlowBackend,
  typeOfValues,
  type TensorFlowBackend,
} from '#main/training/step/graph/tensorflow-binding.ts';
import {
  feeds,
  scalarNames,
  traceStep,
  type TraceBatch,
  type TracedGraph,
  type TraceKind,
} from '#main/training/step/graph/trace.ts';
import { createStepState, stateVariables, type StepOptions, type StepState } from '#main/training/step/step-state.ts';
import { toBatchResult, type TrainStep } from '#main/training/step/train-step.ts';

/** A loaded graph, and whether the variables in it are the current ones. */
interface CompiledGraph {
  readonly graph: TracedGraph;
  readonly session: GraphSession;
  /** The state's version that its variables have; -1 when none were put in. */
  version: number;
}

/**
 * A step on the native engine.
 * @throws AppError `engine-unavailable` when tfjs's backend is another
 */
export function createCompiledStep(options: StepOptions): TrainStep {
  const backend = tensorFlowBackend();
  if (backend === null) {
    throw new AppError('engine-unavailable', 'Only the native engine can compile a training step.');
  }
  return new CompiledStep(backend, createStepState(options));
}

class CompiledStep implements TrainStep {
  readonly kind = 'compiled';
  readonly #backend: TensorFlowBackend;
  readonly #state: StepState;
  readonly #graphs = new Map<string, CompiledGraph>();
  /** Counts changes of the variables. */
  #version = 0;
  /** The graph with the newest variables; null when they are in the state. */
  #latest: CompiledGraph | null = null;

  constructor(backend: TensorFlowBackend, state: StepState) {
    this.#backend = backend;
    this.#state = state;
  }

  train(batch: Parameters<TrainStep['train']>[0]): ReturnType<TrainStep['train']> {
    return asTrainingFailure(() => {
      const { objective, optimizer, iterations, learningRate } = this.#state;
      const compiled = this.#compiledFor('train', batch);
      const values = optimizer.scalars(learningRate, iterations);
      const scalars = Float32Array.from(scalarNames, (name) => values[name]);
      const [numbers = new Float32Array()] = this.#run(compiled, batch, [
        [feeds.scalars, { values: scalars, shape: [scalars.length] }],
        [feeds.iterations, { values: Int32Array.of(iterations), shape: [] }],
      ]);
      this.#state.iterations += 1;
      this.#version += 1;
      compiled.version = this.#version;
      this.#latest = compiled;
      return Promise.resolve(toBatchResult(numbers, objective.metricNames, batch.size));
    });
  }

  evaluate(batch: Parameters<TrainStep['evaluate']>[0]): ReturnType<TrainStep['evaluate']> {
    return asTrainingFailure(() => {
      const [numbers = new Float32Array()] = this.#run(this.#compiledFor('evaluate', batch), batch);
      return Promise.resolve(toBatchResult(numbers, this.#state.objective.metricNames, batch.size));
    });
  }

  predict(batch: Parameters<TrainStep['predict']>[0]): ReturnType<TrainStep['predict']> {
    return asTrainingFailure(() => {
      const given = { inputs: batch.inputs, targets: [] };
      return Promise.resolve(this.#run(this.#compiledFor('predict', given), given));
    });
  }

  weights(): ReturnType<TrainStep['weights']> {
    this.#bringHome();
    return this.#state.readWeights();
  }

  setWeights(arrays: Parameters<TrainStep['setWeights']>[0]): Promise<void> {
    return asPromise(() => {
      this.#bringHome();
      this.#state.assignWeights(arrays);
      this.#version += 1;
    });
  }

  optimizerState(): ReturnType<TrainStep['optimizerState']> {
    this.#bringHome();
    return this.#state.readOptimizer();
  }

  setOptimizerState(arrays: Parameters<TrainStep['setOptimizerState']>[0]): Promise<void> {
    return asPromise(() => {
      this.#bringHome();
      this.#state.assignOptimizer(arrays);
      this.#version += 1;
    });
  }

  get learningRate(): number {
    return this.#state.learningRate;
  }

  setLearningRate(value: number): void {
    this.#state.learningRate = value;
  }

  dispose(): void {
    for (const { session } of this.#graphs.values()) session.dispose();
    this.#graphs.clear();
    this.#state.dispose();
  }

  /** The graph for a batch of this shape, traced when it is the first, with the current variables in it. */
  #compiledFor(kind: TraceKind, batch: TraceBatch): CompiledGraph {
    const shapes = [...batch.inputs, ...batch.targets].map(
      ({ shape, values }) => `${typeOfValues(values)}[${shape.join()}]`,
    );
    const key = `${kind} ${shapes.join(' ')}`;
    const known = this.#graphs.get(key);
    const compiled = known ?? this.#compile(kind, batch);
    if (known === undefined) this.#graphs.set(key, compiled);
    if (compiled.version !== this.#version) this.#putInto(compiled);
    return compiled;
  }

  #compile(kind: TraceKind, batch: TraceBatch): CompiledGraph {
    const graph = traceStep(
      this.#backend,
      this.#state,
      { kind, loops: process.env['LOOPS'] === 'unrolled' ? 'unrolled' : 'compiled' },
      batch,
    );
    return { graph, session: loadGraph(this.#backend.binding, graph), version: -1 };
  }

  /** Takes the newest variables out of the graph that has them. */
  #bringHome(): void {
    const latest = this.#latest;
    if (latest === null) return;
    const variables = stateVariables(this.#state);
    const held = latest.session.run(
      [],
      variables.map((_, place) => fetchOf(place)),
    );
    held.forEach((tensor, place) => {
      const value = this.#backend.createOutputTensor(tensor);
      variables[place]?.assign(value);
      value.dispose();
    });
    this.#latest = null;
  }

  #putInto(compiled: CompiledGraph): void {
    this.#bringHome();
    const variables = stateVariables(this.#state).slice(0, compiled.graph.variables);
    const values = this.#backend.getInputTensorIds(variables).map((id, place): Feed => ({ name: feedOf(place), id }));
    for (const { id } of compiled.session.run(values, [assigned])) this.#backend.binding.deleteTensor(id);
    compiled.version = this.#version;
  }

  #run(
    { graph, session }: CompiledGraph,
    batch: TraceBatch,
    more: readonly (readonly [string, BatchArray])[] = [],
  ): Float32Array[] {
    const { binding } = this.#backend;
    const arrays = [
      ...batch.inputs.map((array, i) => [feeds.input(i), array] as const),
      ...batch.targets.map((array, i) => [feeds.target(i), array] as const),
      ...more,
    ];
    const given = arrays
      .filter(([name]) => graph.placeholders.has(name))
      .map(([name, { values, shape }]) => ({
        name,
        id: binding.createTensor(shape, typeOfValues(values), values),
      }));
    try {
      return session.run(given, graph.results).map(({ id }) => {
        const numbers = binding.tensorDataSync(id);
        binding.deleteTensor(id);
        return numbers instanceof Float32Array ? numbers : Float32Array.from(numbers);
      });
    } finally {
      for (const { id } of given) binding.deleteTensor(id);
    }
  }
}
