// A number that a TensorProto holds. Writers put it into a field of its type, or into its bytes.
import type { PbfReader } from 'pbf';

export interface TensorFields {
  type: number;
  /** One for a scalar, also where a dimension says so. */
  size: number;
  content: Uint8Array | null;
  /** The first number of the field for its type. */
  number: number | null;
}

/** Types of tensorflow/core/framework/types.proto. */
const types = { float: 1, double: 2, int32: 3, uint8: 4, int16: 5, int8: 6, int64: 9, bool: 10, bfloat16: 14 } as const;
const moreTypes = { uint16: 17, half: 19, uint32: 22, uint64: 23 } as const;

export function emptyTensor(): TensorFields {
  return { type: 0, size: 1, content: null, number: null };
}

export function readTensorField(field: number, tensor: TensorFields, reader: PbfReader): void {
  const first = (numbers: readonly number[]): void => {
    tensor.number ??= numbers[0] ?? null;
  };
  if (field === 1) tensor.type = reader.readVarint();
  else if (field === 2) reader.readMessage(readShapeField, tensor);
  else if (field === 4) tensor.content = reader.readBytes();
  else if (field === 5) first(reader.readPackedFloat());
  else if (field === 6) first(reader.readPackedDouble());
  else if (field === 7 || field === 10) first(reader.readPackedVarint([], true));
  else if (field === 11) first(reader.readPackedVarint());
  else if (field === 13) first(reader.readPackedVarint());
  else if (field === 16 || field === 17) first(reader.readPackedVarint());
}

function readShapeField(field: number, tensor: TensorFields, reader: PbfReader): void {
  if (field === 2) reader.readMessage(readDimensionField, tensor);
}

function readDimensionField(field: number, tensor: TensorFields, reader: PbfReader): void {
  if (field === 1) tensor.size *= reader.readVarint(true);
}

/** Null where it is not one number, or of a type that is none. */
export function readScalar({ type, size, content, number }: TensorFields): number | null {
  if (size !== 1) return null;
  const bits = type === moreTypes.half || type === types.bfloat16;
  if (content === null || content.length === 0) {
    // A field that is left out is zero.
    const value = number ?? 0;
    return isKnown(type) ? (bits ? fromBits(type, value) : value) : null;
  }
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  try {
    return readContent(type, view);
  } catch {
    return null;
  }
}

function isKnown(type: number): boolean {
  return [...Object.values(types), ...Object.values(moreTypes)].some((known) => known === type);
}

/** @throws RangeError where the bytes are too few */
function readContent(type: number, view: DataView): number | null {
  switch (type) {
    case types.float:
      return view.getFloat32(0, true);
    case types.double:
      return view.getFloat64(0, true);
    case types.int32:
      return view.getInt32(0, true);
    case moreTypes.uint32:
      return view.getUint32(0, true);
    case types.int64:
      return Number(view.getBigInt64(0, true));
    case moreTypes.uint64:
      return Number(view.getBigUint64(0, true));
    case types.int16:
      return view.getInt16(0, true);
    case moreTypes.uint16:
      return view.getUint16(0, true);
    case types.int8:
      return view.getInt8(0);
    case types.uint8:
    case types.bool:
      return view.getUint8(0);
    case types.bfloat16:
    case moreTypes.half:
      return fromBits(type, view.getUint16(0, true));
    default:
      return null;
  }
}

/** The value of sixteen bits. */
function fromBits(type: number, bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  if (type === types.bfloat16) {
    view.setUint16(0, bits);
    return view.getFloat32(0);
  }
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}
