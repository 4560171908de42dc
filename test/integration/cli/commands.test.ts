// The command line as scripts rely on it: JSON on standard output and nothing else, exit codes, one clear sentence for what is wrong.
import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkDatabase } from '#main/db/check-database.ts';
import { shareEngine } from '../../support/browser-host.ts';
import { testEngineHome } from '../../support/engines.ts';
import { temporaryHome } from '../../support/home.ts';
import { startStrata, strata } from '../../support/strata.ts';

const home = temporaryHome();
const runListSchema = z.array(
  z.looseObject({ id: z.string(), name: z.string(), kind: z.string(), status: z.string(), epochsDone: z.number() }),
);

async function runs() {
  const [list] = (await strata(home.path, 'runs', 'list', '--json')).json();
  return runListSchema.parse(list);
}

/** A run that would go on for minutes. */
function startLongRun(name: string) {
  return startStrata(home.path, ['train', 'weather-conv1d', '--epochs', '5000', '--name', name, '--json']);
}

function firstWords(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.stdout?.once('data', () => {
      resolve();
    });
  });
}

beforeAll(async () => {
  shareEngine(home.path, await testEngineHome());
});
afterAll(() => {
  home.remove();
});

describe('an empty home folder', () => {
  it('answers every question', async () => {
    expect((await strata(home.path, 'runs', 'list', '--json')).json()).toEqual([[]]);
    expect((await strata(home.path, 'data', 'list', '--json')).json()).toEqual([[]]);
    const [templates] = (await strata(home.path, 'templates', '--json')).json();
    const ids = z
      .array(z.object({ id: z.string(), title: z.string(), dataset: z.string() }))
      .parse(templates)
      .map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        'imdb-conv1d',
        'weather-conv1d',
        'weather-gru',
        'weather-conv1d-gru',
        'jena-conv1d',
        'jena-conv1d-gru',
      ]),
    );
  });

  it('has a doctor', async () => {
    const { code, json } = await strata(home.path, 'doctor', '--json');
    expect(code).toBe(0);
    expect(json()[0]).toMatchObject({
      node: process.versions.node,
      engines: [
        { id: 'native', available: true, version: expect.stringContaining('TensorFlow') },
        { id: 'wasm', available: true },
      ],
      database: { ok: true },
      datasets: expect.any(Array) as unknown,
      electron: null,
    });
  });
});

