// Shows training outside the window: progress in the taskbar, no sleep of the computer, and a notification when a run ends
// while the window is in the background.
import { Notification, powerSaveBlocker } from 'electron';
import type { BrowserWindow } from 'electron';
import type { RunId } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { RunWatch } from '#main/app/run-watch.ts';
import type { ShellWords } from '#main/app/words.ts';

export interface RunActivityOptions {
  readonly runs: readonly RunSummary[];
  readonly subscribe: (listener: (event: WorkbenchEvent) => void) => () => void;
  /** The current window. */
  readonly window: () => BrowserWindow | null;
  readonly words: ShellWords;
  /** Shows the run of a clicked notification. */
  readonly show: (run: RunId) => void;
  /** Called when the first run begins and when the last has ended. */
  readonly onChange: () => void;
}

/** Above 1 the taskbar shows indeterminate progress. */
const indeterminate = 2;
const none = -1;

function isOutOfSight(window: BrowserWindow | null): boolean {
  return window === null || window.isDestroyed() || !window.isFocused() || window.isMinimized() || !window.isVisible();
}

/** In hundredths: each change is a message to the system. */
function barValue(watch: RunWatch): number {
  if (!watch.isTraining) return none;
  return watch.fraction === null ? indeterminate : Math.round(watch.fraction * 100) / 100;
}

export interface RunActivity {
  /** The number of queued and running runs. */
  readonly unfinished: number;
}

export function watchRuns(options: RunActivityOptions): RunActivity {
  const { words } = options;
  const watch = new RunWatch(options.runs);
  // Keeps a reference: a garbage-collected notification gets no click.
  const shown = new Set<Notification>();
  let blocker: number | null = null;
  let bar: { readonly window: BrowserWindow | null; readonly value: number } = { window: null, value: none };
  let wasUnfinished = watch.unfinished > 0;

  const notify = (run: RunSummary): void => {
    if (!Notification.isSupported()) return;
    const { best, error } = run;
    const body =
      error?.message ?? (best === null ? '' : words.best(best.metric, best.value.toPrecision(4), best.epoch));
    const notification = new Notification({ title: words.ended(run), body });
    shown.add(notification);
    notification.on('click', () => {
      options.show(run.id);
    });
    notification.on('close', () => shown.delete(notification));
    notification.show();
  };

  const apply = (): void => {
    if (watch.isTraining && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (!watch.isTraining && blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
    const window = options.window();
    const value = barValue(watch);
    if (window !== null && !window.isDestroyed() && (window !== bar.window || value !== bar.value)) {
      window.setProgressBar(value);
      bar = { window, value };
    }
    if (watch.unfinished > 0 === wasUnfinished) return;
    wasUnfinished = !wasUnfinished;
    options.onChange();
  };

  options.subscribe((event) => {
    const ended = watch.handle(event);
    apply();
    if (ended !== null && isOutOfSight(options.window())) notify(ended);
  });
  return {
    get unfinished() {
      return watch.unfinished;
    },
  };
}
