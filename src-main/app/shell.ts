// The shell around the page, put together: the window and its place, menus, files, taskbar, closing. Each is a file of this folder.
import { app, type BrowserWindow, dialog, Menu, nativeTheme, type OpenDialogOptions, shell } from 'electron';
import type { RunId } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { WorkbenchHandlers } from '#shared/contract/workbench.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { guardClosing } from '#main/app/closing.ts';
import { askWhereToSave, experimentFilter } from '#main/app/downloads.ts';
import { menuTemplate } from '#main/app/menu-template.ts';
import { createFileOpener } from '#main/app/open-file.ts';
import type { PageEvents } from '#main/app/page-events.ts';
import { watchRuns } from '#main/app/run-activity.ts';
import { openShellState } from '#main/app/shell-state.ts';
import { keepPlace, lastPlace } from '#main/app/window-place.ts';
import type { LastPlace } from '#main/app/window-place.ts';
import { languageOf, shellWords } from '#main/app/words.ts';

export interface ShellOptions {
  readonly home: string;
  readonly handlers: WorkbenchHandlers;
  readonly runs: readonly RunSummary[];
  readonly subscribe: (listener: (event: WorkbenchEvent) => void) => () => void;
  readonly pageEvents: PageEvents;
  readonly openWindow: (place: LastPlace | null) => BrowserWindow;
  readonly openLogs: () => void;
  /** The folder of the documentation; null when it is not installed. */
  readonly documentation: string | null;
  readonly log: (line: string) => void;
}

export interface Shell {
  /** Opens the window, or brings it to the front. */
  show(): void;
  openFiles(paths: readonly string[]): void;
  /** Lets the user pick files to open. */
  pickFiles(): void;
  /** Lets the user pick one path; null when the dialog was closed without a choice. */
  pickPath(properties: OpenDialogOptions['properties']): Promise<string | null>;
}

/** Call it once, when the app is ready. */
export function startShell(options: ShellOptions): Shell {
  const { home, handlers, pageEvents, log } = options;
  const { tell } = pageEvents;
  const language = languageOf(app.getLocale());
  const words = shellWords[language];
  const state = openShellState(home, log);
  let window: BrowserWindow | null = null;
  const current = (): BrowserWindow | null => (window === null || window.isDestroyed() ? null : window);

  const remember = (path: string): void => {
    app.addRecentDocument(path);
    state.addRecentFile(path);
    buildMenu();
  };
  const opener = createFileOpener({
    handlers,
    tell,
    log,
    onOpened: remember,
    onRefused: (path) => {
      state.forgetRecentFiles(path);
      buildMenu();
    },
  });
  const openFiles = async (paths: readonly string[]): Promise<void> => {
    // One after the other, so that the last one named is the one shown.
    for (const path of paths) await opener.open(path);
  };
  let isPicking = false;
  const pickFiles = async (): Promise<void> => {
    if (isPicking) return;
    isPicking = true;
    try {
      await openFiles(await askForFiles());
    } finally {
      isPicking = false;
    }
  };
  const askForFiles = (): Promise<readonly string[]> =>
    ask({
      filters: [experimentFilter(words, process.platform)],
      properties: ['openFile', 'multiSelections'],
    });
  const ask = async (question: OpenDialogOptions): Promise<readonly string[]> => {
    const over = current();
    const { filePaths } = await (over === null
      ? dialog.showOpenDialog(question)
      : dialog.showOpenDialog(over, question));
    return filePaths;
  };
  const pickPath: Shell['pickPath'] = async (properties) => {
    if (isPicking) return null;
    isPicking = true;
    try {
      return (await ask({ properties: properties ?? [] }))[0] ?? null;
    } finally {
      isPicking = false;
    }
  };
  const activity = watchRuns({
    runs: options.runs,
    subscribe: options.subscribe,
    window: current,
    words,
    show: (runId: RunId) => {
      show();
      tell({ type: 'open-run', runId });
    },
    onChange: buildMenu,
  });
  const closing = guardClosing({ unfinished: () => activity.unfinished, window: current, words, log });
  askWhereToSave({ words, tell, log, onExperimentSaved: remember });

  function buildMenu(): void {
    const template = menuTemplate(
      {
        language,
        platform: process.platform,
        recentFiles: state.recentFiles,
        isAtWork: activity.unfinished > 0,
        hasDocumentation: options.documentation !== null,
      },
      {
        command: (id) => {
          show();
          tell({ type: 'command', id });
        },
        openFile: () => void pickFiles(),
        openRecent: (path) => void openFiles([path]),
        clearRecent: () => {
          app.clearRecentDocuments();
          state.forgetRecentFiles();
          buildMenu();
        },
        openLogs: options.openLogs,
        openDocumentation: () => void shell.openPath(options.documentation ?? ''),
      },
    );
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  function show(): void {
    const there = current();
    if (there !== null) {
      if (there.isMinimized()) there.restore();
      there.show();
      there.focus();
      return;
    }
    const made = options.openWindow(lastPlace(state));
    window = made;
    pageEvents.follow(made.webContents);
    keepPlace(made, state);
    closing.guard(made);
  }

  app.setAboutPanelOptions({ applicationName: 'Strata', applicationVersion: app.getVersion(), copyright: '' });
  nativeTheme.on('updated', () => {
    current()?.setBackgroundColor(nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff');
  });
  buildMenu();
  return {
    show,
    openFiles: (paths) => void openFiles(paths),
    pickFiles: () => void pickFiles(),
    pickPath,
  };
}
