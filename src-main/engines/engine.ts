// An engine in the main process: finding, examining, installing and removing it. training/worker/engines loads it. Each
// engine has its own file; registry.ts lists them.
import type { EngineStatus } from '#shared/contract/app.ts';
import type { ProgressListener } from '#shared/base/progress.ts';
import type { EngineId } from '#shared/runs/run.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';
import type { StartProbe } from '#main/ports/probe-process.ts';

/** Where an engine's probe results are stored, and for which files they are valid. */
export interface ProbeMemory {
  readonly path: string;
  /** Version and installation. */
  readonly engine: string;
  /** Sizes and modification times of its files: a result is valid while these are the same. */
  readonly files: string;
}

/** One copy of an engine that could be loaded. */
export interface FoundEngine {
  readonly load: EngineLoad;
  readonly memory: ProbeMemory;
  /** The files whose checksum differs from the installed ones; empty when there is none. */
  readonly findDamage: () => Promise<readonly string[]>;
}

export interface InstallOptions {
  readonly home: string;
  /** For a graphics card. */
  readonly gpu?: boolean;
  readonly onProgress?: ProgressListener;
  readonly signal?: AbortSignal | undefined;
  /** Starts the probe's process. */
  readonly startProbe?: StartProbe | undefined;
}

/** The command that installs an engine, and its implementation. */
export interface EngineInstallation {
  readonly command: string;
  readonly downloadBytes: number;
  readonly run: (options: InstallOptions) => Promise<EngineStatus>;
  /** Removes every copy. @throws AppError `not-found` when there is none */
  readonly remove: (home: string) => Promise<void>;
}

export interface Engine {
  readonly id: EngineId;
  /** Whether it can compile a training step. */
  readonly compiles: boolean;
  /** Null for an engine that ships with Strata. */
  readonly installation: EngineInstallation | null;
  /** Its copies. Removes unfinished installations. */
  readonly find: (home: string) => FoundEngine[];
  /** Whether there are copies that `find` skips because files are missing or truncated. */
  readonly hasBroken: (home: string) => boolean;
}
