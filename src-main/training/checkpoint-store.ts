// The checkpoints that lie in the folders of runs, as the host sees them.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { msg } from '#shared/base/message.ts';
import type { CheckpointStore } from '#main/ports/checkpoint-store.ts';
import type { RunFiles } from '#main/ports/run-files.ts';
import {
  checkpointPath,
  damagedCheckpoint,
  listPoints,
  parseCheckpointFacts,
  pointsOf,
  readCheckpointMetadata,
} from '#main/training/checkpoint-header.ts';
import { readWeightsFile } from '#main/training/weights-file.ts';

/** The checkpoint, the best weights that only it knows, and what a killed worker left half written. */
const endsWithTheRun = /^(checkpoint|best-before)\.safetensors|\.unfinished-/;

/** The checkpoints that lie in the folders of runs. */
export function createCheckpointStore(files: Pick<RunFiles, 'folder'>): CheckpointStore {
  return {
    find({ id, epochs }) {
      const path = checkpointPath(files.folder(id));
      if (!existsSync(path)) return null;
      const metadata = ((): Readonly<Record<string, string>> => {
        try {
          return readCheckpointMetadata(path);
        } catch (cause) {
          throw damagedCheckpoint(path, msg`its header is not what it should be`, cause);
        }
      })();
      const { epoch, steps, best, limitBatches, dataHash } = parseCheckpointFacts(path, metadata, epochs);
      return { epoch, steps, best, limitBatches, dataHash };
    },
    points({ id, epochs }) {
      const path = checkpointPath(files.folder(id));
      const file = readWeightsFile(path);
      return listPoints(pointsOf(path, file, parseCheckpointFacts(path, file.facts, epochs)));
    },
    remove(id) {
      const folder = files.folder(id);
      if (!existsSync(folder)) return;
      for (const name of readdirSync(folder))
        if (endsWithTheRun.test(name)) rmSync(join(folder, name), { force: true });
    },
  };
}
