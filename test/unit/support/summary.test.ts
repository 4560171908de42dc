import { expect, test } from 'vitest';
import { formatSummary, summarize, type Report } from '../../support/summary.ts';

function reportOf(...files: { status?: string; tests: string[] }[]): Report {
  return {
    testResults: files.map(({ status = 'passed', tests }) => ({
      name: 'a.test.ts',
      status,
      assertionResults: tests.map((test) => ({ status: test })),
    })),
  };
}

test('counts tests over files', () => {
  const report = reportOf(
    { tests: ['passed', 'passed', 'skipped'] },
    { status: 'failed', tests: ['passed', 'failed', 'todo', 'pending'] },
  );
  expect(formatSummary(summarize(report, 1))).toBe('3 passed, 1 failed, 3 skipped');
});

test('a file that did not load is a failure', () => {
  expect(summarize(reportOf({ tests: ['passed'] }, { status: 'failed', tests: [] }), 1).failed).toBe(1);
});

test('a bad end that no test explains is a failure', () => {
  expect(summarize(reportOf({ tests: ['passed'] }), 1).failed).toBe(1);
  expect(summarize(undefined, 1).failed).toBe(1);
});

test('a run without tests is a failure', () => {
  expect(summarize(reportOf({ tests: ['skipped'] }), 0)).toEqual({ passed: 0, failed: 1, skipped: 1 });
});

test('a good run has none', () => {
  expect(formatSummary(summarize(reportOf({ tests: ['passed'] }), 0))).toBe('1 passed, 0 failed, 0 skipped');
});
