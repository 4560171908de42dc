// Builds the workbench for the Electron that tests have here: as it is shipped, or with what the older one lacks.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, mergeConfig } from 'vite';
import type { Plugin, UserConfig } from 'vite';
import { externalPackages, mainConfig, preloadConfig } from '../../vite.main.config.ts';
import { rendererConfig } from '../../vite.renderer.config.ts';
import packageFile from '#package.json' with { type: 'json' };
import { cacheFolder } from './cache.ts';
import { nativeBindingFor, type TestElectron } from './electron.ts';

const root = join(import.meta.dirname, '..', '..');
const olderFolder = join(import.meta.dirname, 'older');

/** Brings in the older build's own better-sqlite3, which itself requires the package's. */
const olderSqlite: Plugin = {
  name: 'strata-older-sqlite',
  enforce: 'pre',
  resolveId: (source) => (source === 'better-sqlite3' ? join(olderFolder, 'better-sqlite3.ts') : null),
};

/** What each program requires before anything else of its own. */
const polyfillsOf: Readonly<Record<string, string>> = {
  index: `require('./polyfills.cjs'); require('./electron-polyfill.cjs');`,
  trainer: `require('./polyfills.cjs');`,
  batches: `require('./polyfills.cjs');`,
  probe: `require('./polyfills.cjs');`,
};

/** What Chromium 108 lacks is in these; all of core-js would show in how soon the page is there. */
const pagePolyfillNames = ['array', 'iterator', 'map', 'object', 'promise', 'set', 'string', 'typed-array', 'url'];

/** The page's script imports them first. */
const pagePolyfills: Plugin = {
  name: 'strata-page-polyfills',
  enforce: 'pre',
  transform: (code, id) =>
    id === join(root, 'src-renderer', 'main.ts')
      ? { code: [...pagePolyfillNames.map((name) => `import 'core-js/actual/${name}';`), code].join(' '), map: null }
      : null,
};

async function buildAll(configs: readonly UserConfig[]): Promise<void> {
  for (const config of configs) await build({ ...config, configFile: false, logLevel: 'warn' });
}

/**
 * How the older Electron's build is made into a folder.
 * @param binding the add-on for better-sqlite3, by its path; null where the package's own lies in its place
 */
export function olderBuild(app: string, binding: string | null): readonly UserConfig[] {
  const options = mainConfig.build.rolldownOptions;
  const input = ['polyfills', 'electron-polyfill'].map((name) => [name, join(olderFolder, `${name}.ts`)]);
  const into = (folder: string, target: string): UserConfig => ({
    build: { outDir: join(app, folder), target, minify: false, reportCompressedSize: false },
  });
  const node = into('main', 'node16').build;
  const sqlite: UserConfig =
    binding === null ? {} : { define: { STRATA_SQLITE_BINDING: JSON.stringify(binding) }, plugins: [olderSqlite] };
  const main: UserConfig = {
    ...mainConfig,
    ...sqlite,
    build: {
      ...mainConfig.build,
      ...node,
      rolldownOptions: {
        ...options,
        external: externalPackages.filter((name) => binding === null || name !== 'better-sqlite3'),
        output: { ...options.output, banner: ({ name }) => polyfillsOf[name] ?? '' },
      },
    },
  };
  const polyfills: UserConfig = {
    ...mainConfig,
    build: {
      ...mainConfig.build,
      ...node,
      emptyOutDir: false,
      rolldownOptions: { ...options, input: Object.fromEntries(input) as Record<string, string> },
    },
  };
  // In one file: parts of the page that are loaded beside its entry would begin before the polyfills in it.
  const whole = { rolldownOptions: { output: { inlineDynamicImports: true } } };
  const renderer = mergeConfig(into('renderer', 'chrome108'), {
    build: { minify: true, ...whole },
    plugins: [pagePolyfills],
  });
  return [
    main,
    polyfills,
    mergeConfig(preloadConfig, into('preload', 'node16')),
    mergeConfig(rendererConfig, renderer),
  ];
}

async function buildOlder(binding: string): Promise<string> {
  mkdirSync(cacheFolder, { recursive: true });
  // A folder of its own for each caller, so that tests can run beside each other.
  const app = mkdtempSync(join(cacheFolder, 'workbench-'));
  process.once('exit', () => {
    rmSync(app, { recursive: true, force: true });
  });
  await buildAll(olderBuild(app, binding));
  const { name, version } = packageFile;
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name, version, main: './main/index.cjs' }));
  symlinkSync(join(root, 'resources'), join(app, 'resources'));
  return app;
}

/** Builds, and returns the app's folder to start Electron with. */
export async function buildWorkbench(electron: TestElectron): Promise<string> {
  const binding = await nativeBindingFor(electron);
  if (binding !== null) return await buildOlder(binding);
  await buildAll([mainConfig, preloadConfig, rendererConfig]);
  return root;
}
