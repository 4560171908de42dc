// The seeded random numbers outside the engine: order of samples, splits, initial weights. The same on every machine.

/** Numbers in [0, 1) with 32 bits, the same sequence for the same seed and stream. */
export type Random = () => number;

/**
 * sfc32 by Chris Doty-Humphrey (PractRand), seeded from a 32-bit seed and a stream number through splitmix32.
 * @param stream separates uses of one seed (epoch, layer) so that they do not share a sequence
 */
export function createRandom(seed: number, stream = 0): Random {
  let mixer = (seed ^ Math.imul(stream + 1, 0x9e3779b9)) >>> 0;
  const next = (): number => {
    mixer = (mixer + 0x9e3779b9) >>> 0;
    let z = mixer;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let a = next();
  let b = next();
  let c = next();
  let counter = 1;
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
}

/** The numbers 0..count-1 in random order (Fisher–Yates, in place when `into` is given). */
export function shuffledOrder(count: number, random: Random, into: Uint32Array = new Uint32Array(count)): Uint32Array {
  for (let i = 0; i < count; i++) into[i] = i;
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = into[i] ?? 0;
    into[i] = into[j] ?? 0;
    into[j] = kept;
  }
  return into;
}
