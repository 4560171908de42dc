// Input: a model's input.
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Returns its input. */
export const build: LayerBuilder = () => (inputs) => plainOutput(onlyTensor(inputs));
