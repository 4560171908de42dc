// Electron's composition root: one workbench, one window over it, and the shell around the window.
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, shell as system } from 'electron';
import { toAppError } from '#shared/base/app-error.ts';
import type { WorkbenchHandlers } from '#shared/contract/workbench.ts';
import { catchCrashes, catchDefects } from '#main/app/crashes.ts';
import { openLog } from '#main/app/log-file.ts';
import { becomeOnlyInstance } from '#main/app/only-instance.ts';
import type { OnlyInstance } from '#main/app/only-instance.ts';
import { createPageEvents } from '#main/app/page-events.ts';
import { startProbeInElectron } from '#main/app/probe-process.ts';
import { runDialogs } from '#main/app/run-dialogs.ts';
import { startShell } from '#main/app/shell.ts';
import { languageOf, shellWords } from '#main/app/words.ts';
import { homeFolder, makeProfileFolder } from '#main/home/home-folder.ts';
import { serveWindows } from '#main/ipc/serve-windows.ts';
import { openWorkbench, preloadEngine } from '#main/open-workbench.ts';
import type { PreloadedEngine } from '#main/open-workbench.ts';
import { documentationFolder, preloadScript, rendererFolder, resource } from '#main/home/program-files.ts';
import { dispatch, limitUnanswered } from '#main/services/dispatch.ts';
import { hardenPages, hardenSession, refuseNavigation } from '#main/window/harden.ts';
import { openMainWindow } from '#main/window/main-window.ts';
import { isOwnPage } from '#main/window/own-page.ts';
import { declarePageScheme, servePage } from '#main/window/page-scheme.ts';

const home = homeFolder();
const { folder: logFolder, line: log } = openLog(home);
const openLogs = (): void => void system.openPath(logFolder);
const crashes = { log, logFolder, openLogs, words: () => shellWords[languageOf(app.getLocale())] };

function start(instance: OnlyInstance, preloaded: PreloadedEngine): void {
  const workbench = openWorkbench({
    home,
    purpose: 'the Strata window',
    host: 'electron',
    preloaded,
    startProbe: startProbeInElectron,
    log,
    onWorker: ({ threadId }) => {
      log(`The trainer runs in worker thread ${threadId}.`);
    },
  });
  const pageEvents = createPageEvents();
  for (const notice of workbench.notices) {
    log(notice.message);
    pageEvents.tell({ type: 'notice', error: notice.toJSON() });
  }
  servePage(rendererFolder);
  hardenSession(log);
  const shell = startShell({
    home,
    handlers: workbench.handlers,
    runs: workbench.runs.list(),
    subscribe: workbench.subscribe,
    pageEvents,
    openWindow: (place) => {
      const last = place === null ? {} : { place, isMaximized: place.isMaximized };
      const window = openMainWindow({ preloadScript, icon: resource('icons', 'icon.png'), ...last });
      refuseNavigation(window.webContents, log);
      return window;
    },
    openLogs,
    documentation: existsSync(documentationFolder) ? documentationFolder : null,
    log,
  });
  const handlers: WorkbenchHandlers = {
    ...workbench.handlers,
    'experiments.open-dialog': () => {
      shell.pickFiles();
      return { isShown: true };
    },
    ...runDialogs({ commands: workbench.commands, pickPath: shell.pickPath }),
  };
  serveWindows({
    isOwnPage,
    answer: limitUnanswered((message, onDefect) => dispatch(handlers, message, onDefect)),
    subscribe: (listener) => {
      const unsubscribes = [workbench.subscribe(listener), pageEvents.subscribe(listener)];
      return () => {
        for (const unsubscribe of unsubscribes) unsubscribe();
      };
    },
    log,
  });
  shell.show();
  instance.serve(shell);
  app.on('activate', shell.show);
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void workbench.close().finally(() => {
      isClosed = true;
      // Only after this event's handlers have returned: until then Electron ignores another quit.
      setImmediate(() => {
        app.quit();
      });
    });
  });
}

/** Shows an error of the start in a dialog and on standard error. */
async function refuse(thrown: unknown): Promise<void> {
  const error = toAppError(thrown);
  log(error.hint === undefined ? error.message : `${error.message} ${error.hint}`);
  await dialog.showMessageBox({ type: 'error', message: error.message, detail: error.hint ?? '' });
  app.exit(1);
}

/** The browser's own profile lies in the home folder as well: two home folders are two programs. */
function chooseProfile(): Error | null {
  try {
    app.setPath('userData', makeProfileFolder(home));
    return null;
  } catch (thrown) {
    // The dialog needs a profile too.
    app.setPath('userData', mkdtempSync(join(tmpdir(), 'strata-')));
    return toAppError(thrown);
  }
}

// `npm run dev` has rebuilt the page.
if (!app.isPackaged)
  process.on('message', (message) => {
    if (message === 'reload') for (const window of BrowserWindow.getAllWindows()) window.reload();
  });
app.setAppUserModelId('org.strata.Strata');
declarePageScheme();
// As root, Chromium has no sandbox to enable.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
catchDefects(crashes);
const obstacle = chooseProfile();
const instance = obstacle === null ? becomeOnlyInstance() : null;
if (obstacle !== null) {
  void app.whenReady().then(() => refuse(obstacle));
} else if (instance !== null) {
  // Before the first window: its libraries would keep TensorFlow from loading.
  const preloaded = preloadEngine(home);
  hardenPages(log);
  catchCrashes(crashes);
  app.on('window-all-closed', () => {
    // On macOS a program keeps running without a window.
    if (process.platform !== 'darwin') app.quit();
  });
  void app
    .whenReady()
    .then(() => {
      start(instance, preloaded);
    })
    .catch(refuse);
} else {
  log('Strata is open already: it was brought forward.');
  app.quit();
}
