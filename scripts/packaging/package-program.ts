// Packages the program: stages it, then has electron-builder make the targets, for this platform and processor.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { builderConfiguration, type BuilderOptions } from './builder-configuration.ts';
import { stageApp, type Staging } from './stage-app.ts';

const root = join(import.meta.dirname, '..', '..');

/** The targets of each platform, and all there are. */
export const targetsOf: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['dir', 'tar.gz', 'AppImage', 'deb'],
  darwin: ['dir', 'dmg'],
  win32: ['dir', 'nsis'],
};

export interface PackageOptions extends Omit<BuilderOptions, 'app'>, Omit<Staging, 'folder'> {
  readonly targets: readonly string[];
}

/** electron-builder would download a 7-Zip; where the machine has one (Debian: p7zip-full), it takes that. */
function offerSevenZip(): void {
  if (process.env['ELECTRON_BUILDER_7ZIP_PATH'] !== undefined || process.platform !== 'linux') return;
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, '7za'))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
  if (found !== undefined) process.env['ELECTRON_BUILDER_7ZIP_PATH'] = found;
}

/** @returns the paths of the packages; the target `dir` is a folder beside them */
export async function packageProgram(options: PackageOptions): Promise<string[]> {
  const { targets, builds, replaced, ...others } = options;
  offerSevenZip();
  const app = join(options.output, 'app');
  await stageApp({ folder: app, builds, replaced });
  return await build({
    projectDir: root,
    targets: Platform.current().createTarget([...targets], process.arch === 'arm64' ? Arch.arm64 : Arch.x64),
    config: builderConfiguration({ app, ...others }),
    publish: 'never',
  });
}

/** The folder in which electron-builder leaves the program itself. */
export function programFolder(output: string): string {
  const arch = process.arch === 'arm64' ? '-arm64' : '';
  if (process.platform === 'darwin') return join(output, `mac${arch}`);
  return join(output, `${process.platform === 'win32' ? 'win' : 'linux'}${arch}-unpacked`);
}
