// The built thread that cuts batches. Only where a graphics card computes does the window start it, so it is started here.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import type { SliceRequest, ThreadSetup } from '#main/training/worker/batches/thread-messages.ts';
import { builtWorkbench } from '../../electron-rig/workbench.ts';

it('cuts the batches that it is asked for', async () => {
  const app = await builtWorkbench();
  const folder = existsSync(join(app, 'main')) ? join(app, 'main') : join(app, 'out', 'main');
  const values = Float32Array.of(1, 2, 3, 4);
  const table = { values, width: 1, step: 1, starts: Uint32Array.of(0) };
  const windows = [{ table, steps: 2, offset: 0 }];
  const targets = [{ columns: [values], offset: 2, horizon: 1 }];
  const source = { kind: 'windows', firstRow: 0, windows, targets } as const;
  const workerData: ThreadSetup = [{ count: 2, source }];
  const worker = new Worker(join(folder, 'batches.cjs'), { workerData });
  onTestFinished(async () => {
    await worker.terminate();
  });
  const request: SliceRequest = { split: 0, samples: Uint32Array.of(1, 0), used: null };
  worker.postMessage(request);
  expect(await once(worker, 'message')).toEqual([
    {
      inputs: [{ values: Float32Array.of(2, 3, 1, 2), shape: [2, 2, 1] }],
      targets: [{ values: Float32Array.of(4, 3), shape: [2, 1] }],
      size: 2,
    },
  ]);
});
