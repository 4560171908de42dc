// Copies the package's content into one folder: the built program, its resources, and of node_modules the files that it needs.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { build, mergeConfig, type Rolldown, type UserConfig } from 'vite';
import { mainConfig, preloadConfig } from '../../vite.main.config.ts';
import { rendererConfig } from '../../vite.renderer.config.ts';
import packageFile from '#package.json' with { type: 'json' };
import { tracedFiles } from './traced-files.ts';

const root = join(import.meta.dirname, '..', '..');

/** What the program opens at run time; the schema of experiment files is for editors, the makers of samples for developers. */
const resources = [
  'resources/icons',
  'resources/templates',
  'resources/samples/weather.csv',
  'resources/samples/README.md',
];

/** Of the fonts that are built into the page; vite's list names JavaScript alone. */
const fontLicences = ['node_modules/@fontsource-variable/inter/LICENSE', 'node_modules/pretendard/dist/LICENSE.txt'];

/** The shipped program: no source maps, with the licences of bundled packages. */
function shippedBuild(folder: string): readonly UserConfig[] {
  const into = (name: string): UserConfig => ({
    build: { outDir: join(folder, name), sourcemap: false, license: { fileName: 'licenses.md' } },
  });
  return [
    mergeConfig(mainConfig, into('main')),
    mergeConfig(preloadConfig, into('preload')),
    mergeConfig(rendererConfig, into('renderer')),
  ];
}

export interface Staging {
  /** Made anew. */
  readonly folder: string;
  /** How main process, preload script and page are built into the folder; by default as they are shipped. */
  readonly builds?: ((folder: string) => readonly UserConfig[]) | undefined;
  /** Files that stand in for those of the package, by their path in it; tests give an older Electron its own add-on. */
  readonly replaced?: Readonly<Record<string, string>> | undefined;
}

/** The packages that a build leaves to `require`: not its own files, Node's or Electron's. */
function leftToRequire(outputs: readonly Rolldown.RolldownOutput[]): string[] {
  const chunks = outputs.flatMap(({ output }) => output).filter((file) => file.type === 'chunk');
  const own = new Set(chunks.map(({ fileName }) => fileName));
  const named = chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
  return [...new Set(named)].filter((name) => !own.has(name) && name !== 'electron' && !isBuiltin(name)).toSorted();
}

async function buildInto(configs: readonly UserConfig[]): Promise<string[]> {
  const outputs: Rolldown.RolldownOutput[] = [];
  for (const config of configs) {
    const result = await build({ ...config, configFile: false, logLevel: 'warn' });
    for (const output of Array.isArray(result) ? result : [result]) if ('output' in output) outputs.push(output);
  }
  return leftToRequire(outputs);
}

/** Electron takes the program's name and version from here; without dependencies, since electron-builder would look for them. */
function writeDescription(folder: string): void {
  const { name, version, description, license } = packageFile;
  const about = {
    ...{ name, productName: 'Strata', version, description, license },
    author: 'The Strata authors',
    // A deb must name a site, and there is none; no site can have this name.
    homepage: 'https://strata.invalid/',
    main: './main/index.cjs',
    // By this Wayland finds the program's icon.
    desktopName: `${name}.desktop`,
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(about, null, 2));
}

/** Builds and copies; afterwards the folder is the whole program but for Electron. */
export async function stageApp({ folder, builds = shippedBuild, replaced = {} }: Staging): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const required = await buildInto(builds(folder));
  writeDescription(folder);
  for (const path of [...resources, 'LICENSE', ...fontLicences, ...(await tracedFiles(required, process))]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(replaced[path] ?? join(root, path), join(folder, path), { recursive: true });
  }
}
