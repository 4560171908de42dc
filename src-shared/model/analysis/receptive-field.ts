// How much of a model's Inputs each layer sees: the reaches of its layers, one after the other.
import { findLayer, isInput } from '#shared/model/layer-catalogue.ts';
import type { Reach } from '#shared/model/layer-rules/reach.ts';
import type { LayerSpec } from '#shared/model/model-spec.ts';

/** The part of an Input that one step of a layer's output depends on, at most. */
export interface ReceptiveField {
  /** The Input's id. */
  readonly input: string;
  /** From the first step to the last; null: all of an open length. */
  readonly steps: number | null;
  /** The Input's steps; null when they are open. */
  readonly of: number | null;
  /** `before`: everything up to the step itself; `after`: everything from it on. */
  readonly extent: 'window' | 'before' | 'after' | 'all';
}

/** A place in the Input's steps that moves with the output step t: `slope · t + at`. */
interface Line {
  readonly slope: number;
  readonly at: number;
}

/** The steps of one Input that a layer's output step t depends on: from `low` to `high`, within `least` and `most`. */
interface Field {
  readonly low: Line;
  readonly high: Line;
  /** Over all output steps; `most` is Infinity for an open length. */
  readonly least: number;
  readonly most: number;
}

type Fields = ReadonlyMap<string, Field>;

const valueOf = ({ slope, at }: Line, t: number): number => (slope === 0 ? at : slope * t + at);
const fixed = (at: number): Line => ({ slope: 0, at });

/** The line behind a step that moves with t itself: `stepSlope · t + step`. */
const moved = ({ slope, at }: Line, stepSlope: number, step: number): Line => ({
  slope: slope * stepSlope,
  at: slope * step + at,
});

/** A layer's field through one of its inputs. @param before the input's field @param steps how many come in, and go out */
function through(
  before: Field,
  reach: Reach,
  steps: { readonly in: number | null; readonly out: number | null },
): Field {
  const { low, high, least, most } = before;
  switch (reach.kind) {
    case 'all':
    case 'nothing':
      return { low: fixed(least), high: fixed(most), least, most };
    case 'before':
      return { low: fixed(Math.max(least, valueOf(low, 0))), high, least, most };
    case 'after': {
      // Output step t reads from the last input step back to the t-th before it.
      const last = (steps.in ?? Infinity) - 1;
      if (!Number.isFinite(last)) return { low: fixed(least), high: fixed(most), least, most };
      return { low: moved(low, -1, last), high: fixed(Math.min(most, valueOf(high, last))), least, most };
    }
    case 'window': {
      const { size, stride, start, spread } = reach;
      const [first, last] = [start / spread, (start + size - 1) / spread];
      const jump = stride / spread;
      const next = {
        low: moved(low, jump, low.slope < 0 ? last : first),
        high: moved(high, jump, high.slope < 0 ? first : last),
      };
      const end = steps.out === null ? null : steps.out - 1;
      const outermost = (line: Line, isLow: boolean): number => {
        const far = end === null ? (line.slope === 0 ? line.at : isLow ? -Infinity : Infinity) : valueOf(line, end);
        return isLow ? Math.min(valueOf(line, 0), far) : Math.max(valueOf(line, 0), far);
      };
      return {
        ...next,
        least: Math.max(least, Math.ceil(outermost(next.low, true) - tiny)),
        most: Math.min(most, Math.floor(outermost(next.high, false) + tiny)),
      };
    }
  }
}

/** Steps that are fractions stand for the whole numbers between them. */
const tiny = 1e-9;

/**
 * The line outside of two. Of one that is the same at every step and one that moves, or of two that move apart, no line is the
 * exact one: then the outermost place of both is.
 * @param bounds where each of them ends
 */
function outside(lines: readonly [Line, Line], bounds: readonly [number, number], pick: typeof Math.min): Line {
  const [a, b] = lines;
  if (Math.sign(a.slope) === Math.sign(b.slope)) return { slope: pick(a.slope, b.slope), at: pick(a.at, b.at) };
  const [endOfA, endOfB] = lines.map((line, i) => (line.slope === 0 ? line.at : (bounds[i] ?? line.at)));
  return fixed(pick(endOfA ?? a.at, endOfB ?? b.at));
}

