// Loads the engine `wasm`: tfjs-backend-wasm with the kernels it lacks, imported only when it is asked for.
import { createStep } from '#main/training/step/chosen-step.ts';
import { backendName } from '#main/training/worker/backends/wasm-kernels/kernel-scope.ts';
import type { LoadableEngine } from '#main/training/worker/engines/loadable-engine.ts';

export const wasmEngine: LoadableEngine = {
  backendName,
  register: async () => {
    const { registerWasm, wasmVersion } = await import('#main/training/worker/backends/wasm-backend.ts');
    registerWasm();
    return { id: 'wasm', device: 'CPU', version: await wasmVersion() };
  },
  createStep: (_facts, options, wish) => createStep(options, { ...wish, threads: 1 }),
};
