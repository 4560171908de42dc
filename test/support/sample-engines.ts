// The engines of the host in memory.
import type { EngineStatus } from '#shared/contract/app.ts';

export function sampleEngines(isNativeInstalled: boolean): EngineStatus[] {
  return [
    !isNativeInstalled
      ? {
          id: 'native',
          isInstallable: true,
          available: false,
          version: null,
          device: null,
          reason: 'The TensorFlow libraries are not installed.',
        }
      : {
          id: 'native',
          isInstallable: true,
          available: true,
          version: 'TensorFlow 2.21.0',
          device: 'CPU',
          reason: 'It passed its probe.',
        },
    {
      id: 'wasm',
      isInstallable: false,
      available: true,
      version: 'tfjs-wasm 4.22.0 (SIMD)',
      device: 'CPU',
      reason: 'It comes with Strata and works everywhere, some ten to fifty times slower than native.',
    },
  ];
}
