// The test run in one line, counted from what vitest's JSON reporter wrote.
import { z } from 'zod';

export const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});
export type Report = z.infer<typeof reportSchema>;

export interface Summary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Counts tests over all projects. A file that failed without a failed test of its own (it did not load, or a hook
 * threw) counts as one failure, and so does a run that ended badly for no reason any test gave.
 * @param report undefined when vitest did not get as far as writing one
 */
export function summarize(report: Report | undefined, exitCode: number): Summary {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const file of report?.testResults ?? []) {
    const count = (status: string): number => file.assertionResults.filter((test) => test.status === status).length;
    const failedTests = count('failed');
    passed += count('passed');
    failed += failedTests === 0 && file.status === 'failed' ? 1 : failedTests;
    skipped += file.assertionResults.length - count('passed') - failedTests;
  }
  if (failed === 0 && (exitCode !== 0 || passed === 0)) failed = 1;
  return { passed, failed, skipped };
}

export function formatSummary({ passed, failed, skipped }: Summary): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
