// Both engines, each in a worker thread as in training, give the same gradients of a convolution.
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { engineEnvironment } from '#main/engines/engine-environment.ts';
import { createEngineStore } from '#main/engines/engine-store.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';
import { testEngineHome } from '../../support/engines.ts';

const answerSchema = z.object({
  record: z.object({ id: z.string(), version: z.string() }),
  gradients: z.array(z.array(z.number())),
});

async function gradientsOn(load: EngineLoad): Promise<z.infer<typeof answerSchema>> {
  const worker = new Worker(new URL('./programs/conv-gradient.ts', import.meta.url), { workerData: load });
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', (message: unknown) => {
        resolve(answerSchema.parse(message));
      });
      worker.once('error', reject);
      worker.once('exit', (code) => {
        reject(new Error(`The worker ended with ${code} and no answer.`));
      });
    });
  } finally {
    await worker.terminate();
  }
}

test('native and wasm agree', async () => {
  Object.assign(process.env, engineEnvironment());
  const store = createEngineStore({ home: await testEngineHome() });
  const native = await gradientsOn((await store.choose('native')).load);
  const wasm = await gradientsOn((await store.choose('wasm')).load);
  expect(native.record).toMatchObject({ id: 'native', version: 'TensorFlow 2.21.0' });
  expect(wasm.record.id).toBe('wasm');
  expect(native.gradients.map(({ length }) => length)).toEqual([120, 60]);
  expect(native.gradients.flat().some((value) => Math.abs(value) > 0.1)).toBe(true);
  native.gradients.forEach((gradient, i) => {
    gradient.forEach((value, j) => {
      expect(wasm.gradients[i]?.[j], `gradient ${i}, element ${j}`).toBeCloseTo(value, 4);
    });
  });
});
