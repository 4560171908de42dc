// Loads the engine `native`: tfjs-node's backend over an add-on of the home folder. The add-on is loaded once per process.
import { createRequire } from 'node:module';
import { availableParallelism, constants } from 'node:os';
import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { createStep } from '#main/training/step/chosen-step.ts';
import type { EngineFacts, LoadableEngine } from '#main/training/worker/engines/loadable-engine.ts';

const backendName = 'tensorflow';
const require = createRequire(import.meta.url);

/** tfjs-node 4.22 calls these; Node 23 took the first away and warns of the second. */
function restoreRemovedUtilities(): void {
  const node = util as unknown as Record<string, unknown>;
  node['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  node['isArray'] = Array.isArray;
}

/** The used part of the add-on. */
interface TensorFlowBinding {
  readonly TF_Version: string;
  isUsingGpuDevice(): boolean;
}

/** The parts of tfjs-node that are used; its own entry would look for its add-on in its own folder. */
interface NodeBackendModule {
  readonly NodeJSKernelBackend: new (binding: TensorFlowBinding, packageName: string) => tf.KernelBackend;
}

let loaded: { readonly addonPath: string; readonly facts: EngineFacts } | null = null;

/** dlopen's flag for a library that is never unloaded; Node's constants lack it. Windows has no such flags. */
const rtldNodelete = process.platform === 'darwin' ? 0x80 : 0x1000;

/**
 * As `require`, but the add-on and its libraries are never unloaded. A thread that ends unloads the add-ons it has loaded, while
 * TensorFlow's exit handlers stay registered with the C library: the process would call into unmapped memory when it exits.
 */
function loadForGood(addonPath: string): TensorFlowBinding {
  const module: { exports: unknown } = { exports: {} };
  process.dlopen(module, addonPath, constants.dlopen.RTLD_LAZY | rtldNodelete);
  return module.exports as TensorFlowBinding;
}

/** @throws Error for a second add-on: a process can load one TensorFlow only */
function register(addonPath: string): EngineFacts {
  if (loaded?.addonPath === addonPath) return loaded.facts;
  if (loaded !== null) throw new Error('another TensorFlow is loaded already; restart Strata to change it');
  restoreRemovedUtilities();
  const binding = loadForGood(addonPath);
  const module = require('@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend') as NodeBackendModule;
  require('@tensorflow/tfjs-node-gpu/dist/register_all_kernels');
  tf.registerBackend(backendName, () => new module.NodeJSKernelBackend(binding, backendName));
  const device = binding.isUsingGpuDevice() ? 'GPU' : 'CPU';
  loaded = { addonPath, facts: { id: 'native', device, version: `TensorFlow ${binding.TF_Version}` } };
  return loaded.facts;
}

export const nativeEngine: LoadableEngine = {
  backendName,
  register: ({ addonPath }) =>
    addonPath === undefined
      ? Promise.reject(new Error('it is not said where it lies'))
      : new Promise((resolve) => {
          resolve(register(addonPath));
        }),
  // A graphics card parallelizes by itself.
  createStep: ({ device }, options, wish) =>
    createStep(options, { ...wish, threads: device === 'CPU' ? availableParallelism() : 1 }),
};
