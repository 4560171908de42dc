// Which steps of its input a layer's output step is computed from: what receptive fields are composed of.
import { sizeOf } from '#shared/model/layer-rules/common.ts';
import type { Shape } from '#shared/model/model-spec.ts';

/**
 * The steps of an input that output step t depends on. A vector counts as one step.
 * `window`: the whole numbers from `(t · stride + start) / spread` to `(t · stride + start + size - 1) / spread`.
 * `before`: all up to step t. `after`: all from the last one back to the t-th before it. `nothing`: its values are not read.
 */
export type Reach =
  | {
      readonly kind: 'window';
      readonly size: number;
      readonly stride: number;
      readonly start: number;
      readonly spread: number;
    }
  | { readonly kind: 'before' | 'after' | 'all' | 'nothing' };

/** A window over the input's steps. */
export function windowOf(size: number, start = 0, stride = 1, spread = 1): Reach {
  return { kind: 'window', size, start, stride, spread };
}

/** Each step by itself. */
export const ownStep = windowOf(1);

/** Every step depends on all of them. */
export const allSteps: Reach = { kind: 'all' };

/** How the window of a convolution or a pooling moves. */
interface MovingWindow {
  /** From its first step to its last, with the gaps of a dilation. */
  readonly size: number;
  readonly stride: number;
  readonly padding: 'valid' | 'same' | 'causal';
}

/** The reach of a moving window; `same` pads as TensorFlow does, the larger half at the end. @param steps of the input */
export function movingReach({ size, stride, padding }: MovingWindow, steps: number | null): Reach {
  if (padding === 'valid') return windowOf(size, 0, stride);
  if (padding === 'causal') return windowOf(size, 1 - size, stride);
  const added = steps === null ? size - 1 : Math.max(0, (Math.ceil(steps / stride) - 1) * stride + size - steps);
  return windowOf(size, -Math.floor(added / 2), stride);
}

/** The reach of a layer that works along an axis of a sample: that of the steps is the first. */
export function reachAlong(places: readonly number[]): Reach {
  return places.includes(0) ? allSteps : ownStep;
}

/** The reach where the values stay in order and get another shape. */
export function reshapedReach(input: Shape, output: Shape): Reach {
  const each = sizeOf(input.slice(1));
  const wanted = sizeOf(output.slice(1));
  if (output.length === 1 && input.length > 1) return allSteps;
  if (wanted % each === 0) return windowOf(wanted / each, 0, wanted / each);
  const parts = each / wanted;
  if (each % wanted === 0) return windowOf(parts, 1 - parts, 1, parts);
  return allSteps;
}
