// Commands while a workbench is open: it carries them out, and they say the same as without one. A real `strata serve`.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { serveWorkbench, type ServedWorkbench } from '../../support/browser-host.ts';
import { temporaryHome } from '../../support/home.ts';
import { importSmallData, smallExperiment } from '../../support/small-training.ts';
import { startStrata, strata } from '../../support/strata.ts';

const home = temporaryHome();
let workbench: ServedWorkbench;
let file: string;

beforeAll(async () => {
  await importSmallData(home.path);
  file = join(home.path, 'small.strata.json');
  writeFileSync(file, JSON.stringify(smallExperiment(3)));
  workbench = await serveWorkbench(home.path);
});

afterAll(async () => {
  await workbench.stop();
  home.remove();
});

/** Trains for a long time; resolves once it has printed an epoch and written a checkpoint. */
async function startLongTraining(...more: readonly string[]) {
  const args = ['train', file, '--epochs', '100000', '--engine', 'wasm', '--json', ...more];
  const { process: command, answer } = startStrata(home.path, args);
  let said = '';
  await new Promise<void>((resolve) => {
    command.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('"epoch":20,')) resolve();
    });
  });
  return { command, answer };
}

function saysThatItWaits(command: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    let said = '';
    command.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Waiting for')) resolve();
    });
  });
}

it('trains, with the same output as alone', async () => {
  const { code, stdout, json } = await strata(home.path, 'train', file, '--engine', 'wasm', '--json');
  expect(code, stdout).toBe(0);
  const events = json() as { event: string; epoch?: number; metrics?: object }[];
  expect(events.map(({ event }) => event)).toEqual(['run-started', 'epoch', 'epoch', 'epoch', 'run-finished']);
  expect(events.filter(({ event }) => event === 'epoch').map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  expect(events[1]?.metrics).toEqual({ loss: expect.any(Number), val_loss: expect.any(Number) });
  expect(events.at(-1)).toMatchObject({ status: 'completed', error: null });

  const text = await strata(home.path, 'train', file, '--engine', 'wasm', '--name', 'Again');
  expect(text.stdout).toMatch(
    /^Again: \d+ parameters, seed 3\n.*\nepoch 1\/3 .*\nepoch 2\/3 .*\nepoch 3\/3 .*\ncompleted, best/,
  );
});

it('imports, deletes, and says what is wrong with a code', async () => {
  const csv = join(home.path, 'more.csv');
  writeFileSync(csv, 'x,y\n1,2\n3,4\n');
  const imported = await strata(home.path, 'data', 'import', csv, '--as', 'series', '--json');
  expect(imported).toMatchObject({ code: 0, stderr: expect.any(String) });
  expect(imported.json()).toMatchObject([{ id: 'more', rows: 2 }]);
  expect(await strata(home.path, 'data', 'delete', 'more')).toMatchObject({ code: 0 });
  expect(await strata(home.path, 'data', 'import', join(home.path, 'none.csv'), '--as', 'series')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^strata: .*none\.csv/),
  });
  const [list] = (await strata(home.path, 'runs', 'list', '--json')).json() as [{ id: string; name: string }[]];
  const again = list.find(({ name }) => name === 'Again');
  expect(await strata(home.path, 'runs', 'delete', again?.id ?? '')).toMatchObject({
    code: 0,
    stderr: 'Deleted one run.\n',
  });
  expect(await strata(home.path, 'runs', 'delete', again?.id ?? '')).toMatchObject({ code: 2 });
});

it('stops at Ctrl-C, and resumes', async () => {
  const { command, answer } = await startLongTraining();
  command.kill('SIGINT');
  const stopped = await answer;
  expect(stopped.code).toBe(0);
  const last = stopped.json().at(-1) as { runId: string };
  expect(last).toMatchObject({ event: 'run-finished', status: 'stopped' });
  const resumed = startStrata(home.path, ['runs', 'resume', last.runId, '--json']);
  await new Promise((resolve) => resumed.process.stdout?.once('data', resolve));
  resumed.process.kill('SIGINT');
  const { code, json } = await resumed.answer;
  expect(code).toBe(0);
  expect(json().at(-1)).toMatchObject({ event: 'run-finished', runId: last.runId, status: 'stopped' });
});

it('a second command waits for the run of the first', async () => {
  const first = await startLongTraining();
  const second = startStrata(home.path, ['train', file, '--engine', 'wasm', '--json']);
  await once(second.process.stderr!, 'data');
  first.command.kill('SIGINT');
  expect((await first.answer).code).toBe(0);
  const { stderr, json } = await second.answer;
  expect(stderr).toMatch(/^Waiting for "Small.*", which is at work in the open workbench\.\n/);
  expect(json().at(-1)).toMatchObject({ event: 'run-finished', status: 'completed' });
});

