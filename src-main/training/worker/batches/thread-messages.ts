// What the trainer and the thread that cuts its batches say to each other; a batch is the answer. Arrays lie in memory that both share.
// No schemas: loading them would take the thread longer than all the rest of it.
import type { Batch, SampleSet } from '#shared/data/samples.ts';

/** Handed to the thread when it is made: by split. */
export type ThreadSetup = readonly (Pick<SampleSet, 'source' | 'count'> & { readonly order: Uint32Array })[];

/** The samples `order[from..to)` of a split, by its number. Requests are answered in turn. */
export interface CutRequest {
  readonly split: number;
  readonly from: number;
  readonly to: number;
}

function isObject(message: unknown): message is object {
  return typeof message === 'object' && message !== null;
}

export function isCutRequest(message: unknown): message is CutRequest {
  return isObject(message) && 'split' in message && 'from' in message && 'to' in message;
}

export function isBatch(message: unknown): message is Batch {
  return isObject(message) && 'inputs' in message && 'targets' in message && 'size' in message;
}
