// `npm run dev`: rebuilds what changes. A change of the page reloads the window; one of the main process or the preload
// script restarts Electron. Where no window is available, the browser host does the same (reload the page yourself; after
// a restart, open the newly printed address).
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import type { Plugin, UserConfig } from 'vite';
import { mainConfig, preloadConfig } from '../vite.main.config.ts';
import { rendererConfig } from '../vite.renderer.config.ts';
import { findElectron } from './electron-program.ts';

const root = join(import.meta.dirname, '..');
const args = process.argv.slice(2);
const env = { ...process.env, NODE_ENV: 'development' };
const electron = findElectron();
let child: ChildProcess | null = null;

/** Builds once, then again after every change; resolves after the first time. */
async function watch(config: UserConfig, changed: () => void): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const tell: Plugin = {
      name: 'strata-dev',
      closeBundle: () => {
        if (child === null) resolve();
        else changed();
      },
    };
    const plugins = [...(config.plugins ?? []), tell];
    const settings = { ...config.build, watch: {} };
    build({ ...config, plugins, build: settings, configFile: false, logLevel: 'warn' }).catch(reject);
  });
}

function start(program: string): void {
  child = spawn(program, [root, ...args], { cwd: root, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  child.on('exit', (code) => process.exit(code ?? 1));
}

/** A home folder allows one window: the next one starts after this one has ended. */
function restart(program: string): void {
  child?.removeAllListeners('exit');
  child?.once('exit', () => {
    start(program);
  });
  child?.kill('SIGTERM');
}

if ('program' in electron) {
  const { program } = electron;
  for (const config of [mainConfig, preloadConfig])
    await watch(config, () => {
      restart(program);
    });
  await watch(rendererConfig, () => {
    child?.send('reload');
  });
  start(program);
} else {
  console.error(`No window can be opened: ${electron.reason}. The workbench opens in the browser.`);
  await watch(rendererConfig, () => undefined);
  const host = [join('src-main', 'cli', 'index.ts'), 'serve', ...args];
  child = spawn(process.execPath, ['--watch', ...host], { cwd: root, stdio: 'inherit', env });
  child.on('exit', (code) => process.exit(code ?? 0));
}
