// The training step that runs as one TensorFlow graph, traced from the eager one. Each batch shape has its own graph and
// session, which holds the variables; they are copied to the other session when the shape changes.
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { BatchArray } from '#shared/data/samples.ts';
import { scalarNames } from '#main/training/nn/optimizer-rule.ts';
import { assigned, feedOf, fetchOf } from '#main/training/step/graph/graph-variables.ts';
import { loadGraph, type Feed, type GraphSession } from '#main/training/step/graph/graph-session.node.ts';
import {
  tensorFlowBackend,
  typeOfValues,
  type TensorFlowBackend,
} from '#main/training/step/graph/tensorflow-binding.ts';
import {
  feeds,
  traceStep,
  type TraceBatch,
  type TracedGraph,
  type TraceKind,
  type TraceOptions,
} from '#main/training/step/graph/trace.ts';
import { asPromise, asTrainingFailure, GraphRefusedError } from '#main/training/step/step-failure.ts';
import { stateVariables, type StepState } from '#main/training/step/step-state.ts';
import { toBatchResult, type TrainStep } from '#main/training/step/train-step.ts';

/** A loaded graph, and whether the variables in it are the current ones. */
interface CompiledGraph {
  readonly graph: TracedGraph;
  readonly session: GraphSession;
  /** The version of the state in its variables; -1 when none were loaded. */
  version: number;
}

/** `xla` can be changed later. */
export type CompiledStepOptions = Omit<TraceOptions, 'kind'>;

/**
 * A step on the native engine, over a state that it disposes.
 * @throws AppError `engine-unavailable` with another tfjs backend
 */
export function compiledStepOn(state: StepState, options: CompiledStepOptions): CompiledStep {
  const backend = tensorFlowBackend();
  if (backend === null) {
    throw new AppError('engine-unavailable', msg`Only the native engine can compile a training step.`, {
      hint: msg`Use --step eager, or --engine native.`,
    });
  }
  return new CompiledStep(backend, state, options);
}

export class CompiledStep implements TrainStep {
  readonly kind = 'compiled';
  readonly #backend: TensorFlowBackend;
  readonly #state: StepState;
  readonly #threads: number;
  readonly #graphs = new Map<string, CompiledGraph>();
  /** Counts changes of the variables. */
  #version = 0;
  /** The graph that holds the newest variables; null when the state holds them. */
  #latest: CompiledGraph | null = null;
  /** Whether XLA compiles what it can, for the next batches. */
  xla: boolean;

  constructor(backend: TensorFlowBackend, state: StepState, { xla, threads }: CompiledStepOptions) {
    this.#backend = backend;
    this.#state = state;
    this.xla = xla;
    this.#threads = threads;
  }

  /** Whether the last batch's graph contained parts for XLA. */
  hasWorkForXla = false;

