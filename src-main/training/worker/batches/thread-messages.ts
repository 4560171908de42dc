// What the trainer and the thread that cuts its batches say to each other; a batch is the answer. Its memory goes there and back.
// No schemas: loading them would take the thread longer than all the rest of it.
import type { Batch, SampleSet } from '#shared/data/samples.ts';

/** Handed to the thread when it is made: by split. */
export type ThreadSetup = readonly Pick<SampleSet, 'source' | 'count'>[];

/** Requests are answered in turn. */
export interface CutRequest {
  readonly split: number;
  /** The samples' numbers. */
  readonly samples: Uint32Array;
  /** Written over. */
  readonly used: Batch | null;
}

function isObject(message: unknown): message is object {
  return typeof message === 'object' && message !== null;
}

export function isCutRequest(message: unknown): message is CutRequest {
  return isObject(message) && 'split' in message && 'samples' in message && 'used' in message;
}

export function isBatch(message: unknown): message is Batch {
  return isObject(message) && 'inputs' in message && 'targets' in message && 'size' in message;
}

/** What is handed over with a batch: targets are few, and copied. */
export function memoryOf(batch: Batch | null): ArrayBuffer[] {
  const buffers = batch?.inputs.map(({ values }) => values.buffer) ?? [];
  return buffers.filter((buffer) => buffer instanceof ArrayBuffer);
}
