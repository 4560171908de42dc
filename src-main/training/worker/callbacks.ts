// What happens between epochs: early stopping and a learning rate that falls on a plateau, by Keras 3's rules
// (keras/src/callbacks/early_stopping.py, reduce_lr_on_plateau.py).
import type { CallbackConfig, EarlyStoppingConfig, ReduceLROnPlateauConfig } from '#shared/experiment/callbacks.ts';
import { metricMode } from '#shared/experiment/metrics.ts';

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
  /** The weights as they are now are the ones that come back after the last epoch. */
  readonly keepWeights?: boolean;
}

export type TrainingCallback = (end: EpochEnd) => EpochDecision;

/** Whether a value beats the best so far by more than `min_delta`. */
function comparison(config: Pick<EarlyStoppingConfig, 'mode' | 'monitor' | 'min_delta'>): {
  readonly worst: number;
  beats(value: number, best: number): boolean;
} {
  const { mode, monitor, min_delta: least } = config;
  const up = (mode === 'auto' ? metricMode(monitor) : mode) === 'max';
  return up
    ? { worst: -Infinity, beats: (value, best) => value - least > best }
    : { worst: Infinity, beats: (value, best) => value + least < best };
}

function earlyStopping(config: EarlyStoppingConfig): TrainingCallback {
  const { worst, beats } = comparison(config);
  let best = worst;
  let wait = 0;
  let kept = false;
  return ({ epoch, metrics }) => {
    const value = metrics[config.monitor];
    if (value === undefined || epoch <= config.start_from_epoch) return {};
    wait += 1;
    // Without any improvement yet the first watched epoch's weights are the ones to go back to.
    let keepWeights = config.restore_best_weights && !kept;
    kept = true;
    if (beats(value, best)) {
      best = value;
      keepWeights = config.restore_best_weights;
      if (config.baseline === null || beats(value, config.baseline)) wait = 0;
      return { keepWeights };
    }
    return { keepWeights, stop: wait >= config.patience && epoch > 1 };
  };
}

function reduceLearningRateOnPlateau(config: ReduceLROnPlateauConfig): TrainingCallback {
  const { worst, beats } = comparison(config);
  let best = worst;
  let wait = 0;
  let cooldown = 0;
  return ({ metrics, learningRate }) => {
    const value = metrics[config.monitor];
    if (value === undefined) return {};
    if (cooldown > 0) {
      cooldown -= 1;
      wait = 0;
    }
    if (beats(value, best)) {
      best = value;
      wait = 0;
      return {};
    }
    if (cooldown > 0) return {};
    wait += 1;
    if (wait < config.patience || learningRate <= config.min_lr) return {};
    cooldown = config.cooldown;
    wait = 0;
    return { learningRate: Math.max(learningRate * config.factor, config.min_lr) };
  };
}

export function createCallback(config: CallbackConfig): TrainingCallback {
  return config.name === 'EarlyStopping' ? earlyStopping(config) : reduceLearningRateOnPlateau(config);
}
