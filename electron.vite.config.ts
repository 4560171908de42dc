// What electron-vite builds and, with `npm run dev`, builds again: main process, preload script, page.
import { defineConfig } from 'electron-vite';
import { mainConfig, preloadConfig } from './vite.main.config.ts';
import { rendererConfig } from './vite.renderer.config.ts';

export default defineConfig({ main: mainConfig, preload: preloadConfig, renderer: rendererConfig });
