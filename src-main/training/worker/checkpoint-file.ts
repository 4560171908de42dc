// A run's checkpoint on disk: one safetensors file with weights, optimizer slots, the loop's state and all numbers of the run,
// replaced atomically.
import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import {
  checkpointKey,
  checkpointPath,
  checkpointFormat,
  damagedCheckpoint,
  parseCheckpointFacts,
  pointArrays,
  pointsOf,
} from '#main/training/checkpoint-header.ts';
import type { CheckpointPlan, CheckpointFacts } from '#main/training/checkpoint-header.ts';
import type { NamedArray } from '#main/training/step/train-step.ts';
import type { Checkpoints, FitState } from '#main/training/worker/fit.ts';
import { readWeightsFile, writeWeights } from '#main/training/weights-file.ts';

/** The training time that a crash may cost; more frequent checkpoints would cost more. */
const leastBetweenMs = 1000;
/** Saving takes a twentieth of the time at most, however large the model is. */
const shareOfTime = 20;

const groups = { weights: 'weights/', optimizer: 'optimizer/', kept: 'kept/' } as const;

function named(prefix: string, arrays: readonly NamedArray[]): NamedArray[] {
  return arrays.map((array) => ({ ...array, name: prefix + array.name }));
}

function unnamed(prefix: string, arrays: readonly NamedArray[]): NamedArray[] {
  return arrays
    .filter(({ name }) => name.startsWith(prefix))
    .map((array) => ({ ...array, name: array.name.slice(prefix.length) }));
}

export interface CheckpointOptions {
  readonly folder: string;
  readonly limitBatches: number | null;
  readonly dataHash: string;
  /** Told of every state: it keeps some of them beyond the run's end. */
  readonly keptStates?: { keep(state: FitState): void };
  /** Told before one is written: what it refers to must be on the disk first. */
  readonly beforeWrite?: () => void;
  /** Told when the checkpoint on disk has changed. */
  readonly onChange?: () => void;
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
}

/** What is written beside a state. */
type FileFacts = Pick<CheckpointFacts, 'limitBatches' | 'dataHash'>;

/** Writes a state, whole or not at all, and waits until the disk has it. */
export function writeState(path: string, state: FitState, { limitBatches, dataHash }: FileFacts): void {
  const { stream, weights, optimizer, kept, points, ...rest } = state;
  const callbacks = [...rest.callbacks];
  const facts: CheckpointFacts = { format: checkpointFormat, ...rest, callbacks, ...stream, limitBatches, dataHash };
  const arrays = [
    ...named(groups.weights, weights),
    ...named(groups.optimizer, optimizer),
    ...named(groups.kept, kept ?? []),
    ...pointArrays(points, rest),
  ];
  writeWeights(path, arrays, { [checkpointKey]: JSON.stringify(facts) }, true);
}

/** Writes the first state immediately, later ones when due, and the last one when requested. */
export function createCheckpoints(options: CheckpointOptions): Checkpoints {
  const { folder, keptStates, beforeWrite, onChange, now = () => performance.now() } = options;
  const path = checkpointPath(folder);
  let nextAt = -Infinity;
  let unsaved: FitState | null = null;
  const save = (state: FitState): void => {
    const startedAt = now();
    beforeWrite?.();
    writeState(path, state, options);
    onChange?.();
    const endedAt = now();
    nextAt = endedAt + Math.max(leastBetweenMs, (endedAt - startedAt) * shareOfTime);
  };
  return {
    keep(state) {
      keptStates?.keep(state);
      unsaved = state;
      if (now() >= nextAt) this.flush();
    },
    end(state) {
      keptStates?.keep(state);
    },
    flush() {
      if (unsaved === null) return;
      save(unsaved);
      unsaved = null;
    },
    forget() {
      unsaved = null;
    },
  };
}

/** A state from the disk, with facts about the run. */
export interface ReadCheckpoint {
  readonly state: FitState;
  readonly facts: CheckpointFacts;
}

/** @throws AppError `not-found` when there is none, `damaged` when it is not as it was written, or cannot be true */
export function readCheckpoint(folder: string, plan: CheckpointPlan): ReadCheckpoint {
  const path = checkpointPath(folder);
  if (!existsSync(path))
    throw new AppError('not-found', msg`This run has no checkpoint to resume from.`, {
      hint: msg`Train it again from the start.`,
    });
  const file = readWeightsFile(path);
  const facts = parseCheckpointFacts(path, file.facts, plan);
  if (!file.isChecked) throw damagedCheckpoint(path, msg`it has no checksum`);
  const { arrays } = file;
  const broken = arrays.find(({ values }) => !values.every(Number.isFinite));
  if (broken !== undefined) throw damagedCheckpoint(path, msg`"${broken.name}" holds values that are not numbers`);
  const kept = unnamed(groups.kept, arrays);
  const { epoch, steps, learningRate, best, callbacks, passes, position } = facts;
  const state: FitState = {
    epoch,
    steps,
    learningRate,
    best,
    callbacks,
    stream: { passes, position },
    weights: unnamed(groups.weights, arrays),
    optimizer: unnamed(groups.optimizer, arrays),
    kept: kept.length === 0 ? null : kept,
    points: pointsOf(path, file, facts),
  };
  return { state, facts };
}
