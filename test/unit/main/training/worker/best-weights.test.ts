import { existsSync, readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createBestWeights } from '#main/training/worker/best-weights.ts';
import { readWeightsFile } from '#main/training/weights-file.ts';
import { temporaryHome } from '../../../../support/home.ts';
import type { TemporaryHome } from '../../../../support/home.ts';

let home: TemporaryHome;
let folder: string;
beforeEach(() => {
  home = temporaryHome();
  folder = join(home.path, 'run');
});
afterEach(() => {
  home.remove();
});

const best = (epoch: number) => ({ metric: 'val_loss', value: 1 / epoch, epoch });
const path = () => join(folder, 'best.safetensors');

/** Keeps weights that are their epoch's number. */
function keep(weights: ReturnType<typeof createBestWeights>, ...epochs: number[]): void {
  for (const epoch of epochs)
    weights.keep([{ name: 'dense/bias', shape: [1], values: Float32Array.of(epoch) }], best(epoch));
}

function kept(): number | undefined {
  const { arrays, facts } = readWeightsFile(path());
  expect(facts).toMatchObject({ metric: 'val_loss', epoch: String(arrays[0]?.values[0]) });
  return arrays[0]?.values[0];
}

it('keeps the newest, and the ones that the checkpoint knows until it knows better', () => {
  const weights = createBestWeights(folder);
  keep(weights, 1);
  weights.deleteOlder();
  keep(weights, 3, 4);
  expect(kept()).toBe(4);
  createBestWeights(folder).restore(best(1));
  expect(kept()).toBe(1);
  expect(readdirSync(folder)).toEqual(['best.safetensors']);
});

it('leaves the newest where the checkpoint knows them, also when a crash came before the older ones went', () => {
  const weights = createBestWeights(folder);
  keep(weights, 1);
  weights.deleteOlder();
  keep(weights, 2);
  createBestWeights(folder).restore(best(2));
  expect(kept()).toBe(2);
  expect(readdirSync(folder)).toEqual(['best.safetensors']);
});

it('takes those back that came after a checkpoint without any', () => {
  const weights = createBestWeights(folder);
  keep(weights, 2);
  weights.restore(null);
  expect(existsSync(path())).toBe(false);
});

it('brings back the older ones for newer ones that cannot be read', () => {
  const weights = createBestWeights(folder);
  keep(weights, 1);
  weights.deleteOlder();
  keep(weights, 2);
  truncateSync(path(), 3);
  weights.restore(best(1));
  expect(kept()).toBe(1);
});
