// The paths of Strata's own files: in a checkout, in what electron-vite builds of it (`out/`), in a packaged program.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);
/** Built code lies in one folder, `main`, beside `preload` and `renderer`; sources are TypeScript. */
const isBuilt = !here.endsWith('.ts');

function findRoot(): string {
  for (let folder = dirname(here); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) throw new Error(`No package.json lies above ${here}.`);
  }
}

/** The folder that holds package.json; inside a packaged program that is the archive. */
const root = findRoot();

/** Where the sources and their `node_modules` are; of use to a command only, which always runs from there. */
export const checkoutFolder = root;

/** `resources/…`: templates, samples, icons, carried add-ons. */
export function resource(...path: readonly string[]): string {
  return join(root, 'resources', ...path);
}

/** The documentation; a packaged program may lack it. */
export const documentationFolder = join(root, 'docs');

/** A file that the system itself opens: packaging stores it outside the archive. */
export function unpackedResource(...path: readonly string[]): string {
  return resource(...path).replace(/\bapp\.asar(?=[/\\])/, 'app.asar.unpacked');
}

/** The built renderer: index.html and its assets. */
export const rendererFolder = isBuilt ? join(dirname(here), '..', 'renderer') : join(root, 'out', 'renderer');

/** The built preload script; a checkout without a build has none. */
export const preloadScript = join(dirname(here), '..', 'preload', 'index.cjs');

/** Programs that run in a separate thread or process. */
const sources = {
  trainer: 'src-main/training/worker/entry.ts',
  batches: 'src-main/training/worker/batches/thread-program.ts',
  probe: 'src-main/training/worker/probe.ts',
} as const;

export function ownProgram(name: keyof typeof sources): string {
  return isBuilt ? join(dirname(here), `${name}.cjs`) : join(root, sources[name]);
}
