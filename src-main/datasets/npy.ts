// Reads the arrays of Keras's imdb.npz: whole numbers, and pickled lists of them.
import { msg } from '#shared/base/message.ts';
import { NameRegistry, Parser } from 'pickleparser';
import { findPickleFault } from '#main/datasets/check-pickle.ts';
import { NpyError, readNpyHeader } from '#main/datasets/npy-header.ts';

function readHeader(bytes: Uint8Array): { descr: string; length: number; dataAt: number } {
  const { descr, shape, dataAt } = readNpyHeader(bytes);
  const [length] = shape;
  if (descr === null || length === undefined || shape.length !== 1)
    throw new NpyError(msg`it is not a one-dimensional array`);
  return { descr, length, dataAt };
}

/** A one-dimensional array of whole numbers. @throws NpyError */
export function readNpyIntegers(bytes: Uint8Array): number[] {
  const { descr, length, dataAt } = readHeader(bytes);
  const match = /^([<|])([iub])([1248])$/.exec(descr);
  if (match === null) throw new NpyError(msg`its type is "${descr}", not whole numbers`);
  const size = Number(match[3]);
  if (bytes.length < dataAt + length * size) throw new NpyError(msg`it ends too early`);
  const data = Buffer.from(bytes.buffer, bytes.byteOffset + dataAt, length * size);
  const isSigned = match[2] === 'i';
  return Array.from({ length }, (_, i) => {
    if (size === 8) return Number(isSigned ? data.readBigInt64LE(i * 8) : data.readBigUInt64LE(i * 8));
    return isSigned ? data.readIntLE(i * size, size) : data.readUIntLE(i * size, size);
  });
}

/** What NumPy pickles an object array as: `_reconstruct(ndarray, …)`, then its state, of which the last entry is the list. */
class PickledArray {
  items: unknown = null;
  __setstate__(state: unknown): void {
    this.items = Array.isArray(state) ? state.at(-1) : null;
  }
}

/** Allows only the names of NumPy's arrays; other names in a pickle are refused. */
class ArrayNames extends NameRegistry {
  constructor() {
    super();
    for (const module of ['numpy.core.multiarray', 'numpy._core.multiarray'])
      this.register(module, '_reconstruct', () => new PickledArray());
    this.register('numpy', 'ndarray', () => new PickledArray());
    this.register('numpy', 'dtype', () => new PickledArray());
    this.register('_codecs', 'encode', (text: string) => text);
  }

  override onMissingName(module: string, name: string): never {
    throw new NpyError(msg`${module}.${name} has no place in a list of numbers`);
  }
}

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Stops at the first error: lists that refer to one another can expand without limit. */
function requireSequences(items: unknown, length: number, mostNumbers: number): readonly number[][] {
  const fault = new NpyError(msg`it holds something else than lists of numbers`);
  if (!isArray(items) || items.length !== length) throw fault;
  let numbers = 0;
  for (const sequence of items) {
    if (!isArray(sequence)) throw fault;
    numbers += sequence.length;
    if (numbers > mostNumbers) throw new NpyError(msg`its lists refer to one another`);
  }
  const isNumbers = (sequence: unknown): sequence is number[] =>
    isArray(sequence) && sequence.every((value) => typeof value === 'number');
  if (!items.every(isNumbers)) throw fault;
  return items;
}

/**
 * A pickled one-dimensional array of lists of numbers. Nothing in the pickle is run: instructions and names other than those of
 * NumPy's own arrays are refused.
 * @throws NpyError
 */
export function readNpySequences(bytes: Uint8Array): readonly number[][] {
  const { descr, length, dataAt } = readHeader(bytes);
  if (descr !== '|O') throw new NpyError(msg`its type is "${descr}", not lists`);
  const pickle = bytes.subarray(dataAt);
  const fault = findPickleFault(pickle, length);
  if (fault !== null) throw new NpyError(fault);
  let parsed: unknown;
  try {
    parsed = new Parser({ nameResolver: new ArrayNames() }).parse(pickle);
  } catch (error) {
    throw new NpyError(
      msg`its pickled lists cannot be read (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  // Each number takes at least a byte, unless one list is referenced several times.
  return requireSequences(parsed instanceof PickledArray ? parsed.items : parsed, length, pickle.length);
}
