// Ascending steps as stretches of consecutive ones: those of a long run are a few numbers.

/** Stretches of consecutive steps, ascending and apart; both arrays run parallel, ends are included. */
export interface StepStretches {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** All steps of two lists, each once. */
export function unitedStretches(one: StepStretches, other: StepStretches): StepStretches {
  const from: number[] = [];
  const to: number[] = [];
  let [i, j] = [0, 0];
  while (i < one.from.length || j < other.from.length) {
    const isFirst = (one.from[i] ?? Infinity) <= (other.from[j] ?? Infinity);
    const start = (isFirst ? one.from[i] : other.from[j]) ?? 0;
    const end = (isFirst ? one.to[i++] : other.to[j++]) ?? 0;
    const last = to.length - 1;
    if (last >= 0 && start <= (to[last] ?? 0) + 1) to[last] = Math.max(to[last] ?? 0, end);
    else {
      from.push(start);
      to.push(end);
    }
  }
  return { from, to };
}

/** The stretches of ascending steps. */
export function stretchesOf(steps: Iterable<number>): StepStretches {
  const from: number[] = [];
  const to: number[] = [];
  for (const step of steps) {
    const last = to.length - 1;
    if (last >= 0 && step === (to[last] ?? 0) + 1) to[last] = step;
    else {
      from.push(step);
      to.push(step);
    }
  }
  return { from, to };
}

/** Steps by their place in their order. */
export class StepList {
  readonly #stretches: StepStretches;
  /** How many steps are before each stretch. */
  readonly #before: readonly number[];
  readonly count: number;

  constructor(stretches: StepStretches) {
    this.#stretches = stretches;
    let count = 0;
    this.#before = stretches.from.map((from, i) => {
      const before = count;
      count += (stretches.to[i] ?? from) - from + 1;
      return before;
    });
    this.count = count;
  }

  /** The step at a place from 0; undefined past the last. */
  at(place: number): number | undefined {
    if (place < 0 || place >= this.count) return undefined;
    let [low, high] = [0, this.#before.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#before[middle] ?? 0) <= place) low = middle;
      else high = middle;
    }
    return (this.#stretches.from[low] ?? 0) + place - (this.#before[low] ?? 0);
  }
}
