// Packages the workbench with the Electron that tests have here, as it is shipped; in the
// older one with the older build.
import type { UserConfig } from 'vite';
import { packageProgram } from '../../scripts/packaging/package-program.ts';
import { olderBuild } from './build.ts';
import { shippedFuses } from './fuses.ts';
import { nativeBindingFor, testElectron } from './electron.ts';

const ownAddon = `node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`;

/** Source maps would only make it large. */
function withoutMaps(configs: readonly UserConfig[]): readonly UserConfig[] {
  return configs.map((config) => ({ ...config, build: { ...config.build, sourcemap: false } }));
}

/**
 * @param compression `normal` takes minutes
 * @returns the paths of what was made
 */
export async function packageForTests(
  output: string,
  targets: readonly string[],
  compression: 'store' | 'normal' = 'store',
): Promise<string[]> {
  const electron = await testElectron();
  const { distPath, version } = electron;
  const binding = await nativeBindingFor(electron);
  const older = {
    builds: (folder: string) => withoutMaps(olderBuild(folder, null)),
    // In its package's place, as the one for a newer Electron lies there.
    replaced: binding === null ? {} : { [ownAddon]: binding },
  };
  return await packageProgram({
    output,
    targets,
    electron: { distPath, version },
    fuses: await shippedFuses(electron),
    compression,
    ...(binding === null ? {} : older),
  });
}
