// Memory for the numbers of a batch.
import type { Batch, SampleArray } from '#shared/data/samples.ts';

/**
 * An uninitialized array for a batch: an input of a batch that is no longer needed, if it is large enough, else a new
 * one filled with 0. New memory is page-aligned, as V8's resizable buffers are: TensorFlow uses arrays aligned to 64 bytes
 * without a copy, and copies all others.
 * @param used null for the first of batches that are written over each other; undefined for one that is not: its memory begins
 * where it may
 * @param place which input it is for
 */
export function batchRoom<T extends SampleArray>(
  type: new (buffer: ArrayBufferLike, offset: number, length: number) => T,
  length: number,
  used: Batch | null | undefined,
  place = 0,
): T {
  const bytes = length * 4;
  if (used === undefined) return new type(new ArrayBuffer(bytes), 0, length);
  const buffer = used?.inputs[place]?.values.buffer;
  if (buffer === undefined || buffer.byteLength < bytes)
    return new type(new ArrayBuffer(bytes, { maxByteLength: bytes }), 0, length);
  return new type(buffer, 0, length);
}
