// Measures Python Keras for comparison with Strata: the same model on the same batch, in a process that waits between rounds.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { AppError } from '#shared/base/app-error.ts';
import type { Batch, BatchArray } from '#shared/data/samples.ts';
import { withoutMuted } from '#shared/model/without-layers.ts';
import { checkEdges } from '#shared/model/check-edges.ts';
import { findLayer, isInput } from '#shared/model/layer-catalogue.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';

const answerSchema = z.union([
  z.object({ error: z.string() }),
  z.object({ version: z.string(), tensorflow: z.string(), parameters: z.number() }),
  z.object({ times: z.array(z.number()) }),
]);
type Answer = z.infer<typeof answerSchema>;

/** Training steps executed and timed in another process. */
export interface TimedSteps {
  /** `Keras 3.15.0 on TensorFlow 2.21.0` */
  readonly version: string;
  readonly parameters: number;
  /** Milliseconds of each of so many training steps, as a run makes them. */
  run(steps: number): Promise<readonly number[]>;
  close(): void;
}

/** @throws AppError `not-found` when this Python has no Keras, `invalid-experiment` when Keras cannot build the model */
export async function openKeras(
  { python, script }: { readonly python: string; readonly script: string },
  experiment: Experiment,
  batch: Batch,
): Promise<TimedSteps> {
  const folder = mkdtempSync(join(tmpdir(), 'strata-keras-'));
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'pipe'] });
  const conversation = new Conversation(child);
  const close = (): void => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const answer = await conversation.ask(kerasSetup(experiment, batch, folder));
    if ('error' in answer) throw noKeras(python, answer.error);
    if (!('version' in answer)) throw new AppError('internal', 'Keras answered something else than was asked.');
    return {
      version: `Keras ${answer.version} on TensorFlow ${answer.tensorflow}`,
      parameters: answer.parameters,
      async run(steps) {
        const timed = await conversation.ask({ steps });
        if (!('times' in timed)) throw new AppError('internal', 'Keras answered something else than was asked.');
        return timed.times;
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function noKeras(python: string, why: string): AppError {
  return new AppError('not-found', `${python} has no Keras: ${why}.`, {
    hint: 'Name a Python that has it with --python: pip install keras tensorflow-cpu, in an environment of its own.',
  });
}

/** An array's file for Python. */
interface ArrayFile {
  readonly file: string;
  readonly shape: readonly number[];
  readonly dtype: 'int32' | 'float32';
}

/** Writes arrays into a folder, as `name0.bin`, `name1.bin`, …, in the byte order of this machine. */
export function writeArrays(arrays: readonly BatchArray[], folder: string, name: string): ArrayFile[] {
  return arrays.map(({ values, shape }, i) => {
    const file = `${name}${i}.bin`;
    writeFileSync(join(folder, file), new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return { file, shape, dtype: values instanceof Int32Array ? 'int32' : 'float32' };
  });
}

/** What `resources/bench/keras_steps.py` reads: the model, how it is trained, and the samples, which are written into `folder`. */
export function kerasSetup(experiment: Experiment, batch: Batch, folder: string): Readonly<Record<string, unknown>> {
  const { training } = experiment;
  const model = withoutMuted(experiment.model);
  const inputs = model.nodes.filter(({ type }) => isInput(type)).map(({ id }) => id);
  const x = writeArrays(batch.inputs, folder, 'x');
  const before = (id: string): [string, number][] =>
    model.edges
      .filter(({ to }) => to === id)
      .toSorted((a, b) => (a.input ?? 0) - (b.input ?? 0))
      .map(({ from, output = 0 }) => [from, output]);
  return {
    folder,
    // In the order of computation.
    layers: checkEdges(model).order.map(({ node: { id, type, config, layer } }) => ({
      id,
      type,
      config,
      sharedWith: layer ?? id,
      inputs: before(id),
      given: findLayer(type)?.inputs?.given ?? 'list',
      callArguments: findLayer(type)?.callArguments ?? [],
      dtype: x[inputs.indexOf(id)]?.dtype ?? 'float32',
    })),
    inputs,
    outputs: model.nodes
      .map(({ id }) => id)
      .filter((id) => !model.edges.some(({ from }) => from === id))
      .map((id) => {
        const { loss = training.loss, weight = 1, metrics = training.metrics } = training.outputs?.[id] ?? {};
        return { id, loss, weight, metrics: metrics.map(({ name }) => name) };
      }),
    optimizer: training.optimizer,
    batchSize: batch.size,
    x,
    y: writeArrays(batch.targets, folder, 'y'),
  };
}

/** One line out, one line back. */
class Conversation {
  readonly #child: ChildProcessWithoutNullStreams;
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null;
  #complaints = '';

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    createInterface(child.stdout).on('line', (line) => {
      const waiting = this.#waiting;
      this.#waiting = null;
      const answer = answerSchema.safeParse(JSON.parse(line));
      if (answer.success) waiting?.resolve(answer.data);
      else waiting?.reject(answer.error);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      this.#complaints = (this.#complaints + chunk.toString('utf8')).slice(-2000);
    });
    const fail = (why: string): void => {
      this.#waiting?.reject(new AppError('not-found', `Keras cannot be timed: ${why}`));
      this.#waiting = null;
    };
    child.once('error', (error) => {
      fail(error.message);
    });
    child.once('close', () => {
      fail(this.#complaints.trim().split('\n').at(-1) ?? 'Python ended.');
    });
    // `close` reports this as well.
    child.stdin.on('error', () => undefined);
  }

  ask(question: unknown): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#child.stdin.write(`${JSON.stringify(question)}\n`);
    });
  }
}
