// Multiply: the product of its inputs.
import { plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { anyMask, multiplyCounted } from '#main/training/nn/merging.ts';

/** Keras's Multiply: inputs of equal shapes, or such that broadcast. */
export const build: LayerBuilder = () => (inputs, _context, masks) => ({
  ...plainOutput(multiplyCounted(inputs, masks)),
  mask: anyMask(masks),
});
