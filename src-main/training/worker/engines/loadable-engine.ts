// An engine in the trainer's thread: loads its backend and creates training steps.
import type { EngineRecord } from '#shared/runs/run.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';
import type { StepWish } from '#main/training/step/chosen-step.ts';
import type { StepOptions } from '#main/training/step/step-state.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';

export type EngineFacts = Pick<EngineRecord, 'id' | 'device' | 'version'>;

export interface LoadableEngine {
  /** Its backend's name in tfjs-core. */
  readonly backendName: string;
  /** Registers the backend; repeated calls do nothing. @throws Error when its files cannot be loaded */
  readonly register: (load: EngineLoad) => Promise<EngineFacts>;
  /** A step on its backend, which is tfjs-core's current one. @throws AppError `engine-unavailable` for a kind that it cannot run */
  readonly createStep: (facts: EngineFacts, options: StepOptions, wish: Omit<StepWish, 'threads'>) => TrainStep;
}
