// The engines, fastest first. A new one is a file here, a file in training/worker/engines, and its id in src-shared/runs/run.ts.
import type { Engine } from '#main/engines/engine.ts';
import { nativeEngine } from '#main/engines/native-engine.ts';
import { wasmEngine } from '#main/engines/wasm-engine.ts';
import type { EngineId } from '#shared/runs/run.ts';

const byId: Readonly<Record<EngineId, Engine>> = { native: nativeEngine, wasm: wasmEngine };

/** Every engine, in the order in which `auto` prefers them. */
export const engines: readonly Engine[] = Object.values(byId);

export function engineOf(id: EngineId): Engine {
  return byId[id];
}
