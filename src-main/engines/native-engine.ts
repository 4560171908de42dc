// The engine `native`: TensorFlow's libraries, installed into the home folder.
import { rm } from 'node:fs/promises';
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import type { Engine } from '#main/engines/engine.ts';
import { installNative } from '#main/engines/install-native.ts';
import { findDamage, findInstalled, memoryOf, removeLeftovers } from '#main/engines/manifest.ts';

export const nativeEngine: Engine = {
  id: 'native',
  compiles: true,
  installation: {
    command: 'engine install native',
    downloadBytes: 274e6,
    run: installNative,
    remove: async (home) => {
      const { engines, damaged } = findInstalled(home);
      const folders = [...engines.map(({ folder }) => folder), ...damaged];
      if (folders.length === 0) throw new AppError('not-found', msg`The native engine is not installed.`);
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  },
  find: (home) => {
    removeLeftovers(home);
    return findInstalled(home).engines.map((engine) => ({
      load: { id: 'native', addonPath: engine.addonPath },
      memory: memoryOf(engine),
      findDamage: () => findDamage(engine),
    }));
  },
  hasBroken: (home) => findInstalled(home).damaged.length > 0,
};
