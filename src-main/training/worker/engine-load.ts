// Loads an engine into this thread and makes it the one that computes. The add-on is loaded once a process; loading again is free.
import { createRequire } from 'node:module';
import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '#shared/contract/app-error.ts';
import type { EngineRecord } from '#shared/experiment/run.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';

export interface LoadedEngine {
  /** The name under which tfjs-core knows the backend. */
  readonly backendName: string;
  readonly record: Pick<EngineRecord, 'id' | 'device' | 'version'>;
}

const require = createRequire(import.meta.url);

/** tfjs-node 4.22 calls these; Node 23 took them away. */
function restoreRemovedUtilities(): void {
  const node = util as unknown as Record<string, unknown>;
  node['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  node['isArray'] ??= Array.isArray;
}

/** The parts of tfjs-node that are used; its own entry would look for its add-on in its own folder. */
interface NodeBackendModule {
  readonly NodeJSKernelBackend: new (binding: unknown, packageName: string) => tf.KernelBackend;
}

function registerNative(addonPath: string): void {
  restoreRemovedUtilities();
  const binding: unknown = require(addonPath);
  const module = require('@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend') as NodeBackendModule;
  require('@tensorflow/tfjs-node-gpu/dist/register_all_kernels');
  tf.registerBackend('tensorflow', () => new module.NodeJSKernelBackend(binding, 'tensorflow'));
}

/**
 * Loads the engine and sets it as tfjs-core's backend.
 * @throws AppError `engine-unavailable` when it cannot be loaded
 */
export async function loadEngine(load: EngineLoad): Promise<LoadedEngine> {
  const backendName = load.id === 'native' ? 'tensorflow' : 'wasm';
  try {
    if (load.id === 'native') {
      if (tf.findBackendFactory(backendName) === null) registerNative(load.addonPath);
    } else {
      const { registerWasm } = await import('#main/training/worker/backends/wasm-backend.ts');
      registerWasm();
    }
    if (!(await tf.setBackend(backendName))) throw new Error('the backend did not start');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('engine-unavailable', `The engine "${load.id}" cannot be loaded: ${why}`, {
      hint: 'strata doctor says which engines work here.',
      cause,
    });
  }
  return { backendName, record: { id: load.id, device: load.device, version: load.version } };
}
