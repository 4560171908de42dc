import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from '#shared/contract/binary-message.ts';

const message = {
  id: 7,
  output: {
    name: 'Läufe — 실행 🌦',
    steps: Uint32Array.from([1, 2, 4_294_967_295]),
    nothing: new Float64Array(0),
    weights: Float32Array.from([0.5, NaN, -0]),
    bytes: Uint8Array.from([0, 255, 7]),
    values: Float64Array.from([0.1, NaN, -Infinity, -0, Number.MIN_VALUE]),
    list: [{ a: null }],
  },
};

function encoded(): Uint8Array<ArrayBuffer> {
  const bytes = encodeMessage(message);
  if (typeof bytes === 'string') throw new Error('The arrays are gone.');
  return bytes;
}

describe('a message with arrays', () => {
  it('comes back with equal numbers, whatever it lies in', () => {
    expect(decodeMessage(encoded())).toEqual(message);
    expect(decodeMessage(encoded().buffer)).toEqual(message);
    const shifted = new Uint8Array(encoded().length + 3);
    shifted.set(encoded(), 3);
    expect(decodeMessage(shifted.subarray(3))).toEqual(message);
    // What a socket of Node hands out: a view of a larger memory.
    const pool = Buffer.concat([Buffer.from('head of a frame'), encoded()]);
    expect(decodeMessage(pool.subarray('head of a frame'.length))).toEqual(message);
  });

  it('takes 12 bytes a point and little more', () => {
    const steps = Uint32Array.from({ length: 10_000 }, (_, i) => i);
    const bytes = encodeMessage({ id: 1, output: { steps, values: new Float64Array(10_000) } });
    expect(bytes.length).toBeLessThan(120_000 + 300);
  });

  it('without arrays is text', () => {
    for (const plain of [
      { id: 1, output: { a: [1] } },
      { id: 1, output: null },
      { id: 1, output: [] },
    ]) {
      const text = encodeMessage(plain);
      expect(text).toBe(JSON.stringify(plain));
      if (typeof text === 'string') expect(decodeMessage(text)).toEqual(plain);
    }
  });

  it('that was cut off or changed is not understood, and throws nothing', () => {
    for (let length = 0; length < encoded().length; length += 5)
      expect(decodeMessage(encoded().slice(0, length))).toBeUndefined();
    for (let at = 0; at < 300; at++) {
      const bytes = encoded();
      bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
      expect(() => decodeMessage(bytes)).not.toThrow();
    }
  });
});
