// Weights on disk in the safetensors format (github.com/huggingface/safetensors): eight bytes of header length, a JSON header, the numbers.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { NamedArray } from '#main/training/step/train-step.ts';

const tensorSchema = z.object({
  dtype: z.literal('F32'),
  shape: z.array(z.number().int().min(0)),
  data_offsets: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
});
const headerSchema = z.object({ __metadata__: z.record(z.string(), z.string()).optional() }).catchall(tensorSchema);

/**
 * Writes the file completely or not at all.
 * @param facts strings kept in the header (`epoch`, `metric`)
 * @param flush waits until the disk has it, so that a power cut leaves the old file or the new one
 */
export function writeWeights(
  path: string,
  arrays: readonly NamedArray[],
  facts: Readonly<Record<string, string>>,
  flush = false,
): void {
  const header: Record<string, unknown> = { __metadata__: facts };
  let offset = 0;
  for (const { name, shape, values } of arrays) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + values.byteLength] };
    offset += values.byteLength;
  }
  const json = Buffer.from(JSON.stringify(header));
  const padding = Buffer.alloc((8 - (json.length % 8)) % 8, ' ');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length + padding.length));
  const numbers = arrays.map(({ values }) => Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(`${path}.part`, Buffer.concat([length, json, padding, ...numbers]), { flush });
    renameSync(`${path}.part`, path);
  } catch (error) {
    rmSync(`${path}.part`, { force: true });
    throw error;
  }
}

/** A file's arrays without its facts. @throws AppError `damaged` */
export function readWeights(path: string): NamedArray[] {
  return readWeightsFile(path).arrays;
}

export interface WeightsFile {
  readonly arrays: NamedArray[];
  readonly facts: Readonly<Record<string, string>>;
}

/** Reads what `writeWeights` wrote, or any safetensors file of 32-bit floats. @throws AppError `damaged` */
export function readWeightsFile(path: string): WeightsFile {
  const file = readFileSync(path);
  const damaged = (why: Message): AppError =>
    new AppError('damaged', msg`The weights file ${path} cannot be read: ${why}.`);
  if (file.length < 8) throw damaged(msg`it is too short`);
  const headerEnd = 8 + Number(file.readBigUInt64LE(0));
  if (headerEnd > file.length) throw damaged(msg`its header is cut off`);
  const { __metadata__: facts = {}, ...tensors } = readHeader(file.toString('utf8', 8, headerEnd), damaged);
  const arrays = Object.entries(tensors).map(([name, { shape, data_offsets: offsets }]) => {
    const bytes = file.subarray(headerEnd + offsets[0], headerEnd + offsets[1]);
    if (bytes.length !== 4 * shape.reduce((product, size) => product * size, 1))
      throw damaged(msg`"${name}" is cut off`);
    return { name, shape, values: new Float32Array(Uint8Array.from(bytes).buffer) };
  });
  return { arrays, facts };
}

function readHeader(text: string, damaged: (why: Message) => AppError): z.infer<typeof headerSchema> {
  try {
    return headerSchema.parse(JSON.parse(text));
  } catch {
    throw damaged(msg`its header is not what it should be`);
  }
}
