/** Numbers in ±0.2 that make_code.py computes too. */
export function formula(size: number, number: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => (((i * 7919 + number * 104729) % 1009) / 1009 - 0.5) * 0.4);
}
