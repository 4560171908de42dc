// The best weights of a run on disk. A run resumed from a checkpoint uses the weights that were best at that checkpoint, not
// those of a later epoch lost in a crash.
import { closeSync, constants, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BestEpoch } from '#shared/runs/run.ts';
import type { NamedArray } from '#main/training/step/train-step.ts';
import { bestWeightsPath } from '#main/training/run-folder.ts';
import { readWeightsFile, writeWeights } from '#main/training/weights-file.ts';

export interface BestWeights {
  /** Writes the weights of the best epoch so far. */
  keep(weights: readonly NamedArray[], best: BestEpoch): void;
  /** Waits until the disk has the newest ones. */
  flush(): void;
  /** Call it when the checkpoint on disk refers to the newest weights, or is removed: older ones are then deleted. */
  deleteOlder(): void;
  /** Restores those that a checkpoint names as the best. */
  restore(best: BestEpoch | null): void;
}

export function createBestWeights(folder: string): BestWeights {
  const path = bestWeightsPath(folder);
  /** The best weights of the checkpoint on disk, while a later epoch is better. */
  const beforePath = join(folder, 'best-before.safetensors');
  const isOf = (file: string, { epoch }: BestEpoch): boolean => {
    try {
      return readWeightsFile(file).facts['epoch'] === String(epoch);
    } catch {
      // Missing or damaged: not a match.
      return false;
    }
  };
  let isFlushed = true;
  const deleteOlder = (): void => {
    rmSync(beforePath, { force: true });
  };
  return {
    keep(weights, { metric, value, epoch }) {
      if (existsSync(path) && !existsSync(beforePath)) {
        // Not in place: a crash during the copy must not leave a partial file.
        copyFileSync(path, `${beforePath}.part`, constants.COPYFILE_FICLONE);
        renameSync(`${beforePath}.part`, beforePath);
      }
      writeWeights(path, weights, { metric, value: String(value), epoch: String(epoch) });
      isFlushed = false;
    },
    flush() {
      if (isFlushed) return;
      const file = openSync(path, 'r+');
      try {
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      isFlushed = true;
    },
    deleteOlder,
    restore(best) {
      if (best === null) rmSync(path, { force: true });
      else if (!isOf(path, best) && isOf(beforePath, best)) renameSync(beforePath, path);
      deleteOlder();
    },
  };
}
