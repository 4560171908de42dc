// Puts the parts together over one home folder, the same way for every host: the command line, the browser host, Electron.
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { AppError, toAppError } from '#shared/base/app-error.ts';
import { isDiskFull } from '#shared/base/system-error.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { WorkbenchHandlers } from '#shared/contract/workbench.ts';
import { serveCommands, type CommandChannel } from '#main/command-channel/serve-commands.ts';
import { createDatasetStore } from '#main/datasets/dataset-store.ts';
import { createSentFiles } from '#main/datasets/sent-files.ts';
import { openForeignDatabase } from '#main/db/foreign-database.ts';
import { isHeld, lockHome } from '#main/db/home-lock.ts';
import { openDatabase } from '#main/db/open-database.ts';
import type { OpenDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import type { Stores } from '#main/db/stores.ts';
import { engineEnvironment } from '#main/engines/engine-environment.ts';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { noYielding, yieldingFor } from '#main/engines/yielding.ts';
import { preloadNativeEngine } from '#main/engines/preload-native.ts';
import type { PreloadedEngine } from '#main/engines/preload-native.ts';
import type { Yielding } from '#main/engines/yielding.ts';
import { createHistories } from '#main/histories/histories.ts';
import { createRunFiles, makeHome, removeUnfinishedFiles } from '#main/home/home-folder.ts';
import { keepReserve, releaseReserve } from '#main/home/reserve.ts';
import { systemClock } from '#main/ports/clock.ts';
import type { CommandClient } from '#main/ports/command-client.ts';
import type { DatasetStore } from '#main/ports/dataset-store.ts';
import type { EngineStore } from '#main/ports/engine-store.ts';
import type { StartProbe } from '#main/ports/probe-process.ts';
import type { ExperimentStore, RunStore } from '#main/ports/run-store.ts';
import type { TemplateStore } from '#main/ports/template-store.ts';
import type { Trainer } from '#main/ports/trainer.ts';
import { ownProgram } from '#main/home/program-files.ts';
import { openSettings, readSettings } from '#main/home/settings-file.ts';
import { requestHere } from '#main/services/dispatch.ts';
import { restoreEpochs } from '#main/services/restore-epochs.ts';
import { Recordings } from '#main/services/recordings.ts';
import { RunQueue } from '#main/services/run-queue.ts';
import { Tasks } from '#main/services/tasks.ts';
import { createHandlers, openCommandSession, type CommandSession } from '#main/services/workbench.ts';
import { templateStore } from '#main/home/templates.ts';
import { createCheckpointStore } from '#main/training/checkpoint-store.ts';
import { createPredictionStore } from '#main/training/predictions-file.ts';
import { createTrainer, type TrainerOptions } from '#main/training/host.ts';
import packageFile from '#package.json' with { type: 'json' };

export type { PreloadedEngine };

/** The id of this program in the markers that it writes while it loads an engine. */
const session = randomUUID();

export interface WorkbenchSetup {
  readonly home: string;
  /** Names this program in the error that a second program gets for the same home folder. */
  readonly purpose: string;
  /** What shows the page. A command has no page, so its training keeps full priority. */
  readonly host?: 'browser' | 'electron';
  /** Overrides the setting of the training's priority; for measurements. */
  readonly yielding?: Yielding;
  /** The result of `preloadEngine`; Electron only. */
  readonly preloaded?: PreloadedEngine;
  /** Starts a probe's process; another Node by default. */
  readonly startProbe?: StartProbe;
  readonly onWorker?: TrainerOptions['onWorker'];
  /** Whether the work frees disk space: then a full disk's reserve is released for it. A page can always free some. */
  readonly freesRoom?: boolean;
  readonly log?: (line: string) => void;
}

export interface Workbench {
  readonly home: string;
  readonly runs: RunStore;
  readonly experiments: ExperimentStore;
  readonly datasets: DatasetStore;
  readonly templates: TemplateStore;
  readonly engines: EngineStore;
  readonly trainer: Trainer;
  readonly queue: RunQueue;
  readonly handlers: WorkbenchHandlers;
  /** What the command line can ask. */
  readonly commands: CommandClient;
  /** Problems found while opening: a damaged database or settings file that was moved aside. */
  readonly notices: readonly AppError[];
  readonly subscribe: (listener: (event: WorkbenchEvent) => void) => () => void;
  /** Interrupts the running work, stores it, and releases the home folder. */
  readonly close: () => Promise<void>;
}

/**
 * The stores alone, for reading: beside a program that holds the home folder, on a full disk, in a folder that cannot be
 * written to. Runs whose program is gone are `interrupted` in them.
 * @param tell what a person should know: epochs that were restored
 */
export function openStoresToRead(home: string, tell: (notice: AppError) => void = () => undefined): Stores {
  const stores = createStores(openDatabase({ home, readonly: true }));
  // A home that was copied, or is older than reserves. While a program works there, the reserve is its own to release.
  if (!isHeld(home)) keepReserve(home);
  const isUnfinished = stores.runs.list().some(({ status }) => status === 'queued' || status === 'running');
  if (!isUnfinished) return stores;
  try {
    const isAtWork = !lockAndMarkInterrupted(home, tell);
    if (isAtWork) return stores;
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    // No program holds the home folder, and nothing can be written: the change is made to a copy in memory.
    stores.close();
    const copy = createStores(openDatabase({ home, readonly: 'copy' }));
    markInterrupted(home, copy.runs);
    return copy;
  }
  return stores;
}

/**
 * Runs whose program is gone become `interrupted`, with the epochs that only their checkpoint has. Files that the program had
 * not written to their end are removed.
 * @returns what to tell a person
 */
function markInterrupted(home: string, runs: RunStore): AppError[] {
  const checkpoints = createCheckpointStore(createRunFiles(home));
  const interrupted = runs.interruptUnfinished(systemClock.nowMs());
  removeUnfinishedFiles(
    home,
    interrupted.map(({ id }) => id),
  );
  return interrupted.flatMap((run) => {
    try {
      return restoreEpochs({ runs, checkpoints }, run) ?? [];
    } catch (thrown) {
      // A damaged checkpoint: that is said when the run is to be resumed.
      if (thrown instanceof AppError) return [];
      throw thrown;
    }
  });
}

/**
 * The same for a caller without the home folder's lock.
 * @returns false while a program holds the home folder
 * @throws AppError when nothing can be written
 */
function lockAndMarkInterrupted(home: string, tell: (notice: AppError) => void): boolean {
  let lock: { release(): void };
  try {
    lock = lockHome(home, { purpose: 'looking for interrupted runs' });
  } catch (thrown) {
    if (thrown instanceof AppError && (thrown.code === 'busy' || isHeld(home))) return false;
    throw thrown;
  }
  try {
    const stores = createStores(openDatabase({ home }));
    for (const notice of markInterrupted(home, stores.runs)) tell(notice);
    stores.close();
    return true;
  } finally {
    lock.release();
  }
}

/**
 * Called by Electron before it is ready: sets the engine's environment and loads the native engine, which cannot be loaded once
 * a window's libraries are. Pass the result to `openWorkbench`.
 */
export function preloadEngine(home: string): PreloadedEngine {
  const yielding = yieldingFor(readSettings(home).trainingPriority);
  Object.assign(process.env, engineEnvironment(process.env, yielding));
  return preloadNativeEngine(resolve(home), { session, niceness: yielding.niceness });
}

/**
 * Opens a home folder for work. Runs that another program left unfinished become `interrupted`.
 * @throws AppError `busy` when another program holds it
 */
export function openWorkbench(setup: WorkbenchSetup): Workbench {
  const home = resolve(setup.home);
  makeHome(home);
  const lock = lockHome(home, { purpose: setup.purpose, takesCommands: setup.host !== undefined });
  try {
    return compose({ ...setup, home }, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Opens the database and keeps the reserve; with `mayRelease`, the reserve is released on a full disk. */
function openWithRoom(home: string, mayRelease: boolean): OpenDatabase {
  try {
    const database = openDatabase({ home });
    keepReserve(home);
    return database;
  } catch (thrown) {
    if (!mayRelease || !isDiskFull(thrown) || !releaseReserve(home)) throw thrown;
    return openDatabase({ home });
  }
}

/** Lets the workbench carry out commands. If the channel cannot be opened, commands get the error `busy`. */
async function openChannel(
  { home, log = () => undefined }: WorkbenchSetup,
  openSession: () => CommandSession,
  subscribe: Workbench['subscribe'],
): Promise<CommandChannel | null> {
  try {
    return await serveCommands({
      home,
      version: packageFile.version,
      openSession,
      subscribe,
      log,
    });
  } catch (thrown) {
    log(`Commands cannot use this workbench: ${toAppError(thrown).message}`);
    return null;
  }
}

function compose(setup: WorkbenchSetup, lock: { release(): void }): Workbench {
  const { home } = setup;
  const listeners = new Set<(event: WorkbenchEvent) => void>();
  const emit = (event: WorkbenchEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const database = openWithRoom(home, setup.freesRoom ?? setup.host !== undefined);
  const settings = openSettings(home);
  const byScreen = setup.host === undefined ? noYielding : yieldingFor(settings.get().trainingPriority);
  const yielding = setup.yielding ?? byScreen;
  // The engine's own threads read the process's environment, which a worker's copy does not change.
  Object.assign(process.env, engineEnvironment(process.env, yielding));
  const notices = [database.notice, settings.notice, setup.preloaded?.notice ?? null].filter(
    (notice) => notice !== null,
  );
  const makeRoom = (): boolean => releaseReserve(home);
  const stores = createStores(database, { onDamaged: (error) => notices.push(error), makeRoom });
  const runFiles = createRunFiles(home);
  const checkpoints = createCheckpointStore(runFiles);
  notices.push(...markInterrupted(home, stores.runs));
  const engines = createEngineStore({ home, session, startProbe: setup.startProbe, refusal: setup.preloaded?.refusal });
  const datasets = createDatasetStore({ home });
  const trainer = createTrainer({
    home,
    session,
    workerProgram: ownProgram('trainer'),
    niceness: yielding.niceness,
    ...(setup.onWorker === undefined ? {} : { onWorker: setup.onWorker }),
  });
  const parts = { runs: stores.runs, runFiles, checkpoints, trainer, engines, datasets, clock: systemClock, emit };
  const queue = new RunQueue(parts);
  const recordings = new Recordings(parts);
  const workbenchParts = {
    ...parts,
    tasks: new Tasks(),
    version: packageFile.version,
    home,
    host: setup.host ?? 'browser',
    histories: createHistories(openForeignDatabase),
    sentFiles: createSentFiles(home),
    predictions: createPredictionStore(runFiles),
    ...stores,
    templates: templateStore,
    settings,
    queue,
    recordings,
  };
  const handlers = createHandlers(workbenchParts);
  const openSession = (): CommandSession => openCommandSession(handlers, workbenchParts);
  const subscribe: Workbench['subscribe'] = (listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  const channel = setup.host === undefined ? null : openChannel(setup, openSession, subscribe);
  return {
    home,
    runs: stores.runs,
    experiments: stores.experiments,
    datasets,
    templates: templateStore,
    engines,
    trainer,
    queue,
    handlers,
    notices,
    commands: { request: requestHere(openSession().handlers), subscribe },
    subscribe,
    close: async () => {
      const opened = await channel;
      opened?.retire();
      await queue.close();
      recordings.interruptAll();
      await trainer.close();
      await opened?.close();
      stores.close();
      lock.release();
    },
  };
}
