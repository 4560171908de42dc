// Identity: passes its input on.
import { onlyTensor, plainOutput } from '#main/training/nn/call-context.ts';
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';

/** Keras's Identity. */
export const build: LayerBuilder = () => (inputs) => plainOutput(onlyTensor(inputs));
