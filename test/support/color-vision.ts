// How far colours are from each other as people see them: with all three kinds of cones, and with one kind missing.

type Triple = readonly [number, number, number];

/**
 * What is left of linear RGB when one kind of cones is missing.
 * Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision Deficiency (2009), severity 1.
 */
const visions = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const;
export type Vision = keyof typeof visions;
export const visionNames = Object.keys(visions) as readonly Vision[];

const dot = (row: Triple, values: Triple): number => row[0] * values[0] + row[1] * values[1] + row[2] * values[2];
const times = (matrix: readonly [Triple, Triple, Triple], values: Triple): Triple => [
  dot(matrix[0], values),
  dot(matrix[1], values),
  dot(matrix[2], values),
];

function linear(color: string): Triple {
  const part = (at: number): number => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

/** Linear RGB as OKLab (Ottosson, 2020), in which equal distances look equal. */
function oklab(rgb: Triple): Triple {
  const [l, m, s] = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)],
  );
}

function seen(color: string, vision: Vision): Triple {
  const [red, green, blue] = times(visions[vision], linear(color));
  const bounded = (value: number): number => Math.min(1, Math.max(0, value));
  return oklab([bounded(red), bounded(green), bounded(blue)]);
}

/** Distance in OKLab, in hundredths: 2 can just be seen side by side, 9 is another colour for a line. Colours are `#rrggbb`. */
export function colorDistance(first: string, second: string, vision: Vision): number {
  const a = seen(first, vision);
  const b = seen(second, vision);
  return 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
