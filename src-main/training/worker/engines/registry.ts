// The engines that the trainer's thread can load. The main process's part of each is in src-main/engines.
import type { EngineId } from '#shared/runs/run.ts';
import type { LoadableEngine } from '#main/training/worker/engines/loadable-engine.ts';
import { nativeEngine } from '#main/training/worker/engines/native-engine.ts';
import { wasmEngine } from '#main/training/worker/engines/wasm-engine.ts';

export const loadableEngines: Readonly<Record<EngineId, LoadableEngine>> = { native: nativeEngine, wasm: wasmEngine };
