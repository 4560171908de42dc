// Chooses the step that a run trains with, compiled if the engine supports it and eager otherwise, and says why.
import { msg, textOf, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { StepChoice, StepKind, XlaChoice, XlaRecord } from '#shared/runs/run.ts';
import { compiledStepOn, type CompiledStep } from '#main/training/step/compiled-step.ts';
import { eagerStepOn } from '#main/training/step/eager-step.ts';
import { tensorFlowBackend } from '#main/training/step/graph/tensorflow-binding.ts';
import { GraphRefusedError } from '#main/training/step/step-failure.ts';
import { createStepState, type StepOptions, type StepState } from '#main/training/step/step-state.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import { XlaTrial } from '#main/training/step/xla-trial.ts';

/** How a step runs, for the run's record. */
export interface StepDecision {
  readonly kind: StepKind;
  /** Why, one sentence. */
  readonly reason: Message;
  /** Absent when the model has nothing for XLA to compile, or the step is eager. */
  readonly xla?: XlaRecord;
}

export interface StepWish {
  readonly step: StepChoice;
  /** Whether XLA compiles parts of the compiled step. */
  readonly xla: XlaChoice;
  /** Threads of the processor; 1 on a graphics card, which parallelizes by itself. */
  readonly threads: number;
  /** How many training steps the run still has: a short run does not try both ways. */
  readonly steps: number;
  /** Called after the first batch is trained, and when the decision changes. */
  readonly onDecision?: (decision: StepDecision) => void;
}

/**
 * A step on tfjs's current backend.
 * @throws AppError `engine-unavailable` when a compiled step is required but not available
 */
export function createStep(options: StepOptions, wish: StepWish): TrainStep {
  if (wish.step === 'compiled' && tensorFlowBackend() === null) {
    throw new AppError('engine-unavailable', msg`Only the native engine can compile a training step.`, {
      hint: msg`Use --step eager, or --engine native.`,
    });
  }
  return new ChosenStep(createStepState(options), wish);
}

class ChosenStep implements TrainStep {
  readonly #state: StepState;
  readonly #wish: StepWish;
  readonly #trial: XlaTrial;
  #compiled: CompiledStep | null = null;
  #eager: TrainStep | null = null;
  #reason: Message;
  #reported: string | null = null;

  constructor(state: StepState, wish: StepWish) {
    this.#state = state;
    this.#wish = wish;
    this.#trial = new XlaTrial(wish.xla === 'auto' ? wish.steps : 0);
    const canCompile = tensorFlowBackend() !== null;
    if (wish.step === 'eager' || !canCompile) {
      this.#eager = eagerStepOn(state);
      this.#reason = wish.step === 'eager' ? msg`as asked for` : msg`this engine cannot compile it`;
    } else {
      this.#compiled = compiledStepOn(state, {
        xla: wish.xla !== 'off',
        threads: wish.threads,
      });
      this.#reason = wish.step === 'compiled' ? msg`as asked for` : msg`the faster one`;
    }
  }

  get kind(): StepKind {
    return this.#compiled === null ? 'eager' : 'compiled';
  }

  async train(batch: Parameters<TrainStep['train']>[0]): ReturnType<TrainStep['train']> {
    const startedAt = performance.now();
    const result = await this.#try((step) => step.train(batch));
    const compiled = this.#compiled;
    if (compiled?.hasWorkForXla === true && !this.#trial.isOver) {
      const isDecided = this.#trial.add(performance.now() - startedAt);
      compiled.xla = this.#trial.xla;
      if (isDecided) compiled.dropSessions({ xla: !compiled.xla });
    }
    this.#reportDecision();
    return result;
  }

  evaluate(batch: Parameters<TrainStep['evaluate']>[0]): ReturnType<TrainStep['evaluate']> {
    return this.#try((step) => step.evaluate(batch));
  }

  predict(batch: Parameters<TrainStep['predict']>[0]): ReturnType<TrainStep['predict']> {
    return this.#try((step) => step.predict(batch));
  }

  weights(): ReturnType<TrainStep['weights']> {
    return this.#step.weights();
  }

  setWeights(arrays: Parameters<TrainStep['setWeights']>[0]): Promise<void> {
    return this.#step.setWeights(arrays);
  }

  optimizerState(): ReturnType<TrainStep['optimizerState']> {
    return this.#step.optimizerState();
  }

  setOptimizerState(arrays: Parameters<TrainStep['setOptimizerState']>[0]): Promise<void> {
    return this.#step.setOptimizerState(arrays);
  }

  exchangeAverages(): Promise<void> {
    return this.#step.exchangeAverages();
  }

  get learningRate(): number {
    return this.#state.learningRate;
  }

  setLearningRate(value: number): void {
    this.#state.learningRate = value;
  }

  dispose(): void {
    this.#step.dispose();
  }

  get #step(): TrainStep {
    const step = this.#compiled ?? this.#eager;
    if (step === null) throw new Error('A step is neither compiled nor eager.');
    return step;
  }

  /** When TensorFlow refuses a graph, falls back to the other XLA setting, then to the eager step. */
  async #try<Result>(work: (step: TrainStep) => Promise<Result>): Promise<Result> {
    try {
      return await work(this.#step);
    } catch (error) {
      if (!(error instanceof GraphRefusedError) || this.#compiled === null) throw error;
      this.#fallBack(this.#compiled, error);
      return await this.#try(work);
    }
  }

  #fallBack(compiled: CompiledStep, error: GraphRefusedError): void {
    const { xla, step } = this.#wish;
    if (compiled.hasWorkForXla && compiled.xla && xla === 'auto') {
      compiled.xla = false;
      this.#trial.decide(false);
      this.#reason = msg`${this.#reason}, without XLA, which failed: ${error.message}`;
      return;
    }
    if (compiled.hasWorkForXla && !this.#trial.xla && !this.#trial.isOver) {
      compiled.xla = true;
      this.#trial.decide(true);
      return;
    }
    if (step === 'compiled') {
      throw new AppError('training-failed', msg`TensorFlow refused the compiled step: ${error.message}`, {
        hint: msg`Use --step auto or --step eager, or --xla off.`,
        cause: error,
      });
    }
    compiled.release();
    this.#compiled = null;
    this.#eager = eagerStepOn(this.#state);
    this.#reason = msg`TensorFlow refused the compiled one: ${error.message}`;
  }

  /** Reports the decision at the first step and when it changes. */
  #reportDecision(): void {
    const compiled = this.#compiled;
    const xla: { xla?: XlaRecord } =
      compiled?.hasWorkForXla === true ? { xla: { isUsed: compiled.xla, msPerStep: this.#trial.times } } : {};
    const key = [this.kind, textOf(this.#reason), this.#trial.isOver].join();
    if (key === this.#reported) return;
    this.#reported = key;
    this.#wish.onDecision?.({ kind: this.kind, reason: withTimes(this.#reason, xla.xla), ...xla });
  }
}

/** The reason, and the measured times of both ways. */
function withTimes(reason: Message, xla: XlaRecord | undefined): Message {
  const { on = null, off = null } = xla?.msPerStep ?? {};
  if (xla === undefined || on === null || off === null) return reason;
  const [withIt, without] = [on.toFixed(1), off.toFixed(1)];
  return xla.isUsed
    ? msg`${reason}, with XLA (a step took ${withIt} ms with it, ${without} ms without)`
    : msg`${reason}, without XLA (a step took ${withIt} ms with it, ${without} ms without)`;
}