  train(batch: Parameters<TrainStep['train']>[0]): ReturnType<TrainStep['train']> {
    return asTrainingFailure(() => {
      const { objective, optimizer, iterations, learningRate } = this.#state;
      const values = optimizer.scalars(learningRate, iterations);
      const scalars = Float32Array.from(scalarNames, (name) => values[name]);
      const { results, compiled } = this.#run(
        'train',
        batch,
        [
          [feeds.scalars, { values: scalars, shape: [scalars.length] }],
          [feeds.iterations, { values: Int32Array.of(iterations), shape: [] }],
        ],
        optimizer.updatesAt(iterations),
      );
      this.#state.iterations += 1;
      this.#version += 1;
      compiled.version = this.#version;
      this.#latest = compiled;
      return Promise.resolve(toBatchResult(results[0] ?? new Float32Array(), objective.metrics, batch.size));
    });
  }

  evaluate(batch: Parameters<TrainStep['evaluate']>[0]): ReturnType<TrainStep['evaluate']> {
    return asTrainingFailure(() => {
      const [numbers = new Float32Array()] = this.#run('evaluate', batch).results;
      return Promise.resolve(toBatchResult(numbers, this.#state.objective.metrics, batch.size));
    });
  }

  predict(batch: Parameters<TrainStep['predict']>[0]): ReturnType<TrainStep['predict']> {
    return asTrainingFailure(() =>
      Promise.resolve([...this.#run('predict', { inputs: batch.inputs, targets: [] }).results]),
    );
  }

  async weights(): ReturnType<TrainStep['weights']> {
    this.copyWeightsOut();
    return await this.#state.readWeights();
  }

  setWeights(arrays: Parameters<TrainStep['setWeights']>[0]): Promise<void> {
    return asPromise(() => {
      this.copyWeightsOut();
      this.#state.assignWeights(arrays);
      this.#version += 1;
    });
  }

  async optimizerState(): ReturnType<TrainStep['optimizerState']> {
    this.copyWeightsOut();
    return await this.#state.readOptimizer();
  }

  setOptimizerState(arrays: Parameters<TrainStep['setOptimizerState']>[0]): Promise<void> {
    return asPromise(() => {
      this.copyWeightsOut();
      this.#state.assignOptimizer(arrays);
      this.#version += 1;
    });
  }

  exchangeAverages(): Promise<void> {
    return asPromise(() => {
      if (!this.#state.optimizer.config.use_ema) return;
      this.copyWeightsOut();
      this.#state.exchangeAverages();
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
    // The newest variables are no longer needed.
    this.#latest = null;
    this.release();
    this.#state.dispose();
  }

  /** Ends all sessions; the state keeps the newest variables. */
  release(): void {
    this.copyWeightsOut();
    for (const { session } of this.#graphs.values()) session.dispose();
    this.#graphs.clear();
  }

  /** Ends the sessions with XLA, or those without; a later call can load them again. */
  dropSessions({ xla }: { readonly xla: boolean }): void {
    this.copyWeightsOut();
    for (const [key, { session }] of this.#graphs) {
      if (!key.startsWith(keyStart(xla))) continue;
      session.dispose();
      this.#graphs.delete(key);
    }
  }

  /** Copies the newest variables from the graph that holds them into the state. */
  copyWeightsOut(): void {
    const latest = this.#latest;
    if (latest === null) return;
    const variables = stateVariables(this.#state);
    const fetches = variables.map((_, place) => fetchOf(place));
    // TensorFlow does not run a graph without fetches, and a model may have no weights.
    const held = fetches.length === 0 ? [] : latest.session.run([], fetches);
    held.forEach((tensor, place) => {
      const value = this.#backend.createOutputTensor(tensor);
      variables[place]?.assign(value);
      value.dispose();
    });
    this.#latest = null;
  }

  /** Runs the graph for this batch shape with the current variables; traces and loads it the first time. */
  #run(
    kind: TraceKind,
    batch: TraceBatch,
    more: readonly (readonly [string, BatchArray])[] = [],
    isUpdate = true,
  ): { readonly results: readonly Float32Array[]; readonly compiled: CompiledGraph } {
    const key = keyOf(kind, this.xla, batch);
    const known = this.#graphs.get(key);
    if (known !== undefined) {
      this.#loadNewestVariables(known);
      this.hasWorkForXla = known.graph.hasWorkForXla;
      return { results: this.#call(known, batch, more, isUpdate), compiled: known };
    }
    let compiled: CompiledGraph | null = null;
    try {
      const graph = traceStep(this.#backend, this.#state, { kind, xla: this.xla, threads: this.#threads }, batch);
      this.hasWorkForXla = graph.hasWorkForXla;
      compiled = { graph, session: loadGraph(this.#backend.binding, graph), version: -1 };
      this.#loadNewestVariables(compiled);
      const results = this.#call(compiled, batch, more, isUpdate);
      this.#graphs.set(key, compiled);
      return { results, compiled };
    } catch (cause) {
      compiled?.session.dispose();
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new GraphRefusedError(why, { cause });
    }
  }

  #loadNewestVariables(compiled: CompiledGraph): void {
    if (compiled.version === this.#version) return;
    this.copyWeightsOut();
    const variables = stateVariables(this.#state).slice(0, compiled.graph.variables);
    const values = this.#backend.getInputTensorIds(variables).map((id, place): Feed => ({ name: feedOf(place), id }));
    for (const { id } of compiled.session.run(values, [assigned])) this.#backend.binding.deleteTensor(id);
    compiled.version = this.#version;
  }

  #call(
    { graph, session }: CompiledGraph,
    batch: TraceBatch,
    more: readonly (readonly [string, BatchArray])[],
    isUpdate: boolean,
  ): Float32Array[] {
    const { binding } = this.#backend;
    const arrays = [
      ...batch.inputs.map((array, i) => [feeds.input(i), array] as const),
      ...batch.targets.map((array, i) => [feeds.target(i), array] as const),
      ...(batch.weights ?? []).map((array, i) => [feeds.weight(i), array] as const),
      ...more,
    ];
    const given = arrays
      .filter(([name]) => graph.placeholders.has(name))
      .map(([name, { values, shape }]) => ({
        name,
        id: binding.createTensor(shape, typeOfValues(values), values),
      }));
    try {
      return session.run(given, isUpdate ? graph.results : graph.accumulated).map(({ id }) => {
        const numbers = binding.tensorDataSync(id);
        binding.deleteTensor(id);
        return numbers instanceof Float32Array ? numbers : Float32Array.from(numbers);
      });
    } finally {
      for (const { id } of given) binding.deleteTensor(id);
    }
  }
}

const keyStart = (xla: boolean): string => (xla ? 'with XLA ' : 'without ');

function keyOf(kind: TraceKind, xla: boolean, { inputs, targets, weights = [] }: TraceBatch): string {
  const shapes = [...inputs, ...targets, ...weights].map(
    ({ shape, values }) => `${typeOfValues(values)}[${shape.join()}]`,
  );
  return keyStart(xla) + [kind, ...shapes].join(' ');
}
