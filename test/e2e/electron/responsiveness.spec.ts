// Measures how the window answers while a run trains on all cores, and prints it. How good the figures are depends on the
// machine and on what else runs there, so this only asserts that they were measured; docs/performance.md has them.
import { afterAll, expect, test } from 'vitest';
import { describeWindow, measureWindow } from '../../electron-rig/measure-window.ts';
import { temporaryHome } from '../../support/home.ts';

const home = temporaryHome();
afterAll(() => {
  home.remove();
});

test('the window draws and answers clicks while IMDB Conv1D trains natively', async () => {
  const measured = await measureWindow(home.path, 'window', 8_000);
  console.log(describeWindow(measured));
  expect(measured.engine).toContain('native');
  expect(measured.clicks).toBeGreaterThan(10);
  for (const figure of [measured.mainLongestMs, measured.framesPerSecond, measured.clickP95Ms, measured.msPerStep])
    expect(figure).toBeGreaterThan(0);
});
