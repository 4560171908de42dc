// Loads an engine into this thread and makes it the current backend.
import * as tf from '@tensorflow/tfjs-core';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { LoadingMarker } from '#main/engines/loading-marker.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';
import type { StepWish } from '#main/training/step/chosen-step.ts';
import type { StepOptions } from '#main/training/step/step-state.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import type { EngineFacts } from '#main/training/worker/engines/loadable-engine.ts';
import { loadableEngines } from '#main/training/worker/engines/registry.ts';

export interface LoadedEngine {
  readonly record: EngineFacts;
  createStep(options: StepOptions, wish: Omit<StepWish, 'threads'>): TrainStep;
}

/**
 * Loads the engine and sets it as tfjs-core's backend.
 * @throws AppError `engine-unavailable` when it cannot be loaded
 */
export async function loadEngine(load: EngineLoad): Promise<LoadedEngine> {
  const engine = loadableEngines[load.id];
  try {
    const record = await engine.register(load);
    if (!(await tf.setBackend(engine.backendName))) throw new Error('the backend did not start');
    return { record, createStep: (options, wish) => engine.createStep(record, options, wish) };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('engine-unavailable', msg`The engine "${load.id}" cannot be loaded: ${why}`, {
      hint: msg`strata doctor says which engines work here.`,
      cause,
    });
  }
}

/** Loads engines; a program that crashes before an engine's first training step leaves a mark of it in the home folder. */
export interface EngineLoader {
  /** @throws AppError `engine-unavailable` */
  readonly load: (load: EngineLoad) => Promise<LoadedEngine>;
  /** Call it after the first training step: the engine is not marked again in this process. */
  readonly prove: () => void;
  /** Call it when the job has ended. */
  readonly release: () => void;
}

export function createEngineLoader(marker: LoadingMarker): EngineLoader {
  const proven = new Set<string>();
  let current: string | null = null;
  const release = (): void => {
    if (current !== null) marker.end();
    current = null;
  };
  return {
    load: (load) => {
      const key = JSON.stringify(load);
      if (!proven.has(key)) {
        current = key;
        marker.begin(load);
      }
      return loadEngine(load);
    },
    prove: () => {
      if (current !== null) proven.add(current);
      release();
    },
    release,
  };
}
