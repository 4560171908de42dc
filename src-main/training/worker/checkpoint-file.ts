// A run's checkpoint on disk: one safetensors file with weights, optimizer slots and the loop's state, replaced atomically.
import { existsSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { checkpointKey, checkpointPath, parseCheckpointFacts } from '#main/training/checkpoint-header.ts';
import type { CheckpointFacts } from '#main/training/checkpoint-header.ts';
import type { NamedArray } from '#main/training/step/train-step.ts';
import type { Checkpoints, FitState } from '#main/training/worker/fit.ts';
import { readWeightsFile, writeWeights } from '#main/training/worker/weights-file.ts';

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
  /** Called when the checkpoint on disk is written or removed. */
  readonly onChange?: () => void;
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
}

/** Writes the first state immediately, later ones when due, and the last one when requested. */
export function createCheckpoints(options: CheckpointOptions): Checkpoints {
  const { folder, limitBatches, dataHash, onChange, now = () => performance.now() } = options;
  const path = checkpointPath(folder);
  let nextAt = -Infinity;
  let unsaved: FitState | null = null;
  const save = ({ stream, weights, optimizer, kept, ...rest }: FitState): void => {
    const startedAt = now();
    const callbacks = [...rest.callbacks];
    const facts: CheckpointFacts = { format: 1, ...rest, callbacks, ...stream, limitBatches, dataHash };
    const arrays = [
      ...named(groups.weights, weights),
      ...named(groups.optimizer, optimizer),
      ...named(groups.kept, kept ?? []),
    ];
    writeWeights(path, arrays, { [checkpointKey]: JSON.stringify(facts) }, true);
    onChange?.();
    const endedAt = now();
    nextAt = endedAt + Math.max(leastBetweenMs, (endedAt - startedAt) * shareOfTime);
  };
  return {
    keep(state) {
      unsaved = state;
      if (now() >= nextAt) this.flush();
    },
    flush() {
      if (unsaved === null) return;
      save(unsaved);
      unsaved = null;
    },
    remove() {
      unsaved = null;
      // Including the temporary file of a worker that was ended while writing.
      for (const each of [path, `${path}.part`]) rmSync(each, { force: true });
      onChange?.();
    },
  };
}

/** A state from the disk, with facts about the run. */
export interface ReadCheckpoint {
  readonly state: FitState;
  readonly facts: CheckpointFacts;
}

/** @throws AppError `not-found` when there is none, `damaged` when it cannot be read */
export function readCheckpoint(folder: string): ReadCheckpoint {
  const path = checkpointPath(folder);
  const hint = msg`The run can only be trained again from the start.`;
  if (!existsSync(path)) throw new AppError('not-found', msg`This run has no checkpoint to go on from.`, { hint });
  const { arrays, facts: metadata } = readWeightsFile(path);
  const facts = ((): CheckpointFacts => {
    try {
      return parseCheckpointFacts(metadata);
    } catch (cause) {
      throw new AppError('damaged', msg`The checkpoint ${path} cannot be read.`, { hint, cause });
    }
  })();
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
  };
  return { state, facts };
}
