// Electron's window in figures: how soon it shows something, what it weighs, and how it answers while a run trains.
//   xvfb-run -a -s '-screen 0 1920x1080x24' node test/bench/window.ts [STARTS]
// Writes them into docs/performance.md. The Electron is the one that tests have here; its version is said.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quantile } from '#shared/base/quantile.ts';
import {
  firstContentAtMs,
  measureMemory,
  measureWindow,
  type MeasuredWindow,
  type ProcessMemory,
} from '../electron-rig/measure-window.ts';
import { testElectron } from '../electron-rig/electron.ts';
import { launchWorkbench } from '../electron-rig/workbench.ts';
import { shareEngine } from '../support/browser-host.ts';
import { testEngineHome } from '../support/engines.ts';
import { temporaryHome } from '../support/home.ts';

const starts = Number(process.argv[2] ?? 9);
const file = join(import.meta.dirname, '..', '..', 'docs', 'performance.md');
const marks = ['<!-- written by test/bench/window.ts -->', '<!-- end -->'] as const;

/** From the start of the process to the first content, and memory once the window has been idle for a while. */
async function startOnce(home: string): Promise<{ startMs: number; memory: ProcessMemory[] }> {
  const startedAtMs = Date.now();
  const application = await launchWorkbench({ home });
  try {
    const page = await application.firstWindow();
    const startMs = (await firstContentAtMs(page)) - startedAtMs;
    await page.waitForTimeout(3000);
    return { startMs, memory: await measureMemory(application) };
  } finally {
    await application.close();
  }
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

function row(title: string, measured: MeasuredWindow): string {
  const { msPerStep, mainLongestMs, mainP99Ms, framesPerSecond, clickMedianMs, clickP95Ms } = measured;
  const cells = [
    title,
    msPerStep.toFixed(1),
    `${mainP99Ms.toFixed(1)} / ${mainLongestMs.toFixed(1)}`,
    framesPerSecond.toFixed(0),
    `${clickMedianMs.toFixed(0)} / ${clickP95Ms.toFixed(0)}`,
  ];
  return `| ${cells.join(' | ')} |`;
}

async function inNewHome<T>(work: (home: string) => Promise<T>): Promise<T> {
  const home = temporaryHome();
  try {
    return await work(home.path);
  } finally {
    home.remove();
  }
}

const electron = await testElectron();
const shown = await inNewHome(async (home) => {
  shareEngine(home, await testEngineHome());
  // The first start makes the profile and the database; the second is the one that counts.
  await startOnce(home);
  const all = [];
  for (let turn = 0; turn < starts; turn++) all.push(await startOnce(home));
  return all;
});
const startMs = shown.map((start) => start.startMs);
const memory = shown.at(-1)?.memory ?? [];
const total = memory.reduce((sum, { bytes }) => sum + bytes, 0);
const windowFirst = await inNewHome((home) => measureWindow(home, 'window', 15_000));
const trainingFirst = await inNewHome((home) => measureWindow(home, 'training', 15_000));

const text = `${marks[0]}

Electron ${electron.version}, ${starts} starts after the first one, without a graphics card.

- From the start of the process to the first content in the window: median ${quantile(startMs, 0.5).toFixed(0)} ms, slowest ${Math.max(...startMs).toFixed(0)} ms.
- Memory while idle, shared pages in parts (PSS): ${megabytes(total)} MB in all; ${memory.map(({ type, bytes }) => `${type} ${megabytes(bytes)}`).join(', ')}. The main process holds TensorFlow's libraries.

While \`imdb-conv1d\` trains natively, 15 s each:

| who goes first | ms/step | main process held up, p99 / longest, ms | frames a second | click answered, median / p95, ms |
| --- | --- | --- | --- | --- |
${row('the window (nice 10)', windowFirst)}
${row('training', trainingFirst)}

${marks[1]}`;

const before = readFileSync(file, 'utf8');
const from = before.indexOf(marks[0]);
const to = before.indexOf(marks[1]);
if (from === -1 || to === -1) throw new Error('docs/performance.md has lost its marks.');
writeFileSync(file, before.slice(0, from) + text + before.slice(to + marks[1].length));
console.log(text);
