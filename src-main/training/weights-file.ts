// Arrays on disk in the safetensors format (github.com/huggingface/safetensors): eight bytes of header length, a JSON header, the
// numbers. A checksum among the file's facts covers all of it.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AppError } from '#shared/base/app-error.ts';
import { msg, type Message } from '#shared/base/message.ts';
import { writeWhole } from '#main/files/write-whole.ts';

type Numbers = Float32Array | Float64Array | Uint32Array;

/** A weight or optimizer slot, a series of metrics, or predictions. */
export interface StoredArray<Values extends Numbers = Numbers> {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Values;
}

const tensorSchema = z.object({
  dtype: z.enum(['F32', 'F64', 'U32']),
  shape: z.array(z.number().int().min(0)),
  data_offsets: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
});
const headerSchema = z.object({ __metadata__: z.record(z.string(), z.string()).optional() }).catchall(tensorSchema);
type Header = z.infer<typeof headerSchema>;
type Tensors = Readonly<Record<string, z.infer<typeof tensorSchema>>>;
type Facts = Readonly<Record<string, string>>;

/** Under this name in the file's own metadata. */
const checksumKey = 'sha256';

/** Over the header without the checksum itself, then the numbers. */
function checksumOf(facts: Facts, tensors: Tensors, numbers: readonly Uint8Array[]): string {
  const hash = createHash('sha256').update(JSON.stringify([facts, tensors]));
  for (const bytes of numbers) hash.update(bytes);
  return hash.digest('hex');
}

/**
 * Writes the file whole or not at all.
 * @param facts strings kept in the header (`epoch`, `metric`)
 * @param flush waits until the disk has it, so that a power cut leaves the old file or the new one
 */
export function writeWeights(path: string, arrays: readonly StoredArray[], facts: Facts, flush = false): void {
  let offset = 0;
  const tensors: Record<string, Tensors[string]> = {};
  for (const { name, shape, values } of arrays) {
    const start = offset;
    offset += values.byteLength;
    const dtype = values instanceof Float32Array ? 'F32' : values instanceof Uint32Array ? 'U32' : 'F64';
    tensors[name] = { dtype, shape: [...shape], data_offsets: [start, offset] };
  }
  const numbers = arrays.map(({ values }) => Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  const metadata = { ...facts, [checksumKey]: checksumOf(facts, tensors, numbers) };
  const json = Buffer.from(JSON.stringify({ __metadata__: metadata, ...tensors }));
  const padding = Buffer.alloc((8 - (json.length % 8)) % 8, ' ');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length + padding.length));
  mkdirSync(dirname(path), { recursive: true });
  writeWhole(path, [length, json, padding, ...numbers], { flush });
}

/** The weights of a file without its facts. @throws AppError `damaged` */
export function readWeights(path: string): StoredArray<Float32Array>[] {
  return readWeightsFile(path).arrays;
}

export interface WeightsFile {
  readonly arrays: StoredArray<Float32Array<ArrayBuffer>>[];
  /** The arrays of 64-bit numbers. */
  readonly doubles: StoredArray<Float64Array<ArrayBuffer>>[];
  /** Those of whole numbers. */
  readonly integers: StoredArray<Uint32Array<ArrayBuffer>>[];
  readonly facts: Readonly<Record<string, string>>;
  /** False for a file of another program, which has no checksum of ours. */
  readonly isChecked: boolean;
}

/** Reads what `writeWeights` wrote, or any safetensors file of 32- and 64-bit floats and whole numbers of 32 bits. @throws AppError `damaged` */
export function readWeightsFile(path: string): WeightsFile {
  const file = readFileSync(path);
  const damaged = (why: Message): AppError =>
    new AppError('damaged', msg`The weights file ${path} cannot be read: ${why}.`, {
      hint: msg`The run keeps its epochs. Train it again from the start.`,
    });
  if (file.length < 8) throw damaged(msg`it is too short`);
  const headerEnd = 8 + Number(file.readBigUInt64LE(0));
  if (headerEnd > file.length) throw damaged(msg`its header is cut off`);
  const { __metadata__: metadata = {}, ...tensors } = readHeader(file.toString('utf8', 8, headerEnd), damaged);
  const { [checksumKey]: checksum, ...facts } = metadata;
  const arrays: StoredArray<Float32Array<ArrayBuffer>>[] = [];
  const doubles: StoredArray<Float64Array<ArrayBuffer>>[] = [];
  const integers: StoredArray<Uint32Array<ArrayBuffer>>[] = [];
  for (const [name, { dtype, shape, data_offsets: offsets }] of Object.entries(tensors)) {
    const bytes = file.subarray(headerEnd + offsets[0], headerEnd + offsets[1]);
    const size = shape.reduce((product, length) => product * length, 1);
    if (bytes.length !== size * (dtype === 'F64' ? 8 : 4)) throw damaged(msg`"${name}" is cut off`);
    const { buffer } = Uint8Array.from(bytes);
    if (dtype === 'F32') arrays.push({ name, shape, values: new Float32Array(buffer) });
    else if (dtype === 'U32') integers.push({ name, shape, values: new Uint32Array(buffer) });
    else doubles.push({ name, shape, values: new Float64Array(buffer) });
  }
  if (checksum !== undefined && checksum !== checksumOf(facts, tensors, [file.subarray(headerEnd)]))
    throw damaged(msg`its checksum differs`);
  return { arrays, doubles, integers, facts, isChecked: checksum !== undefined };
}

function readHeader(text: string, damaged: (why: Message) => AppError): Header {
  try {
    return headerSchema.parse(JSON.parse(text));
  } catch {
    throw damaged(msg`its header is not what it should be`);
  }
}
