// Electron's composition root: one workbench, one window over it, and the shell around the window.
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { toAppError } from '#shared/contract/app-error.ts';
import { startProbeInElectron } from '#main/app/probe-process.ts';
import { homeFolder } from '#main/home.ts';
import { serveWindows } from '#main/ipc/serve-windows.ts';
import { openWorkbench, preloadEngine } from '#main/open-workbench.ts';
import type { PreloadedEngine, Workbench } from '#main/open-workbench.ts';
import { preloadScript, rendererFolder, resource } from '#main/program-files.ts';
import { dispatch } from '#main/services/dispatch.ts';
import { hardenPages, hardenSession } from '#main/window/harden.ts';
import { openMainWindow } from '#main/window/main-window.ts';
import { declarePageScheme, isOwnPage, servePage } from '#main/window/page-scheme.ts';

const log = (line: string): void => {
  console.error(line);
};

const home = homeFolder();
// The browser's own profile lies in the home folder as well: two home folders are two programs.
app.setPath('userData', join(home, 'window'));
app.setAppUserModelId('org.strata.Strata');

/** @throws AppError when the home folder cannot be used */
function openHome(preloaded: PreloadedEngine): Workbench {
  const workbench = openWorkbench({
    home,
    purpose: 'the Strata window',
    host: 'electron',
    preloaded,
    startProbe: startProbeInElectron,
  });
  for (const notice of workbench.notices) log(notice.message);
  return workbench;
}

function start(preloaded: PreloadedEngine): void {
  const workbench = openHome(preloaded);
  servePage(rendererFolder);
  hardenSession();
  serveWindows({
    isOwnPage,
    answer: (message, onDefect) => dispatch(workbench.handlers, message, onDefect),
    subscribe: workbench.subscribe,
    log,
  });
  openMainWindow({ preloadScript, icon: resource('icons', 'icon.png') });
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void workbench.close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
}

/** What keeps Strata from starting is said in a dialog and on standard error. */
async function refuse(thrown: unknown): Promise<void> {
  const error = toAppError(thrown);
  log(error.hint === undefined ? error.message : `${error.message} ${error.hint}`);
  await dialog.showMessageBox({ type: 'error', message: error.message, detail: error.hint ?? '' });
  app.exit(1);
}

declarePageScheme();
// As root, Chromium has no sandbox to enable.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
if (app.requestSingleInstanceLock()) {
  // Before the first window: its libraries would keep TensorFlow from loading.
  const preloaded = preloadEngine(home);
  hardenPages(log);
  app.on('window-all-closed', () => {
    app.quit();
  });
  void app
    .whenReady()
    .then(() => {
      start(preloaded);
    })
    .catch(refuse);
} else {
  app.quit();
}
