// A library of the engine that lost its code and kept its size: the program that loads it crashes once, and the next one
// says so and uses another engine. The library is TensorFlow's own, really damaged; the programs are real.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { damageLibrary, ownEngineWithLibrary } from '../../support/engines.ts';
import { temporaryHome, type TemporaryHome } from '../../support/home.ts';
import { startStrata, strata } from '../../support/strata.ts';

let home: TemporaryHome;
let folder: string;

beforeEach(async () => {
  home = temporaryHome();
  folder = await ownEngineWithLibrary(home.path);
  // The engine passes its probe, and the answer is remembered.
  expect((await strata(home.path, 'engine', 'list', '--json')).json()[0]).toMatchObject([
    { id: 'native', available: true },
    { id: 'wasm', available: true },
  ]);
});
afterEach(() => {
  home.remove();
});

const train = ['train', 'weather-conv1d', '--epochs', '1', '--limit-batches', '1', '--json'];

function markers(): string[] {
  return readdirSync(join(home.path, 'engines')).filter((name) => name.startsWith('loading-'));
}

describe.skipIf(process.platform !== 'linux')('strata train', () => {
  test('does not load a library that was written since its probe, and says why it takes another engine', async () => {
    damageLibrary(folder, { silently: false });
    const { code, json, stderr } = await strata(home.path, ...train);
    expect(code, stderr).toBe(0);
    expect(json()[0]).toMatchObject({ event: 'run-started', engine: 'wasm' });
    expect(markers()).toEqual([]);
  });

  test('crashes once with a library that changed unseen, and takes another engine from then on', async () => {
    damageLibrary(folder, { silently: true });
    const { process: crashing, answer } = startStrata(home.path, train);
    await answer;
    expect(crashing.signalCode).toMatch(/^SIG(SEGV|ILL|BUS|ABRT)$/);
    expect(markers()).toHaveLength(1);

    const plain = train.filter((argument) => argument !== '--json');
    const next = await strata(home.path, ...plain);
    expect(next.code, next.stderr).toBe(0);
    expect(next.stdout).toContain(
      'because the native engine does not work here (Strata ended while it loaded this engine. It is damaged: ' +
        '"tensorflow/libtensorflow_framework.so.2" changed since the installation. Install it again.)',
    );
    const third = await strata(home.path, ...train);
    expect(third.json()[0]).toMatchObject({ event: 'run-started', engine: 'wasm' });

    const asked = await strata(home.path, ...train, '--engine', 'native');
    expect(asked.code).toBe(2);
    expect(asked.stderr).toContain('"tensorflow/libtensorflow_framework.so.2" changed since the installation');
  });

  test('keeps an engine that is whole after its program was killed while it loaded', async () => {
    const { process: killed, answer } = startStrata(home.path, train);
    const watching = setInterval(() => {
      if (markers().some((name) => name.endsWith('.json'))) killed.kill('SIGKILL');
    }, 1);
    await answer;
    clearInterval(watching);
    expect(killed.signalCode).toBe('SIGKILL');
    expect(markers()).toHaveLength(1);
    const next = await strata(home.path, ...train);
    expect(next.json()[0]).toMatchObject({ event: 'run-started', engine: 'native' });
    expect(markers()).toEqual([]);
  });
});

test.skipIf(process.platform !== 'linux')('strata doctor compares checksums', async () => {
  damageLibrary(folder, { silently: true });
  const { json } = await strata(home.path, 'doctor', '--json');
  expect(json()[0]).toMatchObject({
    engines: [
      { id: 'native', available: false, reason: expect.stringContaining('It is damaged') as string },
      { id: 'wasm', available: true },
    ],
  });
});
