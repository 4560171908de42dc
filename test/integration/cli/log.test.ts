// `strata log`: what a script logs is a run, live in an open workbench, and kept however the log ends.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { RunStatus } from '#shared/runs/run.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores, type Stores } from '#main/db/stores.ts';
import { openWorkbench, type Workbench } from '#main/open-workbench.ts';
import { commandLine } from '../../support/browser-host.ts';
import { temporaryHome, type TemporaryHome } from '../../support/home.ts';
import { strata } from '../../support/strata.ts';

const reference = new URL('../../histories/reference/', import.meta.url);
let home: TemporaryHome;
const children: ChildProcessWithoutNullStreams[] = [];

beforeEach(() => {
  home = temporaryHome();
});
afterEach(async () => {
  for (const child of children.splice(0))
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  home.remove();
});

function startLog(...more: readonly string[]): ChildProcessWithoutNullStreams {
  const env = { ...process.env, STRATA_HOME: home.path };
  const child = spawn(process.execPath, [commandLine, 'log', '--name', 'Script', ...more], { env });
  children.push(child);
  return child;
}

async function ended(
  child: ChildProcessWithoutNullStreams,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
}

function read<Result>(look: (stores: Stores) => Result): Result {
  const stores = createStores(openDatabase({ home: home.path, readonly: true }));
  try {
    return look(stores);
  } finally {
    stores.close();
  }
}

const statuses = (): RunStatus[] => read(({ runs }) => runs.list().map(({ status }) => status));

/** Resolves with the first event that is looked for. */
function whenEvent<Found>(workbench: Workbench, look: (event: WorkbenchEvent) => Found | null): Promise<Found> {
  return new Promise((resolve) => {
    const leave = workbench.subscribe((event) => {
      const found = look(event);
      if (found === null) return;
      leave();
      resolve(found);
    });
  });
}

it('keeps what real Keras logs, with the values that Keras measured', async () => {
  const child = startLog();
  child.stdin.end(readFileSync(new URL('keras-log.ndjson', reference)));
  const { code, stderr } = await ended(child);
  expect(code, stderr).toBe(0);
  const history = z
    .record(z.string(), z.array(z.number()))
    .parse(JSON.parse(readFileSync(new URL('keras-log.json', reference), 'utf8')));
  read(({ runs }) => {
    const [run] = runs.list();
    expect(run).toMatchObject({
      name: 'Script',
      status: 'completed',
      epochs: 3,
      epochsDone: 3,
      best: { metric: 'val_loss', value: Math.min(...(history['val_loss'] ?? [])) },
      origin: { from: 'script' },
    });
    const series = new Map(runs.metrics(run!.id, '').map((one) => [one.key, one]));
    for (const [name, values] of Object.entries(history))
      expect(series.get(`epoch/${name}`)).toMatchObject({ steps: [1, 2, 3], values });
    expect(series.get('batch/loss')?.steps).toEqual([1, 2, 3, 4, 5, 6]);
    expect(runs.get(run!.id).loggedSettings).toMatchObject({ 'optimizer.name': 'adam', data: 'line', parameters: 13 });
  });
});

it('names a malformed line by its number, and keeps the rest', async () => {
  const child = startLog('--json');
  child.stdin.end(
    '{"epoch": 1, "loss": 0.5}\n\noops\n{"epoch": 2, "loss": NaN, "word": "x"}\n{"step": 3}\n{"loss": 1}',
  );
  const { code, stdout, stderr } = await ended(child);
  expect(code).toBe(0);
  expect(stderr).toContain('Line 3 is left out: it is no JSON.');
  expect(stderr).toContain('"word" of line 4 is no number');
  expect(stderr).toContain('Line 6 is left out');
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  ).toMatchObject([
    { event: 'run-started' },
    { event: 'run-finished', status: 'completed', best: { metric: 'loss', value: 0.5, epoch: 1 } },
  ]);
  read(({ runs }) => {
    expect(runs.metrics(runs.list()[0]!.id, 'epoch/loss')[0]).toMatchObject({ steps: [1, 2], values: [0.5, null] });
  });
});

it('believes a script that says how it ended', async () => {
  const child = startLog();
  child.stdin.end('{"epoch": 1, "loss": 0.5}\n{"status": "failed", "error": "out of memory"}\n');
  const { stderr } = await ended(child);
  expect(stderr).toContain('out of memory');
  read(({ runs }) => expect(runs.list()).toMatchObject([{ status: 'failed', error: { message: 'out of memory' } }]));
});

it('steps of a script that counts no epochs are its main axis', async () => {
  const child = startLog();
  child.stdin.end('{"step": 0, "loss": 2}\n{"step": 100, "loss": 1}\n');
  await ended(child);
  read(({ runs }) => expect(runs.metrics(runs.list()[0]!.id, 'epoch/loss')[0]?.steps).toEqual([0, 100]));
});

it('a log that is killed leaves an interrupted run with what it had', async () => {
  const child = startLog();
  child.stdin.write('{"epoch": 1, "loss": 0.5}\n');
  await expect.poll(() => read(({ runs }) => runs.list().map(({ epochsDone }) => epochsDone))).toEqual([1]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await strata(home.path, 'runs', 'list');
  expect(statuses()).toEqual(['interrupted']);
});

it('is seen live in an open workbench, and interrupted there when it is killed', async () => {
  const workbench = openWorkbench({ home: home.path, purpose: 'a test', host: 'browser' });
  try {
    const points = whenEvent(workbench, (event) => (event.type === 'metrics' ? event : null));
    const child = startLog();
    child.stdin.write('{"epochs": 5}\n{"epoch": 1, "loss": 0.5}\n');
    const { runId, points: shown } = await points;
    expect(shown).toContainEqual({ key: 'epoch/loss', step: 1, value: 0.5 });
    expect(workbench.runs.find(runId)).toMatchObject({ status: 'running', name: 'Script' });
    expect(() => workbench.handlers['runs.delete']({ ids: [runId] })).toThrow(/still queued or running/);
    expect(() => workbench.handlers['runs.stop']({ id: runId })).toThrow(/trained elsewhere/);
    expect(workbench.handlers['runs.progress']({})).toMatchObject([{ runId, epoch: 1, epochs: 5 }]);
    const over = whenEvent(workbench, (event) =>
      event.type === 'run' && event.run.status !== 'running' ? event.run : null,
    );
    child.kill('SIGKILL');
    expect(await over).toMatchObject({ id: runId, status: 'interrupted', epochsDone: 1 });
  } finally {
    await workbench.close();
  }
});

it('goes on in the same run when the workbench is closed', async () => {
  const workbench = openWorkbench({ home: home.path, purpose: 'a test', host: 'browser' });
  const points = whenEvent(workbench, (event) => (event.type === 'metrics' ? event : null));
  const child = startLog();
  child.stdin.write('{"epoch": 1, "loss": 0.5}\n');
  await points;
  await workbench.close();
  child.stdin.end('{"epoch": 2, "loss": 0.25}\n');
  const { code, stderr } = await ended(child);
  expect(code, stderr).toBe(0);
  read(({ runs }) => {
    expect(runs.list()).toMatchObject([{ status: 'completed', epochsDone: 2, best: { value: 0.25 } }]);
    expect(runs.metrics(runs.list()[0]!.id, 'epoch/loss')[0]).toMatchObject({ steps: [1, 2], values: [0.5, 0.25] });
  });
});