describe('training', () => {
  it('says one JSON object a line: start, epochs, end', async () => {
    const { code, json } = await strata(
      home.path,
      'train',
      'weather-conv1d',
      '--epochs',
      '2',
      '--limit-batches',
      '3',
      '--seed',
      '5',
      '--name',
      'mine',
      '--json',
    );
    expect(code).toBe(0);
    const [started, first, second, finished] = json();
    expect(started).toMatchObject({
      event: 'run-started',
      engine: 'native',
      device: 'CPU',
      step: 'compiled',
      parameters: 6337,
      stepsPerEpoch: 3,
    });
    expect(first).toMatchObject({
      event: 'epoch',
      epoch: 1,
      metrics: { loss: expect.any(Number), val_loss: expect.any(Number), val_mae: expect.any(Number) },
      msPerStep: expect.any(Number),
      seconds: expect.any(Number),
    });
    expect(second).toMatchObject({ event: 'epoch', epoch: 2 });
    expect(finished).toMatchObject({ event: 'run-finished', status: 'completed', best: { metric: 'val_mae' } });
    expect(json()).toHaveLength(4);
  });

  it('keeps what was trained when it is interrupted by Ctrl-C', async () => {
    const { process: child, answer } = startLongRun('long');
    await new Promise<void>((resolve) => {
      let seen = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        seen += chunk.toString();
        if (seen.includes('"event":"epoch"')) resolve();
      });
    });
    child.kill('SIGINT');
    const { code, json } = await answer;
    expect(code).toBe(0);
    expect(json().at(-1)).toMatchObject({ event: 'run-finished', status: 'stopped' });
  });

  it('loses nothing but the last moment to kill -9, and whoever looks next finds the run interrupted', async () => {
    const { process: child, answer } = startLongRun('killed');
    const epochs: number[] = [];
    await new Promise<void>((resolve) => {
      let rest = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        rest += chunk.toString();
        const lines = rest.split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          const said = z.looseObject({ event: z.string(), epoch: z.number().optional() }).parse(JSON.parse(line));
          if (said.event === 'epoch' && said.epoch !== undefined) epochs.push(said.epoch);
        }
        if (epochs.length >= 3) resolve();
      });
    });
    child.kill('SIGKILL');
    await answer;
    const killed = (await runs()).find(({ name }) => name === 'killed');
    expect(killed?.status).toBe('interrupted');
    expect(killed?.epochsDone).toBeGreaterThanOrEqual(Math.max(...epochs));
    const [shown] = (await strata(home.path, 'runs', 'show', killed?.id ?? '', '--json')).json();
    const { metrics } = z
      .looseObject({ metrics: z.array(z.looseObject({ key: z.string(), steps: z.array(z.number()) })) })
      .parse(shown);
    expect(metrics.find(({ key }) => key === 'epoch/val_mae')?.steps).toEqual(expect.arrayContaining(epochs));
    expect(checkDatabase(home.path)).toMatchObject({ ok: true, integrity: 'ok' });
  });

  it('trains a run on that was killed, after its checkpoint, and a person can stop it once more', async () => {
    const id = (await runs()).find(({ name }) => name === 'killed')?.id ?? '';
    const shown = async () => {
      const [run] = (await strata(home.path, 'runs', 'show', id, '--json')).json();
      return z.looseObject({ status: z.string(), epochsDone: z.number(), checkpointEpoch: z.number() }).parse(run);
    };
    const { checkpointEpoch } = await shown();
    expect((await strata(home.path, 'runs', 'show', id)).stdout).toContain(
      `It can be resumed after epoch ${checkpointEpoch}: strata runs resume ${id}`,
    );
    const { process: child, answer } = startStrata(home.path, ['runs', 'resume', id, '--json']);
    await new Promise<void>((resolve) => {
      let seen = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        seen += chunk.toString();
        if (seen.includes('"event":"epoch"')) resolve();
      });
    });
    child.kill('SIGINT');
    const { code, json } = await answer;
    expect(code).toBe(0);
    const [started, first, ...rest] = json();
    expect(started).toMatchObject({ event: 'run-started', runId: id, engine: 'native' });
    expect(first).toMatchObject({ event: 'epoch', epoch: checkpointEpoch + 1 });
    expect(rest.at(-1)).toMatchObject({ event: 'run-finished', runId: id, status: 'stopped' });
    const stopped = await shown();
    expect(stopped).toMatchObject({ status: 'stopped', checkpointEpoch: stopped.epochsDone });
    expect((await runs()).filter(({ name }) => name === 'killed')).toHaveLength(1);
  });

  it('does not resume what is completed', async () => {
    const done = (await runs()).find(({ status, kind }) => status === 'completed' && kind === 'training');
    const { code, stderr } = await strata(home.path, 'runs', 'resume', done?.id ?? '');
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/is completed, so it cannot be resumed/);
  });

  it('does not work in a home folder where another program does', async () => {
    const { process: child, answer } = startLongRun('long');
    await firstWords(child);
    const second = await strata(home.path, 'train', 'weather-conv1d', '--epochs', '1');
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('strata train weather-conv1d');
    expect((await strata(home.path, 'runs', 'list', '--json')).code).toBe(0);
    child.kill('SIGINT');
    await answer;
  });
});

it('ends a run that nobody listens to any more as Ctrl-C does', async () => {
  const { process: child, answer } = startLongRun('unheard');
  await firstWords(child);
  child.stdout?.destroy();
  const { stderr } = await answer;
  expect(stderr).not.toContain('EPIPE');
  expect((await runs()).find(({ name }) => name === 'unheard')?.status).toBe('stopped');
});

