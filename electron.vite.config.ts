// What electron-vite builds. Main process and preload join the renderer here when there is a window to build for.
import { defineConfig } from 'electron-vite';
import { rendererConfig } from './vite.renderer.config.ts';

export default defineConfig({ renderer: rendererConfig });
