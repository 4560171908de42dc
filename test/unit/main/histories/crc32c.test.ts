// The checksum of TFRecord files, by the examples of RFC 3720.
import { expect, it } from 'vitest';
import { crc32c, maskedCrc } from '#main/histories/tensorboard/crc32c.ts';

it('is CRC-32C', () => {
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
  expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e);
  expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
});

it('is masked as TensorFlow masks it', () => {
  const crc = 0xe3069283;
  const expected = (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
  expect(maskedCrc(new TextEncoder().encode('123456789'))).toBe(expected);
});
