import { expect, it } from 'vitest';
import { workerMessageSchema } from '#main/training/protocol.ts';

const engine = { id: 'wasm', device: 'CPU', version: '4', step: 'eager', reason: 'x' };
const times = { msPerStep: Infinity, quartilesMs: [Number.NaN, Infinity], firstStepMs: Infinity };

const points = [{ key: 'a', step: 1, value: -Infinity }];

it.each([
  [
    'an epoch',
    {
      kind: 'training-event',
      event: {
        type: 'epoch',
        epoch: 1,
        metrics: { loss: Infinity },
        msPerStep: NaN,
        seconds: Infinity,
        best: null,
        points,
      },
    },
  ],
  ['points', { kind: 'training-event', event: { type: 'metrics', points } }],
  [
    'progress',
    {
      kind: 'training-event',
      event: { type: 'progress', phase: 'training', epoch: 1, step: 1, msPerStep: Infinity, remainingMs: NaN },
    },
  ],
  [
    'a baseline',
    {
      kind: 'baseline',
      result: {
        name: 'x',
        datasetHash: 'x',
        targetsHash: 'x',
        targetUnit: null,
        metrics: { val_loss: Infinity },
        durationMs: 1.5,
      },
    },
  ],
  [
    'a benchmark',
    {
      kind: 'benchmarked',
      result: {
        ...times,
        engine,
        batchSize: 1,
        flopsPerStep: 1,
        matmulFlopsPerSecond: Infinity,
        other: { ...times, kind: 'eager', version: 'x', parameters: 1, ratio: Infinity, ratios: [0, Infinity] },
      },
    },
  ],
  [
    'a test',
    { kind: 'tested', result: { samples: 1, metrics: { loss: Infinity, mae: NaN }, baseline: { loss: -Infinity } } },
  ],
])('%s arrives with its numbers as they were measured', (_name, message) => {
  const sent = { seq: 1, ...message };
  expect(workerMessageSchema.parse(sent)).toEqual(sent);
});
