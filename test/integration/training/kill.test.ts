// A short turn of `npm run test:kill`; thirty kills are its own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../kill.ts', import.meta.url));

it('three kills of training cost nothing that was printed, and each resumed run is equal to the bit', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '3'], { encoding: 'utf8' });
  expect(status, stdout + stderr).toBe(0);
  expect(stdout).toMatch(/^Nothing printed was lost, every database whole, every finished run equal to the bit/m);
}, 600_000);