it('only who reads the token in the home folder is answered, and no page', async () => {
  const path = join(home.path, 'channel.json');
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  const { port, token } = JSON.parse(readFileSync(path, 'utf8')) as { port: number; token: string };
  const closed = async (options: object, greeting: object): Promise<unknown> => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/commands`, options);
    socket.on('open', () => {
      socket.send(JSON.stringify(greeting));
      socket.send(JSON.stringify({ id: 1, name: 'runs.list', input: {} }));
    });
    let answers = 0;
    socket.on('message', () => answers++);
    return new Promise((resolve) => {
      socket.once('error', (error) => {
        resolve(error.message);
      });
      socket.once('close', () => {
        resolve(answers);
      });
    });
  };
  expect(await closed({}, { token: 'x'.repeat(token.length) })).toBe(0);
  expect(await closed({ origin: 'http://127.0.0.1' }, { token })).toBe('Unexpected server response: 403');
  expect(await closed({ headers: { host: 'strata.example' } }, { token })).toBe('Unexpected server response: 403');
});

it('stops an import at Ctrl-C, and keeps nothing', async () => {
  const csv = join(home.path, 'large.csv');
  writeFileSync(csv, `x,y,z\n${'1.25,2.5,3.75\n'.repeat(2_000_000)}`);
  const { process: command, answer } = startStrata(home.path, ['data', 'import', csv, '--as', 'series', '--json']);
  await once(command.stderr!, 'data');
  command.kill('SIGINT');
  expect(await answer).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/Stopped; nothing was kept\.\n$/),
  });
  expect((await strata(home.path, 'data', 'show', 'large')).code).toBe(2);
});

it('does not time steps for a command, and says what to do', async () => {
  const { code, stderr } = await strata(home.path, 'bench', '--engine', 'wasm');
  expect(code).toBe(1);
  expect(stderr).toMatch(/^strata: A workbench is open, .*\nClose the workbench \(.*\), then start bench again\.\n$/);
});

it('a run that waits when the workbench is closed is interrupted, and its command fails', async () => {
  const first = await startLongTraining();
  first.command.kill('SIGINT');
  const { runId } = (await first.answer).json().at(-1) as { runId: string };
  const second = await startLongTraining();
  const waiting = startStrata(home.path, ['train', file, '--engine', 'wasm', '--json']);
  const resumed = startStrata(home.path, ['runs', 'resume', runId, '--json']);
  await Promise.all([waiting, resumed].map(({ process: command }) => saysThatItWaits(command)));
  await workbench.stop();
  await second.answer;
  const queued = await waiting.answer;
  expect(queued).toMatchObject({ code: 1, stderr: expect.stringContaining('The open workbench was closed') });
  expect(queued.json()).toMatchObject([
    { event: 'run-finished', status: 'interrupted', error: { code: 'disconnected' } },
  ]);
  const again = await resumed.answer;
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('closed before the run was resumed') });
  const [run] = (await strata(home.path, 'runs', 'show', runId, '--json')).json();
  expect(run).toMatchObject({ status: 'stopped', checkpointEpoch: expect.any(Number) });
  workbench = await serveWorkbench(home.path);
});

it('a workbench that is closed ends its commands with the same sentence as one that is killed', async () => {
  const { answer } = await startLongTraining();
  await workbench.stop();
  const { code, stderr, json } = await answer;
  expect(code).toBe(1);
  expect(stderr).toContain('The open workbench was closed before it answered.');
  expect(json().at(-1)).toMatchObject({ status: 'interrupted', error: { code: 'disconnected' } });
  workbench = await serveWorkbench(home.path);
});

it('a workbench that is killed ends its commands with a sentence, and the run is interrupted', async () => {
  const { answer } = await startLongTraining();
  workbench.process.kill('SIGKILL');
  const { code, stderr, json } = await answer;
  expect(code).toBe(1);
  expect(stderr).toContain('The open workbench was closed before it answered.');
  const last = json().at(-1) as { runId: string };
  expect(last).toMatchObject({ event: 'run-finished', status: 'interrupted', error: { code: 'disconnected' } });
  // What it left behind does not mislead: the command has the home folder to itself.
  const resumed = startStrata(home.path, ['runs', 'resume', last.runId, '--json']);
  await new Promise((resolve) => resumed.process.stdout?.once('data', resolve));
  resumed.process.kill('SIGINT');
  expect((await resumed.answer).code).toBe(0);
  workbench = await serveWorkbench(home.path);
});

it('a command that has the home folder to itself is not asked', async () => {
  await workbench.stop();
  const { command, answer } = await startLongTraining();
  const second = await strata(home.path, 'train', file, '--engine', 'wasm');
  expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining('already at work') });
  command.kill('SIGINT');
  expect((await answer).code).toBe(0);
  workbench = await serveWorkbench(home.path);
});
