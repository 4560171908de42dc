// Explains an engine's error to the user.
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { asOutOfMemory } from '#main/training/step/step-failure.ts';

/** An `AppError` is returned unchanged; anything else becomes `training-failed`. */
export function asTrainingError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC')
    return new AppError('disk-full', msg`The disk is full, so the weights could not be stored.`, {
      hint: msg`What was trained until then is kept. Free some space and train again.`,
      cause: thrown,
    });
  const full = asOutOfMemory(thrown);
  if (full !== null) return full;
  return new AppError('training-failed', msg`The engine failed: ${message}`, { cause: thrown });
}
