// Closing during a run: the window asks the user, a signal closes without asking. Either way the run is stopped and stored
// before the program ends; that is the composition root's `will-quit`.
import { app, dialog, powerMonitor } from 'electron';
import type { BrowserWindow, MessageBoxOptions } from 'electron';
import type { ShellWords } from '#main/app/words.ts';

export interface ClosingOptions {
  /** The number of queued and running runs. */
  readonly unfinished: () => number;
  readonly window: () => BrowserWindow | null;
  readonly words: ShellWords;
  readonly log: (line: string) => void;
}

export interface Closing {
  /** Makes this window ask before it closes. */
  guard(window: BrowserWindow): void;
}

/** Must be called before the first window is made. */
export function guardClosing({ unfinished, window, words, log }: ClosingOptions): Closing {
  let isAgreed = false;
  let isAsking = false;

  const endAtOnce = (why: string): void => {
    log(`Strata ends: ${why}.`);
    isAgreed = true;
    // After the current event: until then Electron considers the program as quitting already.
    setImmediate(() => {
      app.quit();
    });
  };

  const ask = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    const question: MessageBoxOptions = {
      type: 'question',
      message: words.closing.title(unfinished()),
      detail: words.closing.text,
      buttons: [words.closing.stop, words.cancel],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    };
    const over = window();
    try {
      const { response } = await (over === null
        ? dialog.showMessageBox(question)
        : dialog.showMessageBox(over, question));
      if (response === 0) endAtOnce('runs are to be stopped and kept');
    } finally {
      isAsking = false;
    }
  };

  const mayEnd = (): boolean => isAgreed || unfinished() === 0;
  app.on('before-quit', (event) => {
    if (mayEnd()) return;
    event.preventDefault();
    void ask();
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      endAtOnce(signal);
    });
  }
  powerMonitor.on('shutdown', () => {
    endAtOnce('the computer shuts down');
  });
  return {
    guard: (guarded) => {
      // On macOS the program, and training, continue without a window.
      if (process.platform === 'darwin') return;
      guarded.on('close', (event) => {
        if (mayEnd()) return;
        event.preventDefault();
        void ask();
      });
      guarded.on('session-end', () => {
        endAtOnce('the person logs off');
      });
    },
  };
}
