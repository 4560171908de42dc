// How steps fail: with an error that a person can read, or with one that tells another kind of step to take over.
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';

/**
 * TensorFlow did not take a graph, or could not run it once. The step's state is as it was before the call: another kind of step
 * can go on from it.
 */
export class GraphRefusedError extends Error {
  override readonly name = 'GraphRefusedError';
}

/** What is done at once, as the interface has it. */
export function asPromise(work: () => void): Promise<void> {
  return new Promise((resolve) => {
    work();
    resolve();
  });
}

/** Rejects with an AppError, `training-failed` for whatever an engine throws. */
export async function asTrainingFailure<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError || error instanceof GraphRefusedError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new AppError('training-failed', msg`The training step failed: ${message}`, { cause: error });
  }
}
