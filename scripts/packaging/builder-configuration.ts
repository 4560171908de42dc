// The configuration of electron-builder. The package's content is the folder that stage-app.ts prepares.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration, FileAssociation } from 'electron-builder';
import { electronFuses } from './fuses.ts';

export interface BuilderOptions {
  /** The staged program. */
  readonly app: string;
  /** Where packages are written. */
  readonly output: string;
  /** Instead of the version that package.json names, downloaded. */
  readonly electron: { readonly distPath: string; readonly version: string } | null;
  /** By default all; an older Electron of tests does not know some. */
  readonly fuses?: Configuration['electronFuses'];
  /** Maximum compression by default, which takes minutes. */
  readonly compression?: 'store' | 'normal';
}

const experiment = {
  ext: 'strata.json',
  name: 'Strata experiment',
  description: 'Strata experiment',
  mimeType: 'application/vnd.strata.experiment+json',
} as const satisfies FileAssociation;

/** macOS recognizes a file by the part after its last dot: Strata is offered for JSON, and is not what opens it by itself. */
const anyJson = { ext: 'json', name: 'JSON', role: 'Editor', rank: 'Alternate' } as const satisfies FileAssociation;

export function builderConfiguration(options: BuilderOptions): Configuration {
  const { app, output, electron, fuses = electronFuses, compression = 'normal' } = options;
  return {
    appId: 'org.strata.Strata',
    productName: 'Strata',
    copyright: 'The Strata authors, MIT licence',
    directories: { app, output, buildResources: 'resources/icons' },
    // electron-builder leaves node_modules out of `**/*`.
    files: ['**/*', { from: 'node_modules', to: 'node_modules' }],
    // Files that the system loads cannot be in an archive.
    asarUnpack: ['**/*.node', '**/*.so.*', '**/*.dylib', '**/*.dll'],
    // Nothing is to be collected, compiled or installed: the folder is complete.
    beforeBuild: () => Promise.resolve(false),
    afterExtract: ({ appOutDir }) => {
      // A given Electron may contain a default program, which is not shipped.
      rmSync(join(appOutDir, 'resources', 'app'), { recursive: true, force: true });
      return Promise.resolve();
    },
    electronFuses: fuses,
    // The languages of the window; Chromium's own texts in others would be a fifth of the package.
    electronLanguages: ['en-US', 'ko'],
    ...(electron === null ? {} : { electronDist: electron.distPath, electronVersion: electron.version }),
    compression,
    publish: null,
    linux: {
      executableName: 'strata',
      // Paths, not file:// addresses.
      executableArgs: ['%F'],
      icon: 'resources/icons/icon.png',
      category: 'Science',
      synopsis: 'Deep learning on sequences',
      maintainer: 'The Strata authors <authors@strata.invalid>',
      vendor: 'The Strata authors',
      fileAssociations: [experiment],
    },
    mac: {
      icon: 'resources/icons/icon.png',
      category: 'public.app-category.developer-tools',
      fileAssociations: [anyJson],
    },
    // Windows also recognizes a file by the part after its last dot, and its installer would make Strata open all JSON: no
    // association.
    win: { icon: 'resources/icons/icon.png' },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      deleteAppDataOnUninstall: false,
    },
  };
}
