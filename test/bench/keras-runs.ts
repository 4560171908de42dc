// Whole runs of Keras on the arrays that Strata prepares.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Batch, PreparedData, SampleSet } from '#shared/data/samples.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { kerasSetup, writeArrays } from '#main/benchmark/keras-steps.ts';
import { inOrder } from '#main/training/worker/batches/sample-stream.ts';

/** Reads an epoch of a run. */
export const epochSchema = z.object({
  epoch: z.number(),
  metrics: z.record(z.string(), z.number()),
  seconds: z.number(),
});
export type Epoch = z.infer<typeof epochSchema>;

const all = (samples: SampleSet): Batch => samples.batch(inOrder(samples.count), 0, samples.count);

/** Keras with the arrays of an experiment, written once. */
export interface KerasRuns {
  readonly data: PreparedData;
  /** Trains it from new weights. @throws Error when Keras fails */
  run(seed: number): Epoch[];
  /** Deletes the arrays. */
  close(): void;
}

/** @param home has the experiment's data set @param python has Keras */
export async function openKerasRuns(
  experiment: Experiment,
  { home, python, epochs }: { readonly home: string; readonly python: string; readonly epochs: number },
): Promise<KerasRuns> {
  const data = await prepareData(home, experiment.data);
  const folder = mkdtempSync(join(tmpdir(), 'strata-keras-runs-'));
  const validation = all(data.validation);
  const setup = {
    ...kerasSetup(experiment, all(data.train), folder),
    batchSize: experiment.training.batch_size,
    epochs,
    validationX: writeArrays(validation.inputs, folder, 'validation-x'),
    validationY: writeArrays(validation.targets, folder, 'validation-y'),
  };
  return {
    data,
    run(seed) {
      const input = `${JSON.stringify({ ...setup, seed })}\n`;
      const { stdout, stderr, status } = spawnSync(python, [join(import.meta.dirname, 'keras_run.py')], { input });
      if (status !== 0) throw new Error(`Keras failed: ${stderr.toString()}`);
      return stdout
        .toString()
        .trim()
        .split('\n')
        .map((line) => epochSchema.parse(JSON.parse(line)));
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
