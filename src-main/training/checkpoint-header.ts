// What a checkpoint says of itself, in the header of its safetensors file, and what can be true of it. Both sides read it: the worker
// to resume, the host to tell whether it can.
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '#shared/base/app-error.ts';
import { countOf, msg, type Message } from '#shared/base/message.ts';
import type { Fork } from '#shared/runs/fork.ts';
import { bestEpochSchema } from '#shared/runs/run.ts';
import type { MetricPoint } from '#shared/runs/metric-series.ts';
import type { StoredArray, WeightsFile } from '#main/training/weights-file.ts';

const checkpointName = 'checkpoint.safetensors';
/** Under this name in the file's own metadata. */
export const checkpointKey = 'strata';
/** A header has one line a weight; a larger one is no header of ours. */
const mostHeaderBytes = 64 * 1024 * 1024;
/** Before the key of a series among the file's arrays. */
const pointsPrefix = 'points/';

/** The format that is written and read. Every file has its own. */
export const checkpointFormat = 2;
const formatSchema = z.object({ format: z.number().int() });

const checkpointFactsSchema = z.object({
  format: z.literal(checkpointFormat),
  /** The last epoch that is in it, from 1. */
  epoch: z.number().int().min(1),
  /** Training steps until then, over all epochs. */
  steps: z.number().int().min(1),
  /** For the next epoch, as callbacks left it. */
  learningRate: z.number().min(0),
  best: bestEpochSchema.nullable(),
  /** What each callback remembers, in their order. */
  callbacks: z.array(z.record(z.string(), z.number().nullable())),
  /** Passes over the samples that were begun, and the place in the last one. */
  passes: z.number().int().min(1),
  position: z.number().int().min(0),
  limitBatches: z.number().int().min(1).nullable(),
  dataHash: z.string(),
});
export type CheckpointFacts = z.infer<typeof checkpointFactsSchema>;

export function checkpointPath(folder: string): string {
  return join(folder, checkpointName);
}

/** The run's numbers stay; what cannot be used is the state to resume from. */
export function damagedCheckpoint(path: string, why: Message, cause?: unknown): AppError {
  return new AppError('damaged', msg`The checkpoint ${path} cannot be used: ${why}.`, {
    hint: msg`The run keeps its epochs. Train it again from the start.`,
    cause,
  });
}

/** A checkpoint of another format. */
function otherFormat(path: string, format: number): AppError {
  if (format > checkpointFormat)
    return new AppError('newer-version', msg`The checkpoint ${path} was written by a newer Strata.`, {
      hint: msg`Update Strata to resume the run, or train it again with the same settings. Its epochs are kept.`,
    });
  return new AppError(
    'damaged',
    msg`The checkpoint ${path} was written by an older Strata, so the run cannot be resumed from it.`,
    { hint: msg`Train the run again with the same settings. Its epochs are kept.` },
  );
}

/** What a checkpoint must fit. */
export interface CheckpointPlan {
  /** How many epochs the run was to have. */
  readonly epochs: number;
  /** Where it was forked from, with epochs that may have had another number of steps. */
  readonly fork: Pick<Fork, 'epoch' | 'steps'> | null;
}

/** What contradicts itself, or the run's plan; null when all can be true. */
function contradiction(facts: CheckpointFacts, { epochs, fork }: CheckpointPlan): Message | null {
  const { epoch, steps, best, passes } = facts;
  const own = { epochs: epoch - (fork?.epoch ?? 0), steps: steps - (fork?.steps ?? 0) };
  // After the last epoch a run is completed, and has none.
  if (epoch >= epochs) return msg`it says epoch ${epoch} of ${epochs}`;
  if (best !== null && (best.epoch < 1 || best.epoch > epoch))
    return msg`it says that epoch ${best.epoch} is the best of ${epoch}`;
  if (
    own.epochs < 0 ||
    own.steps < 0 ||
    (own.epochs === 0 ? own.steps > 0 : own.steps % own.epochs !== 0) ||
    passes > steps
  )
    return msg`it says ${countOf(steps, '{0} step', '{0} steps')} in ${countOf(epoch, '{0} epoch', '{0} epochs')}, and ${countOf(passes, '{0} pass', '{0} passes')}`;
  return null;
}

/** The facts in a file's metadata. @throws AppError `damaged`, `newer-version` */
export function parseCheckpointFacts(
  path: string,
  metadata: Readonly<Record<string, string>>,
  run: CheckpointPlan,
): CheckpointFacts {
  const read = <Facts>(schema: z.ZodType<Facts>): Facts => {
    try {
      return schema.parse(JSON.parse(metadata[checkpointKey] ?? ''));
    } catch (cause) {
      throw damagedCheckpoint(path, msg`its header is not what it should be`, cause);
    }
  };
  const { format } = read(formatSchema);
  if (format !== checkpointFormat) throw otherFormat(path, format);
  const facts = read(checkpointFactsSchema);
  const why = contradiction(facts, run);
  if (why !== null) throw damagedCheckpoint(path, why);
  return facts;
}

const headerSchema = z.object({ __metadata__: z.record(z.string(), z.string()) });

/** The metadata without the numbers. @throws Error when it is none */
export function readCheckpointMetadata(path: string): Readonly<Record<string, string>> {
  const file = openSync(path, 'r');
  try {
    const length = Buffer.alloc(8);
    readSync(file, length, 0, 8, 0);
    const bytes = Number(length.readBigUInt64LE());
    if (bytes > mostHeaderBytes) throw new RangeError('The header is too large.');
    const header = Buffer.alloc(bytes);
    readSync(file, header, 0, bytes, 8);
    return headerSchema.parse(JSON.parse(header.toString('utf8'))).__metadata__;
  } finally {
    closeSync(file);
  }
}

/** How many points of a series are in a checkpoint: one a training step, or one an epoch. */
function pointsIn(key: string, { epoch, steps }: Pick<CheckpointFacts, 'epoch' | 'steps'>): number {
  return key.startsWith('batch/') ? steps : epoch;
}

/** All numbers of a run as arrays: the points of a series have the steps 1, 2, 3, … Later ones are left out. */
export function pointArrays(
  points: ReadonlyMap<string, readonly number[]>,
  place: Pick<CheckpointFacts, 'epoch' | 'steps'>,
): StoredArray[] {
  return [...points].map(([key, series]) => {
    const values = Float64Array.from(series.slice(0, pointsIn(key, place)));
    return { name: pointsPrefix + key, shape: [values.length], values };
  });
}

/** Back from arrays. @throws AppError `damaged` */
export function pointsOf(path: string, { doubles }: WeightsFile, facts: CheckpointFacts): Map<string, number[]> {
  return new Map(
    doubles.map(({ name, values }) => {
      const key = name.slice(pointsPrefix.length);
      if (!name.startsWith(pointsPrefix) || values.length !== pointsIn(key, facts))
        throw damagedCheckpoint(
          path,
          msg`its series "${key}" has ${countOf(values.length, '{0} point', '{0} points')}`,
        );
      return [key, [...values]];
    }),
  );
}

/** The same as single points. */
export function listPoints(points: ReadonlyMap<string, readonly number[]>): MetricPoint[] {
  return [...points].flatMap(([key, values]) => values.map((value, i) => ({ key, step: i + 1, value })));
}
