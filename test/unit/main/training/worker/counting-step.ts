// What the tests of the fit loop train: a model of one number, and samples that are their own number.
import type { Batch } from '#shared/data/samples.ts';
import type { TrainingEvent } from '#main/ports/trainer.ts';
import type { BatchResult, NamedArray, TrainStep } from '#main/training/step/train-step.ts';
import { ownSplit, type Split } from '#main/training/worker/batches/split.ts';
import type { Checkpoints, FitContext, FitPlan, FitState } from '#main/training/worker/fit.ts';

/** Samples whose input and target are their own number. */
export function numberedSamples(count: number): Split {
  return ownSplit({
    count,
    batch: (order, from, to) => {
      const values = Float32Array.from(order.subarray(from, to));
      const array = { values, shape: [to - from, 1] };
      return { inputs: [array], targets: [array], size: to - from };
    },
  });
}

/** A model of one number that a step moves; remembers the samples it saw. */
export class CountingStep implements TrainStep {
  readonly kind = 'eager';
  readonly seen: number[][] = [];
  weight = 0;
  learningRate = 1;
  lossOf: (step: number, batch: Batch) => number = (_step, batch) => mean(batch);
  validationLosses: number[] = [];

  train(batch: Batch): Promise<BatchResult> {
    this.seen.push([...(batch.inputs[0]?.values ?? [])]);
    this.weight += 1;
    return Promise.resolve({ loss: this.lossOf(this.seen.length, batch), metrics: { mae: 1 }, size: batch.size });
  }
  evaluate(batch: Batch): Promise<BatchResult> {
    const loss = this.validationLosses.shift() ?? mean(batch);
    return Promise.resolve({ loss, metrics: { mae: loss }, size: batch.size });
  }
  predict(): Promise<Float32Array[]> {
    return Promise.resolve([]);
  }
  weights(): Promise<NamedArray[]> {
    return Promise.resolve([{ name: 'w', shape: [1], values: Float32Array.of(this.weight) }]);
  }
  setWeights([array]: readonly NamedArray[]): Promise<void> {
    this.weight = array?.values[0] ?? Number.NaN;
    return Promise.resolve();
  }
  optimizerState(): Promise<NamedArray[]> {
    return Promise.resolve([]);
  }
  setOptimizerState(): Promise<void> {
    return Promise.resolve();
  }
  setLearningRate(value: number): void {
    this.learningRate = value;
  }
  exchangeAverages(): Promise<void> {
    return Promise.resolve();
  }
  dispose(): void {
    this.seen.length = 0;
  }
}

export function mean(batch: Batch): number {
  const values = batch.inputs[0]?.values ?? new Float32Array();
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

export const noCheckpoints: Checkpoints = {
  keep: () => undefined,
  end: () => undefined,
  flush: () => undefined,
  forget: () => undefined,
};

/** Keeps every state as the disk would, and notes how the loop left the last one. */
export function memoryCheckpoints() {
  const states: FitState[] = [];
  const endings: string[] = [];
  const checkpoints: Checkpoints = {
    keep: (state) => void states.push(structuredClone(state)),
    end: () => undefined,
    flush: () => void endings.push('flushed'),
    forget: () => void endings.push('forgotten'),
  };
  return { checkpoints, states, endings };
}

export const plan: FitPlan = {
  seed: 1,
  batchSize: 4,
  epochs: 2,
  stepsPerEpoch: 3,
  validationSteps: 1,
  shuffle: true,
  monitor: 'val_loss',
};

export function context(step: TrainStep, changes: Partial<FitPlan> = {}, more: Partial<FitContext> = {}) {
  const events: TrainingEvent[] = [];
  const whole: FitContext = {
    step,
    train: numberedSamples(10),
    validation: numberedSamples(4),
    plan: { ...plan, ...changes },
    callbacks: [],
    from: null,
    checkpoints: noCheckpoints,
    emit: (event) => events.push(event),
    isStopped: () => false,
    keepBest: () => undefined,
    ...more,
  };
  return { whole, events };
}

export function epochsOf(events: readonly TrainingEvent[]) {
  return events.flatMap((event) => (event.type === 'epoch' ? [event] : []));
}
