// Writes reference/written: made-up runs as Strata writes them for TensorBoard. TensorBoard's own reader then says what it finds:
//     node scripts/launch.mjs test/histories/write-sample.ts && python test/histories/read_tensorboard.py test/histories/reference/written
import { fileURLToPath } from 'node:url';
import { writeTensorBoard } from '#main/histories/tensorboard/write-folder.ts';
import type { WrittenRun } from '#main/ports/histories.ts';

/** One of Strata's, with batches; one of another program, whose steps are no epochs. */
export const sampleRuns: readonly WrittenRun[] = [
  {
    folder: 'Weather GRU',
    settings: new Map<string, string | number | boolean>([
      ['training.optimizer', 'RMSprop'],
      ['training.batch_size', 32],
      ['training.shuffle', true],
    ]),
    startedAtMs: 1_750_000_000_250,
    endedAtMs: 1_750_000_007_000,
    isFailed: false,
    series: [
      { key: 'batch/loss', steps: [1, 2, 3, 4], values: [0.75, 0.5, 0.375, 0.25] },
      { key: 'epoch/loss', steps: [1, 2, 3], values: [0.5, 0.3, 0.1] },
      { key: 'epoch/seconds', steps: [1, 2, 3], values: [2, 2.25, 2.5] },
      { key: 'epoch/val_loss', steps: [1, 2, 3], values: [0.5, null, Infinity] },
    ],
  },
  {
    folder: '외부/학습 1',
    settings: new Map(),
    startedAtMs: 1_750_000_000_000,
    endedAtMs: null,
    isFailed: true,
    series: [{ key: 'epoch/reward', steps: [0, 1_000, 5_000_000_000], values: [-1.5, 0, 1e30] }],
  },
];

export const writtenFolder = fileURLToPath(new URL('reference/written', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeTensorBoard(writtenFolder, sampleRuns);
