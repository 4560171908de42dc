// The best weights of a run on disk, as its history tells them: a run that goes on from a checkpoint goes on with those that were
// the best then, not with those of a later epoch that a crash took back.
import { constants, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BestEpoch } from '#shared/runs/run.ts';
import type { NamedArray } from '#main/training/step/train-step.ts';
import { readWeightsFile, writeWeights } from '#main/training/worker/weights-file.ts';

export interface BestWeights {
  /** Writes the weights of the best epoch so far. */
  keep(weights: readonly NamedArray[], best: BestEpoch): void;
  /** The checkpoint on disk knows of the newest ones, or is gone: those before are not needed any more. */
  settle(): void;
  /** Brings back those that a checkpoint calls the best. */
  restore(best: BestEpoch | null): void;
}

export function createBestWeights(folder: string): BestWeights {
  const path = join(folder, 'best.safetensors');
  /** What the checkpoint on disk calls the best, while a later epoch is better. */
  const beforePath = join(folder, 'best-before.safetensors');
  const isOf = (file: string, { epoch }: BestEpoch): boolean => {
    try {
      return readWeightsFile(file).facts['epoch'] === String(epoch);
    } catch {
      // Missing or damaged: not the ones that are looked for.
      return false;
    }
  };
  const settle = (): void => {
    rmSync(beforePath, { force: true });
  };
  return {
    keep(weights, { metric, value, epoch }) {
      if (existsSync(path) && !existsSync(beforePath)) {
        // Not in the place itself: a crash in the middle of copying must not leave a half of it.
        copyFileSync(path, `${beforePath}.part`, constants.COPYFILE_FICLONE);
        renameSync(`${beforePath}.part`, beforePath);
      }
      writeWeights(path, weights, { metric, value: String(value), epoch: String(epoch) });
    },
    settle,
    restore(best) {
      if (best === null) rmSync(path, { force: true });
      else if (!isOf(path, best) && isOf(beforePath, best)) renameSync(beforePath, path);
      settle();
    },
  };
}
