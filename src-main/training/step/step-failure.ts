// How steps fail: with a readable AppError, or with an error that makes another kind of step take over.
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';

/**
 * TensorFlow refused a graph, or could not run it. The step's state is unchanged by the call, so another kind of step can
 * continue from it.
 */
export class GraphRefusedError extends Error {
  override readonly name = 'GraphRefusedError';
}

/** Runs synchronous work and returns it as a promise, as the interface requires. */
export function asPromise(work: () => void): Promise<void> {
  return new Promise((resolve) => {
    work();
    resolve();
  });
}

/** Rejects with an AppError: `training-failed` for anything that an engine throws. */
export async function asTrainingFailure<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError || error instanceof GraphRefusedError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new AppError('training-failed', msg`The training step failed: ${message}`, { cause: error });
  }
}
