// Handles crashes: of the page, of a helper process, and uncaught errors. Logs all of them, and asks the user where there is
// a choice.
import { app, dialog } from 'electron';
import type { ShellWords } from '#main/app/words.ts';

export interface CrashOptions {
  readonly log: (line: string) => void;
  readonly logFolder: string;
  readonly openLogs: () => void;
  /** In the user's language; read when needed. */
  readonly words: () => ShellWords;
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

/** Uncaught errors. Training and storing continue, so the user can continue too. */
export function catchDefects({ log, logFolder, openLogs, words }: CrashOptions): void {
  let isAsking = false;
  const report = async (what: string, thrown: unknown): Promise<void> => {
    log(`${what}: ${describe(thrown)}`);
    // Before the window exists, the start reports errors itself. Ask one question at a time.
    if (isAsking || !app.isReady()) return;
    isAsking = true;
    const { defect } = words();
    try {
      const { response } = await dialog.showMessageBox({
        type: 'error',
        message: defect.title,
        detail: defect.text(thrown instanceof Error ? thrown.message : String(thrown), logFolder),
        buttons: [defect.continue, defect.openLogs, defect.quit],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      if (response === 1) openLogs();
      if (response === 2) app.quit();
    } finally {
      isAsking = false;
    }
  };
  process.on('uncaughtException', (error) => void report('An error was not caught', error));
  process.on('unhandledRejection', (reason) => void report('A rejection was not handled', reason));
}

/** Pages and helper processes that die. */
export function catchCrashes({ log, words }: CrashOptions): void {
  let isAsking = false;
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log(`The page's process is gone: ${reason}, exit code ${exitCode}.`);
    if (isAsking) return;
    isAsking = true;
    const { pageGone } = words();
    void dialog
      .showMessageBox({
        type: 'error',
        message: pageGone.title,
        detail: pageGone.text,
        buttons: [pageGone.reload, pageGone.quit],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      })
      .then(({ response }) => {
        isAsking = false;
        if (response === 1) app.quit();
        else if (!contents.isDestroyed()) contents.reload();
      });
  });
  app.on('child-process-gone', (_event, { type, name, reason, exitCode }) => {
    if (reason !== 'clean-exit')
      log(`The process ${name === undefined ? type : `${type} (${name})`} is gone: ${reason}, exit code ${exitCode}.`);
  });
}
