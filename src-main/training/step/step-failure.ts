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

const outOfMemory =
  /OOM|out of memory|ResourceExhausted|RESOURCE_EXHAUSTED|Cannot enlarge memory|Array buffer allocation failed|Invalid typed array length/i;

/** An error that says that memory is full, as the sentence that says so; null for another error. */
export function asOutOfMemory(thrown: unknown): AppError | null {
  if (!(thrown instanceof Error)) return null;
  // A layer's name is put in front of what happened in it.
  // The C code of WebAssembly does not look at what its own allocations give.
  const isOfWebAssembly = thrown.name === 'RuntimeError';
  if (!isOfWebAssembly && !outOfMemory.test(thrown.message))
    return thrown.cause === undefined ? null : asOutOfMemory(thrown.cause);
  const message = isOfWebAssembly
    ? msg`WebAssembly failed (${thrown.message}), most likely because its memory is full.`
    : msg`The engine ran out of memory.`;
  return new AppError('training-failed', message, {
    hint: msg`A smaller batch size, a shorter length, or fewer units need less.`,
    details: { engine: thrown.message },
    cause: thrown,
  });
}

/** Rejects with an AppError: `training-failed` for anything that an engine throws. */
export async function asTrainingFailure<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError || error instanceof GraphRefusedError) throw error;
    const full = asOutOfMemory(error);
    if (full !== null) throw full;
    const message = error instanceof Error ? error.message : String(error);
    throw new AppError('training-failed', msg`The training step failed: ${message}`, { cause: error });
  }
}
