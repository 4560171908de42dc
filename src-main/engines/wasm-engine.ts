// The engine `wasm`: TensorFlow.js in WebAssembly, which ships with Strata and needs nothing else.
import { join } from 'node:path';
import type { Engine } from '#main/engines/engine.ts';
import { enginesFolder } from '#main/engines/manifest.ts';
import packageFile from '#package.json' with { type: 'json' };

const version = packageFile.dependencies['@tensorflow/tfjs-backend-wasm'];

export const wasmEngine: Engine = {
  id: 'wasm',
  compiles: false,
  installation: null,
  find: (home) => [
    {
      load: { id: 'wasm' },
      // Its files are the program's own: they change with its version.
      memory: { path: join(enginesFolder(home), 'wasm-probe.json'), engine: `wasm ${version}`, files: '' },
      findDamage: () => Promise.resolve([]),
    },
  ],
  hasBroken: () => false,
};
