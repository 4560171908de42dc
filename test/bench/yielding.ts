// What it costs training to yield to the window, and what the window gains: `node test/bench/yielding.ts HOME [ROUNDS] [STEPS]`.
// HOME has the native engine. Each way to yield is timed in a process of its own (a priority cannot be raised again), once
// with the machine to itself and once beside a program that works 8 ms in every 16.7, as a page does that draws itself anew.
// Prints a table of medians over the rounds; the ways take turns, so that other work on the machine meets all of them.
import { fork, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { quantile } from '#shared/base/quantile.ts';
import type { Yielding } from '#main/engines/yielding.ts';
import { compileExperiment } from '#shared/experiment/compile-experiment.ts';
import { openWorkbench } from '#main/open-workbench.ts';
import { temporaryHome } from '../support/home.ts';

const frameMs = 1000 / 60;
const drawingMs = 8;

const ways: Readonly<Record<string, Yielding>> = {
  nothing: { niceness: 0, fewerThreads: 0 },
  'nice 5': { niceness: 5, fewerThreads: 0 },
  'nice 10': { niceness: 10, fewerThreads: 0 },
  'nice 19': { niceness: 19, fewerThreads: 0 },
  'one thread less': { niceness: 0, fewerThreads: 1 },
};

const measuredSchema = z.object({
  msPerStep: z.number(),
  mainP99Ms: z.number(),
  mainMaxMs: z.number(),
  framesPerSecond: z.number().nullable(),
  frameP95Ms: z.number().nullable(),
});
type Measured = z.infer<typeof measuredSchema>;

function compute(rounds: number): number {
  let sum = 0;
  for (let i = 0; i < rounds; i++) sum += Math.sqrt(i + sum);
  return sum;
}

/** Draws, so to speak, until told to stop; then says how long after its time each frame was done. */
async function drawFrames(): Promise<void> {
  const done: number[] = [];
  const told = new AbortController();
  process.once('message', () => {
    told.abort();
  });
  const startedAt = performance.now();
  let due = startedAt;
  while (!told.signal.aborted) {
    // Work, not time: a program that is kept waiting has as much to do as before.
    compute(loopsOfDrawing);
    done.push(performance.now() - due);
    // A page skips the frames that it missed.
    due += frameMs * Math.max(1, Math.ceil((performance.now() - due) / frameMs));
    await sleep(Math.max(0, due - performance.now()));
  }
  const seconds = (performance.now() - startedAt) / 1000;
  process.send?.({ framesPerSecond: done.length / seconds, frameP95Ms: quantile(done, 0.95) });
}

/** So many rounds take `drawingMs` on a thread that is left alone; found out before training begins. */
function calibrate(): number {
  const rounds = 200_000;
  const times = Array.from({ length: 50 }, () => {
    const startedAt = performance.now();
    compute(rounds);
    return performance.now() - startedAt;
  });
  return Math.round((rounds * drawingMs) / quantile(times, 0.2));
}
let loopsOfDrawing = 0;

const framesSchema = z.object({ framesPerSecond: z.number(), frameP95Ms: z.number() });

function endOf(program: ChildProcess): Promise<z.infer<typeof framesSchema>> {
  return new Promise((done) => {
    program.once('message', (message) => {
      done(framesSchema.parse(message));
      program.disconnect();
    });
    program.send('stop');
  });
}

async function measure(home: string, yielding: Yielding, beside: boolean, steps: number): Promise<Measured> {
  const drawer = beside ? fork(fileURLToPath(import.meta.url), ['frames']) : null;
  if (drawer !== null) await new Promise((ready) => drawer.once('message', ready));
  const workbench = openWorkbench({ home, purpose: 'a measurement', yielding });
  const template = workbench.templates.find('imdb-conv1d');
  if (template === null) throw new Error('There is no template "imdb-conv1d".');
  const { load } = await workbench.engines.choose('native');
  const job = {
    compiled: compileExperiment(template.experiment, null),
    engine: load,
    step: 'auto',
    xla: 'auto',
    rounds: 1,
    against: null,
  } as const;
  await workbench.trainer.benchmark({ ...job, steps: 5 });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  drawer?.send('draw');
  delay.enable();
  const { msPerStep } = await workbench.trainer.benchmark({ ...job, steps });
  delay.disable();
  const frames = drawer === null ? { framesPerSecond: null, frameP95Ms: null } : await endOf(drawer);
  await workbench.close();
  return { msPerStep, mainP99Ms: delay.percentile(99) / 1e6, mainMaxMs: delay.max / 1e6, ...frames };
}

function measureInProcess(home: string, way: string, beside: boolean, steps: number): Measured {
  const args = [fileURLToPath(import.meta.url), 'measure', home, way, String(beside), String(steps)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: 'pipe',
  });
  if (status !== 0) throw new Error(`The measurement of "${way}" ended with code ${String(status)}: ${stderr}`);
  return measuredSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}

function row(way: string, alone: readonly Measured[], beside: readonly Measured[]): string {
  const median = (all: readonly Measured[], key: keyof Measured, digits = 1): string =>
    quantile(
      all.map((each) => each[key] ?? Number.NaN),
      0.5,
    ).toFixed(digits);
  const cells = [
    way,
    median(alone, 'msPerStep'),
    `${median(alone, 'mainP99Ms')} / ${median(alone, 'mainMaxMs')}`,
    median(beside, 'msPerStep'),
    median(beside, 'framesPerSecond', 0),
    median(beside, 'frameP95Ms'),
    `${median(beside, 'mainP99Ms')} / ${median(beside, 'mainMaxMs')}`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function compare(engineHome: string, rounds: number, steps: number): void {
  const home = temporaryHome();
  symlinkSync(join(resolve(engineHome), 'engines'), join(home.path, 'engines'));
  const all = Object.keys(ways).map((way) => ({ way, alone: [] as Measured[], beside: [] as Measured[] }));
  try {
    for (let round = 1; round <= rounds; round++)
      for (const { way, alone, beside } of all) {
        alone.push(measureInProcess(home.path, way, false, steps));
        beside.push(measureInProcess(home.path, way, true, steps));
        console.error(`round ${round}, ${way}:`, alone.at(-1), beside.at(-1));
      }
  } finally {
    home.remove();
  }
  console.log(
    `${cpus().length} threads (${cpus()[0]?.model ?? '?'}), ${rounds} rounds of ${steps} steps, imdb-conv1d, batch of 32`,
  );
  for (const { way, alone, beside } of all) console.log(row(way, alone, beside));
}

const [what = '.cache/test-home', ...rest] = process.argv.slice(2);
if (what === 'frames') {
  loopsOfDrawing = calibrate();
  process.send?.('ready');
  process.once('message', () => void drawFrames());
} else if (what === 'measure') {
  const [home = '', way = '', beside = '', steps = ''] = rest;
  const yielding = ways[way];
  if (yielding === undefined) throw new Error(`There is no way "${way}".`);
  console.log(JSON.stringify(await measure(home, yielding, beside === 'true', Number(steps))));
} else {
  compare(what, Number(rest[0] ?? 5), Number(rest[1] ?? 150));
}
