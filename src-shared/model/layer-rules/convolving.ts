// What convolutions share: how a window moves over the steps.
import { countOf, msg, type Message } from '#shared/base/message.ts';
import { sizeSchema } from '#shared/model/layer-rules/common.ts';
import type { ShapeProblem } from '#shared/model/layer-rules/layer-definition.ts';
import { movingReach, type Reach } from '#shared/model/layer-rules/reach.ts';

/** Arguments of every convolution about its window. */
export const windowArguments = {
  kernel_size: sizeSchema,
  strides: sizeSchema.prefault(1),
};

interface Window {
  readonly kernel_size: number;
  readonly strides: number;
  readonly dilation_rate: number;
  readonly padding: 'valid' | 'same' | 'causal';
}

/** The number of steps after a convolution; null when it is open. */
export function convolvedSteps(
  { kernel_size: size, strides, dilation_rate: rate, padding }: Window,
  steps: number | null,
): { readonly steps: number | null } | { readonly problem: ShapeProblem } {
  if (steps === null) return { steps };
  if (padding !== 'valid') return { steps: Math.ceil(steps / strides) };
  const reach = rate * (size - 1) + 1;
  if (reach <= steps) return { steps: Math.floor((steps - reach) / strides) + 1 };
  const kernel = rate === 1 ? `kernel_size ${size}` : msg`kernel_size ${size} with dilation_rate ${rate}`;
  return {
    problem: {
      code: 'too-short',
      message: msg`has ${kernel}, which reaches over ${countOf(reach, '{0} step', '{0} steps')}, but only ${countOf(steps, '{0} step arrives', '{0} steps arrive')}.`,
      fit: msg`A kernel_size of ${Math.floor((steps - 1) / rate) + 1} or less fits, or padding "same".`,
      changes: [
        { argument: 'kernel_size', value: Math.floor((steps - 1) / rate) + 1 },
        { argument: 'padding', value: 'same' },
      ],
    },
  };
}

/** Which steps an output step of a convolution depends on. @param steps of the input */
export function convolvedReach(
  { kernel_size: size, strides: stride, dilation_rate: rate, padding }: Window,
  steps: number | null,
): Reach {
  return movingReach({ size: rate * (size - 1) + 1, stride, padding }, steps);
}

/** The parts of a summary that say how the window moves. */
export function windowParts({ strides, dilation_rate: rate, padding }: Window): readonly (Message | string | null)[] {
  return [
    strides === 1 ? null : msg`strides ${strides}`,
    rate === 1 ? null : msg`dilation ${rate}`,
    padding === 'valid' ? null : padding,
  ];
}

/** That Keras refuses strides together with a dilation. */
export function strideConflicts({
  strides,
  dilation_rate: rate,
}: Pick<Window, 'strides' | 'dilation_rate'>): readonly { readonly path: string; readonly message: Message }[] {
  if (strides === 1 || rate === 1) return [];
  const message = msg`has strides ${strides} and dilation_rate ${rate}; one of the two must be 1.`;
  return [{ path: 'strides', message }];
}
