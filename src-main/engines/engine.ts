// An engine as the main process knows it: where it lies, how it is examined, installed and removed. What loads it and computes
// with it is in training/worker/engines. An engine's own facts stand in its own file; registry.ts lists them.
import type { EngineStatus } from '#shared/contract/app.ts';
import type { ProgressListener } from '#shared/base/progress.ts';
import type { EngineId } from '#shared/runs/run.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';
import type { StartProbe } from '#main/ports/probe-process.ts';

/** Where the answers of an engine's probes are kept, and what they hold for. */
export interface ProbeMemory {
  readonly path: string;
  /** Version and installation. */
  readonly engine: string;
  /** Sizes and modification times of its files: an answer holds as long as these are the same. */
  readonly files: string;
}

/** One copy of an engine that could be loaded. */
export interface FoundEngine {
  readonly load: EngineLoad;
  readonly memory: ProbeMemory;
  /** The files that are not those that were installed, by checksum; empty where all are. */
  readonly findDamage: () => Promise<readonly string[]>;
}

export interface InstallOptions {
  readonly home: string;
  /** For a graphics card. */
  readonly gpu?: boolean;
  readonly onProgress?: ProgressListener;
  readonly signal?: AbortSignal | undefined;
  /** How the probe's process is made. */
  readonly startProbe?: StartProbe | undefined;
}

/** What a person types to have an engine installed, and what this does. */
export interface EngineInstallation {
  readonly command: string;
  readonly downloadBytes: number;
  readonly run: (options: InstallOptions) => Promise<EngineStatus>;
  /** Removes every copy. @throws AppError `not-found` when there is none */
  readonly remove: (home: string) => Promise<void>;
}

export interface Engine {
  readonly id: EngineId;
  /** Null for an engine that comes with Strata. */
  readonly installation: EngineInstallation | null;
  /** Its copies. Clears away what unfinished installations left. */
  readonly find: (home: string) => FoundEngine[];
  /** Whether there are copies that `find` leaves out, because files are missing or cut off. */
  readonly hasBroken: (home: string) => boolean;
}
