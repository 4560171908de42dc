// The messages between the trainer and the thread that makes its batches; the answer is a batch, whose memory is transferred
// in both directions. No schemas: loading them would take longer than the rest of the thread's start.
import type { Batch, SampleSet } from '#shared/data/samples.ts';

/** Passed to the thread at its start, by split. */
export type ThreadSetup = readonly Pick<SampleSet, 'source' | 'count'>[];

/** Requests are answered in order. */
export interface SliceRequest {
  readonly split: number;
  /** The samples' indices. */
  readonly samples: Uint32Array;
  /** Memory to overwrite. */
  readonly used: Batch | null;
}

function isObject(message: unknown): message is object {
  return typeof message === 'object' && message !== null;
}

export function isSliceRequest(message: unknown): message is SliceRequest {
  return isObject(message) && 'split' in message && 'samples' in message && 'used' in message;
}

export function isBatch(message: unknown): message is Batch {
  return isObject(message) && 'inputs' in message && 'targets' in message && 'size' in message;
}

/** The memory transferred with a batch: targets are small, and copied. */
export function memoryOf(batch: Batch | null): ArrayBuffer[] {
  const buffers = batch?.inputs.map(({ values }) => values.buffer) ?? [];
  return buffers.filter((buffer) => buffer instanceof ArrayBuffer);
}
