// `strata serve` in a checkout whose page was never built.
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { serveWorkbench } from '../../support/browser-host.ts';
import { temporaryHome } from '../../support/home.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const checkout = temporaryHome();
const home = temporaryHome();
const otherHome = temporaryHome();
afterAll(() => {
  for (const folder of [checkout, home, otherHome]) folder.remove();
});

test('strata serve builds the page once, and says so; without build tools it says what to do', async () => {
  const parts = [
    'src-main',
    'src-renderer',
    'src-shared',
    'resources',
    'package.json',
    'tsconfig.base.json',
    'vite.renderer.config.ts',
  ];
  for (const part of parts) cpSync(join(root, part), join(checkout.path, part), { recursive: true });
  const serve = (folder = home) =>
    serveWorkbench(folder.path, {}, checkout.path, undefined, join(checkout.path, 'src-main/cli/index.ts'));

  const link = (name: string): void =>
    symlinkSync(join(root, 'node_modules', name), join(checkout.path, 'node_modules', name));
  mkdirSync(join(checkout.path, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules'))) if (name !== 'vite') link(name);
  await expect(serve()).rejects.toThrow(/Build it with: npm run build:renderer/);

  link('vite');
  const first = await serve();
  expect(first.log()).toContain('Building the page');
  expect(await (await fetch(first.address)).text()).toContain('<title>Strata</title>');
  expect(await first.stop()).toBe(0);
  expect(readdirSync(join(checkout.path, 'out'))).toEqual(['renderer']);

  const second = await serve();
  expect(second.log()).not.toContain('Building the page');
  expect(await second.stop()).toBe(0);

  // A build that was ended in its middle leaves a folder without the page. Two programs build it again at the same time.
  rmSync(join(checkout.path, 'out/renderer/index.html'));
  const both = await Promise.all([serve(), serve(otherHome)]);
  expect(both.map((each) => each.log().includes('Building the page'))).toEqual([true, true]);
  for (const { address } of both) {
    const script = /src="\.\/([^"]+\.js)"/.exec(await (await fetch(address)).text())?.[1] ?? 'none';
    expect((await fetch(new URL(script, address))).status).toBe(200);
  }
  expect(await Promise.all(both.map((each) => each.stop()))).toEqual([0, 0]);
  expect(readdirSync(join(checkout.path, 'out'))).toEqual(['renderer']);
});
