// NumPy's arrays as NumPy writes them, for tests.
import { zipSync } from 'fflate';

/** A .npy array of format 1. @param shape as Python writes it: `3,` or `3, 2` */
export function npyArray(descr: string, shape: string, data: Uint8Array, isFortran = false): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': ${isFortran ? 'True' : 'False'}, 'shape': (${shape}), }`;
  const padded = `${header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11)}\n`;
  const length = Buffer.alloc(2);
  length.writeUInt16LE(padded.length);
  return Buffer.concat([Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0]), length, Buffer.from(padded), data]);
}

/** An array of 64-bit numbers. */
export function npyFloats(values: readonly number[], shape = `${values.length},`, isFortran = false): Uint8Array {
  return npyArray('<f8', shape, new Uint8Array(Float64Array.from(values).buffer), isFortran);
}

/** Texts of at most `length` characters. */
export function npyTexts(texts: readonly string[], length: number): Uint8Array {
  const data = Buffer.alloc(texts.length * length * 4);
  texts.forEach((text, row) =>
    Array.from(text).forEach((letter, i) => data.writeUInt32LE(letter.codePointAt(0) ?? 0, (row * length + i) * 4)),
  );
  return npyArray(`<U${length}`, `${texts.length},`, data);
}

/** A .npz archive. */
export function npzArchive(arrays: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(arrays).map(([name, array]) => [`${name}.npy`, array])));
}
