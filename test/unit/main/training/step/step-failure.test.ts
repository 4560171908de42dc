// What engines throw when memory is full, as sentences.
import { describe, expect, it } from 'vitest';
import { asTrainingFailure } from '#main/training/step/step-failure.ts';
import { asTrainingError } from '#main/training/worker/training-error.ts';

const failureOf = (error: Error): Promise<unknown> =>
  asTrainingFailure(() => Promise.reject(error)).catch((thrown: unknown) => thrown);

const full = 'OOM when allocating tensor with shape[4000000,2500]';

describe('a step whose memory is full', () => {
  it.each<[string, Error]>([
    ['as TensorFlow says it', new Error(full)],
    ['in a layer', new Error('Dense "d": it failed', { cause: new Error(full) })],
    ['as JavaScript says it', new RangeError('Array buffer allocation failed')],
  ])('says so: %s', async (_, error) => {
    const expected = {
      code: 'training-failed',
      message: 'The engine ran out of memory.',
      hint: 'A smaller batch size, a shorter length, or fewer units need less.',
    };
    expect(await failureOf(error)).toMatchObject(expected);
    expect(asTrainingError(error)).toMatchObject(expected);
  });

  it('says so of WebAssembly, whose code divides by what is not there', async () => {
    const error = Object.assign(new Error('divide by zero'), { name: 'RuntimeError' });
    expect(await failureOf(error)).toMatchObject({
      message: 'WebAssembly failed (divide by zero), most likely because its memory is full.',
    });
  });

  it('is not what another error says', async () => {
    expect(await failureOf(new Error('no kernel'))).toMatchObject({ message: 'The training step failed: no kernel' });
    expect(asTrainingError(new Error('no kernel'))).toMatchObject({ message: 'The engine failed: no kernel' });
  });
});
