// Which files of node_modules the built program needs: what its code requires, by static analysis, and what it opens at run time.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { nodeFileTrace } from '@vercel/nft';

const root = join(import.meta.dirname, '..', '..');
const require = createRequire(import.meta.url);

/** Required by the trainer at run time under names that static analysis does not find. */
const requiredLater = [
  '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend',
  '@tensorflow/tfjs-node-gpu/dist/register_all_kernels',
];

/** Opened as files. The variant with threads is for browsers; the one without SIMD for processors that have none. */
const opened = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'].map(
  (name) => `node_modules/@tensorflow/tfjs-backend-wasm/dist/${name}`,
);

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

/** Files of a package that do not run: add-ons of other platforms, documentation, and files for compilers. */
function isForOthers(path: string, { platform, arch }: Machine): boolean {
  if (path.startsWith('node_modules/better-sqlite3/prebuilds/')) return !path.endsWith(`/${platform}-${arch}.node`);
  return /\.(d\.ts|map|md)$/.test(path);
}

/** Its folder, e.g. `node_modules/@tensorflow/tfjs-core`; packages may lie inside packages. */
function packageOf(path: string): string {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? '';
}

/** Files that a package's licence requires to be shipped with it. */
function licencesOf(folder: string): string[] {
  return readdirSync(join(root, folder))
    .filter((name) => /^(licen[cs]e|notice|copying)/i.test(name))
    .map((name) => `${folder}/${name}`);
}

/**
 * @param packages what the build left to `require`, e.g. `@tensorflow/tfjs-core`
 * @returns paths from the repository's root, with forward slashes
 */
export async function tracedFiles(packages: readonly string[], machine: Machine): Promise<string[]> {
  const entries = [...packages, ...requiredLater].map((name) => require.resolve(name));
  const { fileList } = await nodeFileTrace(entries, { base: root });
  const files = [...fileList].map((path) => path.split(sep).join('/')).filter((path) => !isForOthers(path, machine));
  const folders = new Set(files.map(packageOf));
  const licences = [...folders].filter((folder) => folder !== '').flatMap(licencesOf);
  return [...new Set([...files, ...opened, ...licences])].toSorted();
}
