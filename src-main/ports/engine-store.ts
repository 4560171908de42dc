// What the services need of the engines: which there are, and which to take.
import type { Message } from '#shared/base/message.ts';
import type { EngineStatus } from '#shared/contract/app.ts';
import type { EngineChoice, EngineId } from '#shared/runs/run.ts';

/** What the trainer worker needs to load an engine; plain JSON, it crosses the thread boundary. */
export interface EngineLoad {
  readonly id: EngineId;
  /** The add-on of an engine that was installed; absent for one that ships with Strata. */
  readonly addonPath?: string | undefined;
}

/** The engines of this machine: which there are, and which one a run takes. */
export interface EngineStore {
  /** Probes each engine once in a child process and caches the result until `refresh`, or until the installed engines change. */
  list(): Promise<EngineStatus[]>;
  /**
   * The engine to train with, and why this one.
   * @throws AppError `engine-unavailable` when the requested one is not installed or fails its probe
   */
  choose(choice: EngineChoice): Promise<{ load: EngineLoad; reason: Message }>;
  /** Whether it can compile a training step. */
  compiles(id: EngineId): boolean;
  /** Clears cached results, so that every engine is examined again. */
  refresh(): void;
  /** @throws AppError `not-found` when it is not installed, `conflict` when it comes with Strata */
  remove(id: EngineId): Promise<void>;
}
