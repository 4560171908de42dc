// What a power cut and damage may do to an unfinished run: what is on the disk is restored, and a resume that fails changes nothing.
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { createRunFiles } from '#main/home/home-folder.ts';
import { openStoresToRead, openWorkbench } from '#main/open-workbench.ts';
import type { Workbench } from '#main/open-workbench.ts';
import { requireTrainable } from '#main/services/trainable.ts';
import { checkpointKey, checkpointPath } from '#main/training/checkpoint-header.ts';
import { readWeightsFile, writeWeights } from '#main/training/weights-file.ts';
import { temporaryHome } from '../../support/home.ts';
import type { TemporaryHome } from '../../support/home.ts';
import { importSmallData, smallExperiment, withoutTimes } from '../../support/small-training.ts';

let home: TemporaryHome;
let workbench: Workbench;
let events: WorkbenchEvent[];

function open(): void {
  workbench = openWorkbench({ home: home.path, purpose: 'a test' });
  events = [];
  workbench.subscribe((event) => events.push(event));
}

beforeEach(async () => {
  home = temporaryHome();
  await importSmallData(home.path);
  open();
});
afterEach(async () => {
  await workbench.close();
  home.remove();
});

function start(epochs: number) {
  const trainable = requireTrainable(workbench.datasets, smallExperiment(epochs));
  const more = { experimentId: null, engine: 'wasm', step: 'auto', xla: 'auto', limitBatches: null } as const;
  return workbench.queue.start({ trainable, ...more });
}

const folderOf = (id: RunId): string => createRunFiles(home.path).folder(id);
const numbersOf = (id: RunId) => withoutTimes(workbench.runs.metrics(id, ''));

function passed(id: RunId, epoch: number): Promise<void> {
  return new Promise((resolve) => {
    workbench.subscribe((event) => {
      if (event.type === 'run' && event.run.id === id && event.run.epochsDone >= epoch) resolve();
    });
  });
}

/** A run that a person stopped after some of its 10,000 epochs. */
async function stoppedRun(): Promise<RunId> {
  const { run, finished } = start(10_000);
  await passed(run.id, 2);
  workbench.queue.stop(run.id);
  await finished;
  return run.id;
}

describe('a power cut', () => {
  const files = ['strata.db', 'strata.db-wal'];

  it('that leaves an older database beside a newer checkpoint costs no epoch, and the run ends as one that had none', async () => {
    const straight = await start(40).finished;
    const { run, finished } = start(40);
    // The disk after a power cut: the last commits are not on it, the checkpoint is.
    await passed(run.id, 1);
    const cut = temporaryHome();
    for (const file of files) cpSync(join(home.path, file), join(cut.path, file));
    const doneThen = workbench.runs.get(run.id).epochsDone;
    await passed(run.id, doneThen + 3);
    workbench.queue.stop(run.id);
    const stopped = await finished;
    for (const folder of ['datasets', 'runs'])
      cpSync(join(home.path, folder), join(cut.path, folder), { recursive: true });
    await workbench.close();
    home.remove();
    home = cut;

    // A command that only reads finds it as well, and says so.
    const told: string[] = [];
    const stores = openStoresToRead(home.path, ({ message, hint }) => told.push(message, hint ?? ''));
    const found = stores.runs.get(run.id);
    stores.close();
    expect(found).toMatchObject({ status: 'interrupted', epochsDone: stopped.epochsDone, best: stopped.best });
    expect(told.join(' ')).toMatch(
      /^The database lacked the last \d+ epochs of "Small \(2\)"\. They were restored from the run's checkpoint; nothing is lost\.$/,
    );
    open();
    expect(workbench.notices).toEqual([]);
    const [losses] = workbench.runs.metrics(run.id, 'epoch/loss');
    expect(losses?.steps).toEqual(Array.from({ length: stopped.epochsDone }, (_, i) => i + 1));
    const resumed = await (await workbench.queue.resume(run.id)).finished;
    expect(resumed).toMatchObject({ status: 'completed', epochsDone: 40, best: straight.best });
    expect(numbersOf(run.id)).toEqual(numbersOf(straight.id));
  });
});

describe('a resume that fails changes nothing', () => {
  /** All that there is of the run. */
  function stateOf(id: RunId) {
    return {
      run: workbench.runs.get(id),
      numbers: workbench.runs.metrics(id, ''),
      files: ['checkpoint', 'best'].map((name) => readFileSync(join(folderOf(id), `${name}.safetensors`), 'latin1')),
    };
  }

  async function refusal(id: RunId): Promise<unknown> {
    return (async () => (await workbench.queue.resume(id)).finished)().then(
      () => null,
      (thrown: unknown) => thrown,
    );
  }

  /** Another header with the right checksum. */
  function rewrite(id: RunId, change: (facts: Record<string, unknown>) => void, value?: number): void {
    const path = checkpointPath(folderOf(id));
    const { arrays, doubles, facts } = readWeightsFile(path);
    const ours = JSON.parse(facts[checkpointKey] ?? '') as Record<string, unknown>;
    change(ours);
    if (value !== undefined) arrays[0]?.values.fill(value);
    writeWeights(path, [...arrays, ...doubles], { ...facts, [checkpointKey]: JSON.stringify(ours) });
  }

  const flip = (id: RunId, fromEnd: number): void => {
    const path = checkpointPath(folderOf(id));
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.with(bytes.length - fromEnd, (bytes.at(-fromEnd) ?? 0) ^ 4));
  };

  it.each<[string, (id: RunId) => void | Promise<void>, string, RegExp]>([
    [
      'a data set that is another by now',
      () => importSmallData(home.path, 1),
      'conflict',
      /^The data set is no longer/,
    ],
    [
      'a checkpoint of epoch 99 of 8',
      (id) => {
        rewrite(id, (facts) => Object.assign(facts, { epoch: 10_099, steps: 12 * 10_099 }));
      },
      'damaged',
      /cannot be used: it says epoch 10099 of 10000\.$/,
    ],
    [
      'a weight that is no number',
      (id) => {
        rewrite(id, () => undefined, Number.NaN);
      },
      'damaged',
      /holds values that are not numbers\.$/,
    ],
    [
      'a flipped bit among the numbers',
      (id) => {
        flip(id, 9);
      },
      'damaged',
      /its checksum differs\.$/,
    ],
    [
      'fewer callbacks than the run has',
      (id) => {
        rewrite(id, (facts) => Object.assign(facts, { callbacks: [] }));
      },
      'damaged',
      /of a run with other steps or callbacks\.$/,
    ],
  ])('%s', async (_name, damage, code, message) => {
    const id = await stoppedRun();
    await damage(id);
    const before = stateOf(id);
    events.length = 0;
    const error = await refusal(id);
    expect(error).toMatchObject({ code });
    expect((error as Error).message).toMatch(message);
    expect(stateOf(id)).toEqual(before);
    expect(events.some(({ type }) => type === 'truncated')).toBe(false);
  });

  it('screens are told why', async () => {
    const id = await stoppedRun();
    flip(id, 9);
    const told = new Promise<WorkbenchEvent>((resolve) => {
      workbench.subscribe((event) => {
        if (event.type === 'notice') resolve(event);
      });
    });
    await workbench.handlers['runs.resume']({ id });
    expect(await told).toMatchObject({ error: { code: 'damaged' } });
    expect(existsSync(checkpointPath(folderOf(id)))).toBe(true);
  });
});
