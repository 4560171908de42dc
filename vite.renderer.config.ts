// How the renderer is built: for the browser host with `vite build`, for Electron through electron.vite.config.ts.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const rendererConfig: UserConfig = {
  root: fromRoot('./src-renderer'),
  // Relative addresses: the same files are served from a web origin and from Electron's own scheme.
  base: './',
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: fromRoot('./out/renderer'),
    emptyOutDir: true,
    target: 'es2022',
    // Nothing is inlined and nothing is injected, so that the strictest content security policy holds.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    // The page comes from the same machine. Canvas and charts are two thirds of it; a development build has the most.
    chunkSizeWarningLimit: 1600,
    // How long its plugins take is no news to a person who starts the program.
    rolldownOptions: { input: fromRoot('./src-renderer/index.html'), checks: { bundlerTimings: false } },
  },
};

export default rendererConfig;
