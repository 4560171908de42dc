// `strata bench` on the native engine, alone and in turns.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shareEngine } from '../../support/browser-host.ts';
import { testEngineHome } from '../../support/engines.ts';
import { temporaryHome } from '../../support/home.ts';
import { strata } from '../../support/strata.ts';

const home = temporaryHome();

beforeAll(async () => {
  shareEngine(home.path, await testEngineHome());
});
afterAll(() => {
  home.remove();
});

it('says so where there is no Keras to time it against, and times itself', async () => {
  const keras = ['--against', 'keras', '--python', join(home.path, 'no-python')];
  const { code, json, stderr } = await strata(
    home.path,
    ...['bench', '--model', 'weather-gru', '--steps', '2', '--rounds', '2', '--step', 'eager', '--json', ...keras],
  );
  expect(code).toBe(0);
  expect(stderr).toMatch(/Keras cannot be timed: .*no-python/);
  const eager = { step: 'eager', reason: 'as asked for', keras: null, ratio: null };
  expect(json()).toEqual([expect.objectContaining(eager)]);
});

it('says why a step is not the compiled one', async () => {
  const few = ['--steps', '1', '--rounds', '1', '--step', 'eager'];
  const { code, stdout } = await strata(home.path, 'bench', '--model', 'weather-conv1d', ...few);
  expect(code).toBe(0);
  expect(stdout).toContain('the eager step: as asked for\n');
});

it('runs unrolled loops without an error of TensorFlow about their graph', async () => {
  const few = ['--steps', '1', '--rounds', '1', '--step', 'compiled', '--xla', 'off'];
  const { code, stderr } = await strata(home.path, 'bench', '--model', 'weather-conv1d-gru', ...few);
  expect(code).toBe(0);
  expect(stderr).not.toMatch(/^[EF]\d{4} /m);
});

it('times training steps in turns with the eager step', async () => {
  const against = ['--steps', '2', '--rounds', '2', '--against', 'eager'];
  const { code, json } = await strata(home.path, 'bench', '--model', 'weather-conv1d', ...against, '--json');
  expect(code).toBe(0);
  const eager = { kind: 'eager', parameters: 6337, msPerStep: expect.any(Number), ratios: expect.any(Array) };
  expect(json()).toEqual([expect.objectContaining({ keras: null, ratio: expect.any(Number) })]);
  expect(json()[0]).toMatchObject({ step: 'compiled', eager });
});

it('times training steps on made data', async () => {
  const { code, json } = await strata(home.path, 'bench', '--model', 'weather-conv1d', '--steps', '3', '--json');
  expect(code).toBe(0);
  expect(json()[0]).toMatchObject({
    model: 'weather-conv1d',
    engine: 'native',
    step: 'compiled',
    msPerStep: expect.any(Number),
    firstStepMs: expect.any(Number),
    keras: null,
    ratio: null,
  });
});
