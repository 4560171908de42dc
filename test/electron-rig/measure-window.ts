// What a person feels of the window while a run trains, and what the window weighs: measured inside the running program.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { quantile } from '#shared/base/quantile.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { shareReviews } from '../support/reviews.ts';
import { launchWorkbench } from './workbench.ts';

export interface Responsiveness {
  /** Longest and 99th percentile delay of the main process's event loop, in milliseconds. */
  readonly mainLongestMs: number;
  readonly mainP99Ms: number;
  readonly framesPerSecond: number;
  /** From a click to the frame that answers it, in milliseconds. */
  readonly clickMedianMs: number;
  readonly clickP95Ms: number;
  readonly clicks: number;
}

declare global {
  /** How much later than asked each of a timer's calls came; the measurement's own, in the main process. */
  var mainDelays: number[] | undefined;
  interface Window {
    /** The measurement's own, in the page. */
    measured?: { frames: number; since: number; clicks: number[] };
  }
}

async function startCounting(application: ElectronApplication, page: Page): Promise<void> {
  await application.evaluate(() => {
    const delays: number[] = [];
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      delays.push(now - last - 1);
      last = now;
    }, 1);
    globalThis.mainDelays = delays;
  });
  await page.evaluate(() => {
    const measured = { frames: 0, since: performance.now(), clicks: [] as number[] };
    window.measured = measured;
    const count = (): void => {
      measured.frames++;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    addEventListener(
      'click',
      ({ timeStamp }) => {
        // The message comes after the frame that the click has led to was drawn.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => measured.clicks.push(performance.now() - timeStamp);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
}

/** Clicks through the run page's tabs for a while and says how the program answered. */
export async function measureResponsiveness(
  application: ElectronApplication,
  page: Page,
  durationMs: number,
): Promise<Responsiveness> {
  await startCounting(application, page);
  const tabs = page.getByRole('tab');
  const until = performance.now() + durationMs;
  for (let turn = 0; performance.now() < until; turn++) {
    await tabs.nth(turn % (await tabs.count())).click();
    await page.waitForTimeout(120);
  }
  const delays = await application.evaluate(() => globalThis.mainDelays ?? []);
  const { frames, seconds, clicks } = await page.evaluate(() => {
    const { frames, since, clicks } = window.measured ?? { frames: 0, since: 0, clicks: [] };
    return { frames, seconds: (performance.now() - since) / 1000, clicks };
  });
  return {
    mainLongestMs: quantile(delays, 1),
    mainP99Ms: quantile(delays, 0.99),
    framesPerSecond: frames / seconds,
    clickMedianMs: quantile(clicks, 0.5),
    clickP95Ms: quantile(clicks, 0.95),
    clicks: clicks.length,
  };
}

export interface ProcessMemory {
  readonly type: string;
  /** Proportional set size: pages that several processes share count in parts. */
  readonly bytes: number;
}

/** What each of the program's processes holds in memory; Linux only. */
export async function measureMemory(application: ElectronApplication): Promise<ProcessMemory[]> {
  const processes = await application.evaluate(({ app }) =>
    app.getAppMetrics().map(({ pid, type, name }) => ({ pid, type: name ?? type })),
  );
  return processes.map(({ pid, type }) => {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return { type, bytes: Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]) * 1024 };
  });
}

/** When the page drew its first content, as a time of day in milliseconds. */
export async function firstContentAtMs(page: Page): Promise<number> {
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  return await page.evaluate(() => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    return performance.timeOrigin + (paint?.startTime ?? Number.NaN);
  });
}

export interface MeasuredWindow extends Responsiveness {
  /** As the run's page says it. */
  readonly engine: string;
  readonly msPerStep: number;
}

/** Trains IMDB Conv1D natively in the window, measures for a while, and stops. `home` is empty. */
export async function measureWindow(
  home: string,
  trainingPriority: Settings['trainingPriority'],
  durationMs: number,
): Promise<MeasuredWindow> {
  await shareReviews(home);
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ trainingPriority }));
  const application = await launchWorkbench({ home });
  try {
    const page = await application.firstWindow();
    await page.getByRole('link', { name: 'IMDB · Conv1D' }).first().click();
    await page.getByRole('button', { name: /^(Train|Get data and train)$/ }).click();
    const msPerStep = async (): Promise<number> =>
      Number(/per step\s+([\d.]+) ms/.exec(await page.locator('main').innerText())?.[1]);
    // The page says it once the data is prepared and the first steps, which are slow, are done.
    while (!((await msPerStep()) > 0)) await page.waitForTimeout(200);
    const measured = await measureResponsiveness(application, page, durationMs);
    const said = await msPerStep();
    const engine = await page
      .getByText(/TensorFlow|WebAssembly/)
      .first()
      .innerText();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByText('stopped', { exact: true }).first().waitFor();
    await application.close();
    return { ...measured, engine, msPerStep: said };
  } catch (error) {
    // Asked to close, it would ask what becomes of the run.
    application.process().kill('SIGKILL');
    throw error;
  }
}

export function describeWindow(window: MeasuredWindow): string {
  const { engine, msPerStep, mainLongestMs, mainP99Ms, framesPerSecond, clickMedianMs, clickP95Ms, clicks } = window;
  return (
    `imdb-conv1d (${engine}), ${msPerStep.toFixed(1)} ms a step: main process held up ${mainLongestMs.toFixed(1)} ms at the ` +
    `longest, ${mainP99Ms.toFixed(1)} ms at the 99th percentile; ${framesPerSecond.toFixed(0)} frames a second; ` +
    `${clicks} clicks answered in ${clickMedianMs.toFixed(0)} ms (median), ${clickP95Ms.toFixed(0)} ms (95th percentile)`
  );
}
