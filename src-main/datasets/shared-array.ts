// Memory that threads share.

/** An array of zeros. @param type 4 bytes a number */
export function sharedArray<T>(
  type: new (buffer: SharedArrayBuffer, offset: number, length: number) => T,
  length: number,
): T {
  return new type(new SharedArrayBuffer(length * 4), 0, length);
}
