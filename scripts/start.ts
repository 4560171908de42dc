// `npm start`: builds the workbench and opens its window; if no window is available, says why and opens it in the browser.
// Arguments go to Electron, or to `strata serve`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import { mainConfig, preloadConfig } from '../vite.main.config.ts';
import { rendererConfig } from '../vite.renderer.config.ts';
import { findElectron } from './electron-program.ts';

const root = join(import.meta.dirname, '..');
const args = process.argv.slice(2);
const electron = findElectron();

for (const config of 'program' in electron ? [mainConfig, preloadConfig, rendererConfig] : [rendererConfig])
  await build({ ...config, configFile: false, logLevel: 'warn' });
if ('reason' in electron)
  console.error(`No window can be opened: ${electron.reason}. The workbench opens in the browser.`);
const [program, first] =
  'program' in electron
    ? [electron.program, [root]]
    : [process.execPath, [join(root, 'src-main', 'cli', 'index.ts'), 'serve']];
const child = spawn(program, [...first, ...args], { cwd: root, stdio: 'inherit' });
// A terminal's Ctrl-C reaches the child by itself; it decides when to end.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