/** What either field has. */
function union(a: Field | undefined, b: Field): Field {
  if (a === undefined) return b;
  return {
    low: outside([a.low, b.low], [a.least, b.least], Math.min),
    high: outside([a.high, b.high], [a.most, b.most], Math.max),
    least: Math.min(a.least, b.least),
    most: Math.max(a.most, b.most),
  };
}

function fieldsOf(layer: LayerSpec, known: ReadonlyMap<string, readonly Fields[]>): readonly Fields[] {
  const { id, type, config, inputs, inputShapes, outputShapes } = layer;
  const [[steps = null] = []] = outputShapes;
  if (isInput(type)) {
    const last = steps === null ? Infinity : steps - 1;
    const own = { slope: 1, at: 0 };
    return [new Map([[id, { low: own, high: own, least: 0, most: last }]])];
  }
  const reaches = findLayer(type)?.reach(config, inputShapes, findLayer) ?? [];
  const first = new Map<string, Field>();
  const others = new Map<string, Field>();
  for (const [i, source] of inputs.entries()) {
    const reach = reaches[Math.min(i, reaches.length - 1)] ?? { kind: 'all' };
    if (reach.kind === 'nothing') continue;
    const sides = { in: inputShapes[i]?.[0] ?? null, out: steps };
    for (const [input, before] of known.get(source.id)?.[source.output === 0 ? 0 : 1] ?? []) {
      first.set(input, union(first.get(input), through(before, reach, sides)));
      // Further outputs, such as a state, are taken to depend on all.
      others.set(input, union(others.get(input), through(before, { kind: 'all' }, sides)));
    }
  }
  return [first, others];
}

/** The most steps that one output step depends on. @param steps how many output steps there are */
function widest({ low, high, least, most }: Field, steps: number | null): number {
  const widthAt = (t: number): number =>
    Math.floor(Math.min(most, valueOf(high, t)) + tiny) - Math.ceil(Math.max(least, valueOf(low, t)) - tiny) + 1;
  if (steps === null) return low.slope === high.slope ? Math.floor(high.at - low.at + tiny) + 1 : most - least + 1;
  // The width rises to where an end of the Input is met, and falls from where the other is.
  const meets = ({ slope, at }: Line, bound: number): number => (slope === 0 ? 0 : (bound - at) / slope);
  const places = [0, (steps - 1) / 2, steps - 1, meets(low, least), meets(high, most)];
  let width = 0;
  for (const place of places)
    for (let near = -3; near <= 3; near++) {
      const t = Math.round(place) + near;
      if (t >= 0 && t < steps) width = Math.max(width, widthAt(t));
    }
  return width;
}

function describe(input: string, field: Field, of: number | null, steps: number | null): ReceptiveField {
  const width = widest(field, steps);
  const whole = of !== null && width >= of;
  const extent =
    whole && field.low.slope === 0 && field.high.slope === 0
      ? 'all'
      : field.low.slope === 0 && field.high.slope > 0
        ? 'before'
        : field.high.slope === 0 && field.low.slope !== 0
          ? 'after'
          : width === Infinity
            ? 'all'
            : 'window';
  return { input, of, extent, steps: Number.isFinite(width) ? Math.min(width, of ?? width) : null };
}

/**
 * The receptive field of each layer by its id: for each Input that it depends on, the most steps that one of its output steps
 * sees, from the first to the last, gaps included. Padding is not counted. A layer with several inputs sees what any of them
 * does. Where a position decides which of several paths a step comes from, all of them count; after an up-sampling the numbers
 * are bounds, up to one window of the layer before it too large.
 * @param layers in the order of computation
 */
export function receptiveFields(layers: readonly LayerSpec[]): ReadonlyMap<string, readonly ReceptiveField[]> {
  const known = new Map<string, readonly Fields[]>();
  const lengths = new Map<string, number | null>();
  const result = new Map<string, readonly ReceptiveField[]>();
  for (const layer of layers) {
    const fields = fieldsOf(layer, known);
    const steps = layer.outputShapes[0]?.[0] ?? null;
    known.set(layer.id, fields);
    if (isInput(layer.type)) lengths.set(layer.id, steps);
    result.set(
      layer.id,
      [...(fields[0] ?? [])].map(([input, field]) => describe(input, field, lengths.get(input) ?? null, steps)),
    );
  }
  return result;
}
