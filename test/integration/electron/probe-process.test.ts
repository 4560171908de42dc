// Probes as Electron starts them, in a real one: what they are told, what they say, and every way in which they end.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElectronApplication } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProbeEnding } from '#main/ports/probe-process.ts';
import { launchElectron, testElectron } from '../../electron-rig/electron.ts';
import { temporaryHome } from '../../support/home.ts';
import type { ProbeCall } from './programs/probe-main.ts';

const home = temporaryHome();
let application: ElectronApplication;

beforeAll(async () => {
  const app = join(home.path, 'app');
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: app,
      emptyOutDir: true,
      target: 'node16',
      rolldownOptions: {
        input: { main: fileURLToPath(new URL('./programs/probe-main.ts', import.meta.url)) },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  });
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'strata-probes', main: 'main.cjs' }));
  application = await launchElectron(await testElectron(), { app, userData: join(home.path, 'profile') });
});

afterAll(async () => {
  await application.close();
  home.remove();
});

/** Starts a program of these lines. */
async function probe(lines: string, call: Partial<ProbeCall> = {}): Promise<ProbeEnding> {
  const folder = join(home.path, 'programs');
  mkdirSync(folder, { recursive: true });
  const program = join(folder, 'program.cjs');
  writeFileSync(program, lines);
  const whole: ProbeCall = { program, argument: '', env: {}, timeoutMs: 20_000, abortAfterMs: null, ...call };
  return await application.evaluate((_electron, asked) => globalThis.startTestProbe(asked), whole);
}

test('it gets its argument and environment, and all that it says comes back', async () => {
  const argument = '{"id":"native","addonPath":"/tmp/grüße/a b.node"}';
  const lines = `
    const said = [process.argv[2], process.env.TF_CPP_MIN_LOG_LEVEL, process.type];
    process.stderr.write('a note');
    process.stdout.write('x'.repeat(100000) + '\\n' + JSON.stringify(said), () => process.exit(0));
  `;
  const ending = await probe(lines, { argument, env: { TF_CPP_MIN_LOG_LEVEL: '2' } });
  expect(ending).toMatchObject({ failure: null, timedOut: false, stderr: expect.stringContaining('a note') as string });
  const [first, last] = ending.stdout.split('\n');
  expect(first).toHaveLength(100_000);
  expect(JSON.parse(last ?? '')).toEqual([argument, '2', 'utility']);
});

test('it says that it failed', async () => {
  expect(await probe('process.exit(3);')).toMatchObject({ failure: 'code 3', timedOut: false });
  expect(await probe('throw new Error("no such library");')).toMatchObject({
    failure: expect.stringMatching(/^code /) as string,
    stderr: expect.stringContaining('no such library') as string,
  });
});

test.skipIf(process.platform === 'win32')('it crashes, and only it', async () => {
  const ending = await probe('process.kill(process.pid, "SIGSEGV");');
  expect(ending).toMatchObject({ stdout: '', timedOut: false });
  // Electron hears of the end now and then before it hears of the signal; the probe is no success without an answer.
  expect(['SIGSEGV', null]).toContain(ending.failure);
});

test('it hangs, and is ended after the time that it has, or when nobody waits any more', async () => {
  expect(await probe('for (;;);', { timeoutMs: 1_500 })).toMatchObject({ timedOut: true });
  for (const abortAfterMs of [0, 500])
    expect(await probe('for (;;);', { abortAfterMs })).toMatchObject({ failure: 'SIGKILL', timedOut: false });
});

test('a program that is not there is a failure', async () => {
  const ending = await probe('', { program: join(home.path, 'nowhere.cjs') });
  expect(ending.failure).not.toBeNull();
});
