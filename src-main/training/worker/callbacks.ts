// The callbacks between epochs: early stopping and reducing the learning rate on a plateau, by Keras 3's rules; TerminateOnNaN is
// the training loop's own work
// (keras/src/callbacks/early_stopping.py, reduce_lr_on_plateau.py).
import type { CallbackConfig, EarlyStoppingConfig, ReduceLROnPlateauConfig } from '#shared/training/callbacks.ts';
import { metricMode } from '#shared/training/metric-mode.ts';

export interface EpochEnd {
  /** From 1. */
  readonly epoch: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly learningRate: number;
}

/** A callback's decision. */
export interface EpochDecision {
  readonly stop?: boolean;
  readonly learningRate?: number;
  /** The current weights are the ones to restore after the last epoch. */
  readonly keepWeights?: boolean;
}

/** A callback's state between epochs, by name; null for a value not set yet. */
export type CallbackMemory = Record<string, number | null>;

export interface TrainingCallback {
  (end: EpochEnd): EpochDecision;
  /** Stored in a checkpoint, and passed to `createCallback` of the resumed run. */
  readonly memory: Readonly<CallbackMemory>;
}

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

function earlyStopping(config: EarlyStoppingConfig, remembered: Readonly<CallbackMemory>): TrainingCallback {
  const { worst, beats } = comparison(config);
  const memory = {
    best: remembered['best'] ?? null,
    wait: remembered['wait'] ?? 0,
    /** The number of epochs seen. */
    watched: remembered['watched'] ?? 0,
  };
  const decide = ({ epoch, metrics }: EpochEnd): EpochDecision => {
    const value = metrics[config.monitor];
    if (value === undefined || epoch <= config.start_from_epoch) return {};
    memory.wait += 1;
    // Before any improvement, the first monitored epoch's weights are the ones to restore.
    let keepWeights = config.restore_best_weights && memory.watched === 0;
    memory.watched += 1;
    if (beats(value, memory.best ?? worst)) {
      memory.best = value;
      keepWeights = config.restore_best_weights;
      if (config.baseline === null || beats(value, config.baseline)) memory.wait = 0;
      return { keepWeights };
    }
    return { keepWeights, stop: memory.wait >= config.patience && epoch > 1 };
  };
  return Object.assign(decide, { memory });
}

function reduceLearningRateOnPlateau(
  config: ReduceLROnPlateauConfig,
  remembered: Readonly<CallbackMemory>,
): TrainingCallback {
  const { worst, beats } = comparison(config);
  const memory = {
    best: remembered['best'] ?? null,
    wait: remembered['wait'] ?? 0,
    cooldown: remembered['cooldown'] ?? 0,
  };
  const decide = ({ metrics, learningRate }: EpochEnd): EpochDecision => {
    const value = metrics[config.monitor];
    if (value === undefined) return {};
    if (memory.cooldown > 0) {
      memory.cooldown -= 1;
      memory.wait = 0;
    }
    if (beats(value, memory.best ?? worst)) {
      memory.best = value;
      memory.wait = 0;
      return {};
    }
    if (memory.cooldown > 0) return {};
    memory.wait += 1;
    if (memory.wait < config.patience || learningRate <= config.min_lr) return {};
    memory.cooldown = config.cooldown;
    memory.wait = 0;
    return { learningRate: Math.max(learningRate * config.factor, config.min_lr) };
  };
  return Object.assign(decide, { memory });
}

/** @param memory the same callback's state before the run was resumed */
export function createCallback(config: CallbackConfig, memory: Readonly<CallbackMemory> = {}): TrainingCallback {
  switch (config.name) {
    case 'EarlyStopping':
      return earlyStopping(config, memory);
    case 'ReduceLROnPlateau':
      return reduceLearningRateOnPlateau(config, memory);
    case 'TerminateOnNaN':
      return Object.assign(() => ({}), { memory: {} });
  }
}
