// The callback that `strata log --keras-callback` prints is the one that real Keras was trained with (test/histories).
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kerasCallback } from '#main/cli/keras-callback.ts';

it('is the tested one, of at most 60 lines', () => {
  const tested = new URL('../../../histories/reference/strata_log.py', import.meta.url);
  const text = kerasCallback(['strata']);
  expect(text).toBe(readFileSync(tested, 'utf8'));
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
});
