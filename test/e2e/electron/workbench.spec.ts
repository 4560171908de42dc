// The story in a real Electron: window, sandboxed page, IPC, SQLite in the main process, TensorFlow in its worker thread.
import type { Worker } from 'node:worker_threads';
import type { ElectronApplication } from 'playwright-core';
import { expect, it } from 'vitest';
import { tellStory } from '../story.ts';
import { WindowStory } from '../window-story.ts';

/** Keeps the worker that the main process asks for the next run. */
async function catchWorker(application: ElectronApplication | null): Promise<void> {
  await application?.evaluate(() => {
    const { prototype } = process.getBuiltinModule('node:worker_threads').Worker;
    const ask = Reflect.get(prototype, 'postMessage');
    prototype.postMessage = function (this: Worker, ...message) {
      Object.assign(globalThis, { caught: this });
      ask.apply(this, message);
    };
  });
}

const story = new WindowStory();
tellStory('Electron', story, ({ page, trainOn }) => {
  it('trained in a worker thread of the main process, with TensorFlow', async () => {
    const versions = await story.application?.evaluate(() => ({ ...process.versions }));
    const engine = page()
      .getByText(/TensorFlow 2\./)
      .first();
    await engine.waitFor();
    const { electron, chrome, node } = versions ?? {};
    const threads = [...story.log.matchAll(/trainer runs in worker thread (\d+)/gi)].map(([, id]) => Number(id));
    console.log(
      `Electron ${electron}, Chromium ${chrome}, Node ${node}; worker thread ${threads.join(', ')}; ${await engine.innerText()}`,
    );
    expect(electron).toMatch(/^\d+\./);
    expect(threads.length).toBeGreaterThan(0);
    // The main thread's is 0.
    expect(Math.min(...threads)).toBeGreaterThan(0);
  });

  it('says so when the trainer dies in the middle of a run, stays, and trains the run on with a new one', async () => {
    await catchWorker(story.application);
    await trainOn();
    await story.application?.evaluate(async () => {
      const { caught } = globalThis as { caught?: Worker };
      if (caught === undefined) throw new Error('No worker was asked for anything.');
      await caught.terminate();
    });
    await page().getByText('This run was interrupted').waitFor();
    expect(
      await page()
        .getByText(/^The trainer stopped by itself/)
        .count(),
    ).toBe(1);
    await page()
      .getByText(/^It can resume after epoch \d+/)
      .waitFor();
    await trainOn();
    await page().getByRole('button', { name: 'Stop', exact: true }).click();
    await page().getByText('stopped', { exact: true }).first().waitFor();
  });
});
