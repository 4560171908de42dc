// How Electron's main process (with the trainer's threads and the probe's process) and its preload script are built: CommonJS,
// all packages inside but those that bring native parts or must exist once.
import { fileURLToPath } from 'node:url';

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Left to `require`: what brings native parts, and what must exist once. */
export const externalPackages = ['electron', 'better-sqlite3', /^@tensorflow\//, /^node:/] as const;

function nodeBuild(outDir: string, input: Record<string, string>) {
  return {
    root: fromRoot('.'),
    // Nothing but what is imported belongs into a build for Node.
    publicDir: false as const,
    ssr: { noExternal: true as const },
    build: {
      ssr: true,
      outDir: fromRoot(outDir),
      emptyOutDir: true,
      target: 'node24',
      sourcemap: true,
      minify: false,
      // The HDF5 library is one file of 4 MB, loaded when a model is taken away.
      chunkSizeWarningLimit: 6000,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).map(([name, path]) => [name, fromRoot(path)])),
        external: [...externalPackages],
        // One flat folder, which program-files.ts relies on.
        output: { format: 'cjs' as const, entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
  };
}

export const mainConfig = nodeBuild('./out/main', {
  index: './src-main/index.ts',
  trainer: './src-main/training/worker/entry.ts',
  batches: './src-main/training/worker/batches/thread-program.ts',
  probe: './src-main/training/worker/probe.ts',
});

export const preloadConfig = nodeBuild('./out/preload', { index: './src-main/preload/index.ts' });
