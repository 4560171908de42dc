// What threads end with, as they really end, in sentences.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { deathOf } from '#main/training/worker-death.ts';

it.each([
  ['an error', 'throw new Error("no kernel.")', 'The trainer stopped: no kernel.'],
  [
    'memory that is full',
    'const all = []; for (;;) all.push({ a: all.length })',
    'The trainer stopped: its memory was full.',
  ],
  ['an array that is too large', 'new Float64Array(1e12)', 'The trainer stopped: its memory was full.'],
  [
    'an error without a message',
    'throw new RangeError("")',
    'The trainer stopped without saying why; most likely its memory was full.',
  ],
  ['nothing', 'throw undefined', 'The trainer stopped without saying why; most likely its memory was full.'],
])('%s', async (_, program, expected) => {
  const worker = new Worker(program, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 20 } });
  const [thrown] = (await once(worker, 'error')) as [unknown];
  expect(deathOf(thrown).message).toBe(expected);
});
