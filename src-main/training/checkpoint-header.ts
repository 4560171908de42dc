// What a checkpoint says of itself, in the header of its safetensors file. Both sides read it: the worker to go on from there, the
// host to tell whether there is one, without the numbers.
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { bestEpochSchema } from '#shared/runs/run.ts';
import type { CheckpointStore } from '#main/ports/checkpoint-store.ts';
import type { RunFiles } from '#main/ports/run-files.ts';

const checkpointName = 'checkpoint.safetensors';
/** Under this name in the file's own metadata. */
export const checkpointKey = 'strata';
/** A header has one line a weight; a larger one is no header of ours. */
const mostHeaderBytes = 64 * 1024 * 1024;

const checkpointFactsSchema = z.object({
  format: z.literal(1),
  /** The last epoch that is in it, from 1. */
  epoch: z.number().int().min(1),
  /** Training steps until then, over all epochs. */
  steps: z.number().int().min(1),
  /** For the next epoch, as callbacks left it. */
  learningRate: z.number(),
  best: bestEpochSchema.nullable(),
  /** What each callback remembers, in their order. */
  callbacks: z.array(z.record(z.string(), z.number().nullable())),
  /** Passes over the samples that were begun, and the place in the last one. */
  passes: z.number().int().min(0),
  position: z.number().int().min(0),
  limitBatches: z.number().int().min(1).nullable(),
  dataHash: z.string(),
});
export type CheckpointFacts = z.infer<typeof checkpointFactsSchema>;

export function checkpointPath(folder: string): string {
  return join(folder, checkpointName);
}

const headerSchema = z.object({ __metadata__: z.object({ [checkpointKey]: z.string() }) });

/** The facts in a header's JSON. @throws Error when they are not there */
export function parseCheckpointFacts(metadata: Readonly<Record<string, string>> | undefined): CheckpointFacts {
  return checkpointFactsSchema.parse(JSON.parse(metadata?.[checkpointKey] ?? ''));
}

function readHeader(path: string): string {
  const file = openSync(path, 'r');
  try {
    const length = Buffer.alloc(8);
    readSync(file, length, 0, 8, 0);
    const bytes = Number(length.readBigUInt64LE());
    if (bytes > mostHeaderBytes) throw new RangeError('The header is too large.');
    const header = Buffer.alloc(bytes);
    readSync(file, header, 0, bytes, 8);
    return header.toString('utf8');
  } finally {
    closeSync(file);
  }
}

/** The checkpoints that lie in the folders of runs. */
export function createCheckpointStore(files: Pick<RunFiles, 'folder'>): CheckpointStore {
  return {
    find(id) {
      try {
        const header = headerSchema.parse(JSON.parse(readHeader(checkpointPath(files.folder(id)))));
        const { epoch, steps, best, limitBatches } = parseCheckpointFacts(header.__metadata__);
        return { epoch, steps, best, limitBatches };
      } catch {
        // None was written, or it cannot be read: either way nothing can go on from it.
        return null;
      }
    },
  };
}
