// The checkpoints that lie in the folders of runs, as the host sees them.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { msg } from '#shared/base/message.ts';
import { linkOrCopy } from '#main/files/link-or-copy.ts';
import type { Checkpoint, CheckpointStore } from '#main/ports/checkpoint-store.ts';
import type { RunFiles } from '#main/ports/run-files.ts';
import {
  checkpointPath,
  damagedCheckpoint,
  listPoints,
  parseCheckpointFacts,
  pointsOf,
  readCheckpointMetadata,
  type CheckpointPlan,
} from '#main/training/checkpoint-header.ts';
import {
  bestWeightsPath,
  epochOfState,
  keptBestPath,
  keptStatePath,
  keptStatesFolder,
} from '#main/training/run-folder.ts';
import { readWeightsFile } from '#main/training/weights-file.ts';

/** The checkpoint, the best weights that only it knows, and what a killed worker left half written. */
const endsWithTheRun = /^(checkpoint|best-before)\.safetensors|\.unfinished-/;

interface FoundState {
  readonly path: string;
  readonly checkpoint: Checkpoint;
}

/** What a file's header says; null when there is no file. @throws AppError `damaged`, `newer-version` */
function read(path: string, run: CheckpointPlan): Checkpoint | null {
  if (!existsSync(path)) return null;
  const metadata = ((): Readonly<Record<string, string>> => {
    try {
      return readCheckpointMetadata(path);
    } catch (cause) {
      throw damagedCheckpoint(path, msg`its header is not what it should be`, cause);
    }
  })();
  const { epoch, steps, best, limitBatches, dataHash } = parseCheckpointFacts(path, metadata, run);
  return { epoch, steps, best, limitBatches, dataHash };
}

/** Whether a file has the best weights of this epoch. */
function isOfEpoch(path: string, epoch: number): boolean {
  try {
    return readCheckpointMetadata(path)['epoch'] === String(epoch);
  } catch {
    return false;
  }
}

/** The checkpoints that lie in the folders of runs. */
export function createCheckpointStore(files: Pick<RunFiles, 'folder'>): CheckpointStore {
  /** Of a kept state, or of the run's checkpoint where that is of the epoch. */
  const stateAt: (...of: Parameters<CheckpointStore['stateAt']>) => FoundState | null = (
    { id, epochs, fork },
    epoch,
  ) => {
    const folder = files.folder(id);
    // After the last epoch there is a state, but no checkpoint.
    const kept = {
      path: keptStatePath(folder, epoch),
      checkpoint: read(keptStatePath(folder, epoch), { epochs: epochs + 1, fork }),
    };
    if (kept.checkpoint !== null) return { ...kept, checkpoint: kept.checkpoint };
    const path = checkpointPath(folder);
    const checkpoint = read(path, { epochs, fork });
    return checkpoint?.epoch === epoch ? { path, checkpoint } : null;
  };
  return {
    find: ({ id, ...run }) => read(checkpointPath(files.folder(id)), run),
    points({ id, ...run }) {
      const path = checkpointPath(files.folder(id));
      const file = readWeightsFile(path);
      return listPoints(pointsOf(path, file, parseCheckpointFacts(path, file.facts, run)));
    },
    kept(id) {
      const folder = keptStatesFolder(files.folder(id));
      if (!existsSync(folder)) return [];
      const epochs = readdirSync(folder).flatMap((name) => epochOfState(name) ?? []);
      return epochs.toSorted((a, b) => a - b);
    },
    stateAt: (run, epoch) => stateAt(run, epoch)?.checkpoint ?? null,
    fork(run, epoch, to) {
      const state = stateAt(run, epoch);
      if (state === null) return;
      const [from, folder] = [files.folder(run.id), files.folder(to)];
      linkOrCopy(state.path, checkpointPath(folder));
      const { best } = state.checkpoint;
      if (best === null) return;
      const weights = [keptBestPath(from, best.epoch), bestWeightsPath(from)].find((path) =>
        isOfEpoch(path, best.epoch),
      );
      if (weights !== undefined) linkOrCopy(weights, bestWeightsPath(folder));
    },
    remove(id) {
      const folder = files.folder(id);
      if (!existsSync(folder)) return;
      for (const name of readdirSync(folder))
        if (endsWithTheRun.test(name)) rmSync(join(folder, name), { force: true });
    },
  };
}
