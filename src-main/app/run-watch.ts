// The shell's view of runs: the number of queued and running ones, the progress of the running one, and which has just ended. Pure.
import type { RunId } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { RunProgress } from '#shared/contract/runs.ts';
import type { RunStatus, RunSummary } from '#shared/runs/run.ts';

function isUnfinished(status: RunStatus): boolean {
  return status === 'queued' || status === 'running';
}

/** The share of a run that is done, from 0 to 1; null while its data is prepared. */
export function fractionOf({ phase, epoch, epochs, step, stepsPerEpoch }: RunProgress): number | null {
  if (phase === 'preparing' || epochs === 0) return null;
  const inEpoch = stepsPerEpoch === 0 ? 0 : Math.min(1, step / stepsPerEpoch);
  return Math.min(1, (epoch - 1 + (phase === 'validating' ? 1 : inEpoch)) / epochs);
}

export class RunWatch {
  readonly #unfinished = new Set<RunId>();
  #running: RunId | null = null;
  #progress: RunProgress | null = null;

  /** @param runs as they are when the watch begins */
  constructor(runs: readonly RunSummary[] = []) {
    for (const run of runs) this.#note(run);
  }

  /** The number of queued and running runs. */
  get unfinished(): number {
    return this.#unfinished.size;
  }

  /** Whether one is running. */
  get isTraining(): boolean {
    return this.#running !== null;
  }

  /** Null while none is running, or unknown. */
  get fraction(): number | null {
    return this.#progress === null ? null : fractionOf(this.#progress);
  }

  /** @returns the run that this event says has ended, null for any other event */
  handle(event: WorkbenchEvent): RunSummary | null {
    if (event.type === 'progress' && event.progress.runId === this.#running) this.#progress = event.progress;
    if (event.type === 'runs-deleted') for (const id of event.ids) this.#forget(id);
    if (event.type !== 'run') return null;
    const wasUnfinished = this.#unfinished.has(event.run.id);
    this.#note(event.run);
    return wasUnfinished && !isUnfinished(event.run.status) && event.run.kind === 'training' ? event.run : null;
  }

  #note({ id, status, kind }: RunSummary): void {
    if (kind !== 'training') return;
    if (!isUnfinished(status)) {
      this.#forget(id);
      return;
    }
    this.#unfinished.add(id);
    if (status === 'running' && this.#running !== id) {
      this.#running = id;
      this.#progress = null;
    }
  }

  #forget(id: RunId): void {
    this.#unfinished.delete(id);
    if (this.#running !== id) return;
    this.#running = null;
    this.#progress = null;
  }
}
