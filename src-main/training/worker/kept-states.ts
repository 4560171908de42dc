// The states that a run keeps beyond its end, to be forked from: after the best epoch, the last one, and every so many.
import { linkOrCopy } from '#main/files/link-or-copy.ts';
import { bestWeightsPath, keptBestPath, keptStatePath } from '#main/training/run-folder.ts';
import { writeState } from '#main/training/worker/checkpoint-file.ts';
import type { FitState } from '#main/training/worker/fit.ts';

export interface KeptStates {
  /** Gets the state after every epoch. */
  keep(state: FitState): void;
  /** Writes those that are in memory only: after the best epoch and, of a run that has no checkpoint to be resumed from, the last one. */
  finish(isResumable: boolean): void;
}

export function createKeptStates(options: {
  readonly folder: string;
  readonly limitBatches: number | null;
  readonly dataHash: string;
  /** Every so many epochs; null for none. */
  readonly every: number | null;
}): KeptStates {
  const { folder, every } = options;
  let best: FitState | null = null;
  let last: FitState | null = null;
  const write = (state: FitState): void => {
    writeState(keptStatePath(folder, state.epoch), state, options);
    if (state.best !== null) linkOrCopy(bestWeightsPath(folder), keptBestPath(folder, state.best.epoch));
  };
  return {
    keep(state) {
      if (state.best?.epoch === state.epoch) best = state;
      last = state;
      if (every === null || state.epoch % every !== 0) return;
      write(state);
      if (best === state) best = null;
      last = null;
    },
    finish(isResumable) {
      if (best !== null && best !== last) write(best);
      if (last !== null && !(isResumable && best !== last)) write(last);
      best = last = null;
    },
  };
}
