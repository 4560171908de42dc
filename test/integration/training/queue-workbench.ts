// A workbench of its own for every test of the queue, and what the tests ask of it.
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeAll, beforeEach } from 'vitest';
import type { RunId } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { openWorkbench } from '#main/open-workbench.ts';
import { requireTrainable } from '#main/services/trainable.ts';
import type { Workbench } from '#main/open-workbench.ts';
import { shareEngine } from '../../support/browser-host.ts';
import { testEngineHome } from '../../support/engines.ts';
import { temporaryHome } from '../../support/home.ts';

let engineHome: string;
export let home: ReturnType<typeof temporaryHome>;
export let workbench: Workbench;
export let workers: Worker[];
export let events: WorkbenchEvent[];

/** A new home folder and workbench for every test of the file that calls this. */
export function useQueue(): void {
  beforeAll(async () => {
    engineHome = await testEngineHome();
  });

  beforeEach(() => {
    home = temporaryHome();
    shareEngine(home.path, engineHome);
    workers = [];
    events = [];
    workbench = openWorkbench({ home: home.path, purpose: 'a test', onWorker: (worker) => workers.push(worker) });
    workbench.subscribe((event) => events.push(event));
  });

  afterEach(async () => {
    await workbench.close();
    home.remove();
  });
}

export function experimentOf(template: string, changes: Partial<Experiment['training']> = {}): Experiment {
  const found = workbench.templates.find(template);
  if (found === null) throw new Error(`no template ${template}`);
  return { ...found.experiment, training: { ...found.experiment.training, epochs: 2, ...changes } };
}

/** What the run's epochs took. */
export function trainedMsOf({ id }: { id: RunId }): number {
  const [seconds] = workbench.runs.metrics(id, 'epoch/seconds');
  return (seconds?.values ?? []).reduce<number>((sum, value) => sum + (value ?? 0) * 1000, 0);
}

export function start(experiment: Experiment, engine: 'native' | 'wasm' = 'native', limitBatches: number | null = 3) {
  const trainable = requireTrainable(workbench.datasets, experiment);
  return workbench.queue.start({ trainable, experimentId: null, engine, step: 'auto', xla: 'auto', limitBatches });
}

/** The trainer's own worker is the latest one that was made for a job; data is brought by another that ends. */
export function trainerWorker(): Worker {
  const worker = workers.at(-1);
  if (worker === undefined) throw new Error('no worker was made');
  return worker;
}
