// Programs whose native engine was loaded and has nothing computed when they end: the exit code is theirs, no crash takes its place.
import { readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { JsonObject } from '#shared/base/json.ts';
import { hostMessageSchema } from '#shared/contract/envelope.ts';
import { serveWorkbench, shareEngine } from '../../support/browser-host.ts';
import { testEngineHome } from '../../support/engines.ts';
import { temporaryHome } from '../../support/home.ts';
import { startStrata, strata } from '../../support/strata.ts';

/** With an unloaded TensorFlow most of them crashed, not all. */
const tries = [1, 2, 3];
const home = temporaryHome();

/** @param units of the first of two wide layers; the second has units · units weights */
function wideModel(units: number, dataset = 'waves'): JsonObject {
  const nodes = [
    { id: 'in', type: 'Input', config: { shape: [20, 2] } },
    { id: 'flat', type: 'Flatten', config: {} },
    { id: 'wide', type: 'Dense', config: { units } },
    { id: 'wider', type: 'Dense', config: { units } },
    { id: 'out', type: 'Dense', config: { units: 1 } },
  ];
  return {
    strata: 2,
    name: 'wide',
    data: { dataset, preparation: { kind: 'series', target: 'a', lookback: 20, delay: 3 } },
    model: { nodes, edges: nodes.slice(1).map(({ id }, i) => ({ from: nodes[i]?.id ?? '', to: id })) },
    training: { loss: 'mse', optimizer: 'SGD', epochs: 1 },
  };
}

const hugeModel = wideModel(1_000_000);
const hugeFile = join(home.path, 'huge.strata.json');
const slowFile = join(home.path, 'slow.strata.json');
const damagedFile = join(home.path, 'damaged.strata.json');

beforeAll(async () => {
  shareEngine(home.path, await testEngineHome());
  const rows = Array.from({ length: 300 }, (_, i) => `${Math.sin(i / 7).toFixed(4)},${Math.cos(i / 5).toFixed(4)}`);
  writeFileSync(join(home.path, 'waves.csv'), ['a,b', ...rows].join('\n'));
  writeFileSync(hugeFile, JSON.stringify(hugeModel));
  writeFileSync(slowFile, JSON.stringify(wideModel(3000)));
  writeFileSync(damagedFile, JSON.stringify(wideModel(4, 'damaged')));
  for (const id of ['waves', 'damaged'])
    await strata(home.path, 'data', 'import', join(home.path, 'waves.csv'), '--as', 'series', '--id', id);
  const folder = join(home.path, 'datasets', 'damaged');
  for (const name of readdirSync(folder)) if (name.endsWith('.f64')) truncateSync(join(folder, name), 100);
});
afterAll(() => {
  home.remove();
});

describe('a command', () => {
  it.each(tries)('ends with 1 when the model does not fit into memory, time %i', async () => {
    const { code, stderr } = await strata(home.path, 'train', hugeFile, '--engine', 'native');
    expect(stderr).toContain('The engine ran out of memory.');
    expect(code).toBe(1);
  });

  it('ends with 1 when the data is damaged', async () => {
    const { code, stderr } = await strata(home.path, 'train', damagedFile, '--engine', 'native');
    expect(stderr).toMatch(/^strata: .*"damaged"/m);
    expect(code).toBe(1);
  });

  it.each(tries.slice(0, 2))('ends with 0 when it is stopped while the model is prepared, time %i', async () => {
    const { process: child, answer } = startStrata(home.path, ['train', slowFile, '--engine', 'native']);
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      const before = said;
      said += chunk.toString();
      if (!before.includes('Preparing the model') && said.includes('Preparing the model')) child.kill('SIGINT');
    });
    const { code, stdout } = await answer;
    expect(said).toContain('Preparing the model');
    expect(stdout).toContain('stopped');
    expect(code).toBe(0);
  });
});

describe('strata serve', () => {
  it.each(tries)('ends with 0 after a run that failed before its first step, time %i', async () => {
    const host = await serveWorkbench(home.path);
    try {
      const failed = await failedRun(new URL(host.address));
      expect(failed).toBe('The engine ran out of memory.');
    } finally {
      expect(await host.stop()).toBe(0);
    }
  });
});

/** Starts a run of the huge model as a page does. @returns what it failed with */
async function failedRun(address: URL): Promise<string | undefined> {
  const socket = new WebSocket(`ws://${address.host}/api`, { origin: address.origin });
  const source = { from: 'inline', experiment: hugeModel };
  return await new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.once('open', () => {
      socket.send(JSON.stringify({ token: address.hash.replace('#token=', '') }));
      socket.send(JSON.stringify({ id: 1, name: 'runs.start', input: { source, engine: 'native' } }));
    });
    socket.on('message', (data: Buffer) => {
      const message = hostMessageSchema.parse(JSON.parse(data.toString('utf8')));
      if ('error' in message) reject(new Error(message.error.message));
      if (!('event' in message) || message.event.type !== 'run' || message.event.run.status !== 'failed') return;
      resolve(message.event.run.error?.message);
      socket.close();
    });
  });
}
