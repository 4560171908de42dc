// Loads an engine into this thread and makes it the one that computes. The add-on is loaded once a process; loading again is free.
import { createRequire } from 'node:module';
import { availableParallelism, constants } from 'node:os';
import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { EngineRecord } from '#shared/runs/run.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';

export interface LoadedEngine {
  /** The name under which tfjs-core knows the backend. */
  readonly backendName: string;
  readonly record: Pick<EngineRecord, 'id' | 'device' | 'version'>;
  /** How many loops are worth running at the same time: the processor's threads, or 1 on a graphics card. */
  readonly threads: number;
}

const require = createRequire(import.meta.url);

/** tfjs-node 4.22 calls these; Node 23 took the first away and warns of the second. */
function restoreRemovedUtilities(): void {
  const node = util as unknown as Record<string, unknown>;
  node['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  node['isArray'] = Array.isArray;
}

/** The add-on as far as it is asked here. */
interface TensorFlowBinding {
  readonly TF_Version: string;
  isUsingGpuDevice(): boolean;
}

/** The parts of tfjs-node that are used; its own entry would look for its add-on in its own folder. */
interface NodeBackendModule {
  readonly NodeJSKernelBackend: new (binding: TensorFlowBinding, packageName: string) => tf.KernelBackend;
}

type Facts = LoadedEngine['record'];

let native: { readonly addonPath: string; readonly facts: Facts } | null = null;

/** dlopen's flag for a library that stays in the process for good; Node's constants lack it. Windows knows no flags. */
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

/** @throws Error for a second add-on: one TensorFlow fits into a process */
function registerNative(addonPath: string): Facts {
  if (native?.addonPath === addonPath) return native.facts;
  if (native !== null) throw new Error('another TensorFlow is loaded already; restart Strata to change it');
  restoreRemovedUtilities();
  const binding = loadForGood(addonPath);
  const module = require('@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend') as NodeBackendModule;
  require('@tensorflow/tfjs-node-gpu/dist/register_all_kernels');
  tf.registerBackend('tensorflow', () => new module.NodeJSKernelBackend(binding, 'tensorflow'));
  const device = binding.isUsingGpuDevice() ? 'GPU' : 'CPU';
  native = { addonPath, facts: { id: 'native', device, version: `TensorFlow ${binding.TF_Version}` } };
  return native.facts;
}

async function loadWasm(): Promise<Facts> {
  const { registerWasm, wasmVersion } = await import('#main/training/worker/backends/wasm-backend.ts');
  registerWasm();
  return { id: 'wasm', device: 'CPU', version: await wasmVersion() };
}

/**
 * Loads the engine and sets it as tfjs-core's backend.
 * @throws AppError `engine-unavailable` when it cannot be loaded
 */
export async function loadEngine(load: EngineLoad): Promise<LoadedEngine> {
  const backendName = load.id === 'native' ? 'tensorflow' : 'wasm';
  try {
    const record = load.id === 'native' ? registerNative(load.addonPath) : await loadWasm();
    if (!(await tf.setBackend(backendName))) throw new Error('the backend did not start');
    return { backendName, record, threads: record.device === 'CPU' ? availableParallelism() : 1 };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('engine-unavailable', msg`The engine "${load.id}" cannot be loaded: ${why}`, {
      hint: msg`strata doctor says which engines work here.`,
      cause,
    });
  }
}