it('trains two labels with two outputs, and keeps the baseline of them', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? `a fine film,good` : `a dull film,bad`));
  const csv = join(home.path, 'two.csv');
  writeFileSync(csv, ['text,label', ...rows].join('\n'));
  expect((await strata(home.path, 'data', 'import', csv, '--as', 'text', '--id', 'two')).code).toBe(0);
  const layer = (id: string, type: string, config: object) => ({ id, type, config });
  const experiment = {
    strata: 2,
    name: 'two outputs',
    data: { dataset: 'two', preparation: { kind: 'text', words: 100, length: 8 } },
    model: {
      nodes: [
        layer('input', 'Input', { shape: [8], dtype: 'int32' }),
        layer('embedding', 'Embedding', { input_dim: 100, output_dim: 4 }),
        layer('pool', 'GlobalAveragePooling1D', {}),
        layer('dense', 'Dense', { units: 2, activation: 'softmax' }),
      ],
      edges: [
        { from: 'input', to: 'embedding' },
        { from: 'embedding', to: 'pool' },
        { from: 'pool', to: 'dense' },
      ],
    },
    training: { loss: 'sparse_categorical_crossentropy', optimizer: 'adam', metrics: ['accuracy'], epochs: 1 },
  };
  const file = join(home.path, 'two.strata.json');
  writeFileSync(file, JSON.stringify(experiment));
  expect((await strata(home.path, 'train', file, '--engine', 'wasm')).code).toBe(0);
  const [list] = (await strata(home.path, 'runs', 'list', '--json')).json();
  const majority = z
    .array(z.looseObject({ name: z.string(), best: z.looseObject({ value: z.number() }).nullable() }))
    .parse(list)
    .find(({ name }) => name.startsWith('Majority'));
  expect(majority?.best?.value).toBeGreaterThan(0.5);
});

describe('histories', () => {
  it('compares, exports and deletes', async () => {
    const [first, second] = (await runs()).filter(({ kind, epochsDone }) => kind === 'training' && epochsDone > 0);
    const ids = [first?.id ?? '', second?.id ?? ''];
    const [comparison] = (await strata(home.path, 'runs', 'compare', ...ids, '--json')).json();
    expect(comparison).toMatchObject({
      runs: [{ id: ids[0] }, { id: ids[1] }],
      metrics: expect.any(Array),
      settings: { differing: expect.any(Array) },
    });

    const csv = await strata(home.path, 'runs', 'export', ...ids, '--format', 'csv');
    const lines = csv.stdout.trim().split('\n');
    expect(lines[0]).toBe('run,name,metric,step,epoch,seconds,time,value');
    expect(lines.some((line) => line.startsWith(`${ids[0] ?? ''},`) && line.includes(',val_loss,1,1,'))).toBe(true);
    const [exported] = (await strata(home.path, 'runs', 'export', ids[0] ?? '', '--format', 'json')).json();
    expect(exported).toMatchObject([{ id: ids[0], experiment: { strata: 2 }, metrics: expect.any(Array) }]);

    expect((await strata(home.path, 'runs', 'delete', ids[1] ?? '')).code).toBe(0);
    expect((await runs()).some(({ id }) => id === ids[1])).toBe(false);
  });
});

describe('check', () => {
  it('lists layers with shapes and parameters, and ends well', async () => {
    const { code, json } = await strata(home.path, 'check', 'imdb-conv1d', '--json');
    expect(code).toBe(0);
    expect(json()[0]).toMatchObject({ ok: true, parameters: 1_315_937, problems: [] });
  });

  it('says what each layer costs and sees', async () => {
    const { stdout } = await strata(home.path, 'check', 'imdb-conv1d');
    const rows = stdout.split('\n').map((line) => line.trim().split(/\s{2,}/));
    expect(rows[0]).toEqual(['layer', 'type', 'output shape', 'parameters', 'FLOPs', 'activations', 'sees']);
    const second = ['conv1d_2', 'Conv1D', '(92, 32)', '7,200', '1,318,912', '0.38 MB', '41 words'];
    expect(rows.find(([id]) => id === 'conv1d_2')).toEqual(second);
  });
});
