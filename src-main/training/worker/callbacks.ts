// What happens between epochs: early stopping and a learning rate that falls on a plateau, by Keras's rules.
import { metricMode } from '#shared/experiment/metrics.ts';
import type { CallbackConfig } from '#shared/experiment/callbacks.ts';

export interface EpochEnd {
  /** From 1. */
  readonly epoch: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly learningRate: number;
}

/** What a callback asks of the loop. */
export interface EpochDecision {
  readonly stop?: boolean;
  readonly learningRate?: number;
  /** The weights as they are now are this callback's best so far; it may want them back. */
  readonly keepWeights?: boolean;
}

export interface TrainingCallback {
  onEpochEnd(end: EpochEnd): EpochDecision;
  /** True when, after the last epoch, the weights kept last must come back. */
  readonly restoresWeights: boolean;
}

type Mode = 'auto' | 'min' | 'max';

function improvement(mode: Mode, monitor: string, minDelta: number): (value: number, best: number) => boolean {
  const direction = mode === 'auto' ? metricMode(monitor) : mode;
  return direction === 'max' ? (value, best) => value - minDelta > best : (value, best) => value + minDelta < best;
}

function worst(mode: Mode, monitor: string): number {
  return (mode === 'auto' ? metricMode(monitor) : mode) === 'max' ? -Infinity : Infinity;
}
