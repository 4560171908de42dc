// What `strata runs watch` draws.
import { expect, it } from 'vitest';
import { cutToWidth } from '#main/cli/output.ts';
import { changeLine, watchTable } from '#main/cli/watch-runs.ts';
import { sampleRuns } from '../../../support/sample-runs.ts';

const runs = sampleRuns.map(({ run }) => run);
const [first] = runs;

it('shows active runs first, and no more lines than the terminal has', () => {
  const over = runs.filter(({ status }) => status === 'completed').slice(0, 2);
  const active = { ...over[0]!, status: 'running', startedAtMs: 1000 } as const;
  const lines = watchTable([...over, active], { rows: 4, columns: 200, nowMs: 4000 }).split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain('running');
  expect(lines[1]).toContain('3.0 s');
  expect(lines[3]).toBe('and 1 more');
});

it('cuts lines to the width, where a Korean letter takes two', () => {
  const lines = watchTable([{ ...first!, name: '날씨 예측 모델' }], { rows: 10, columns: 24, nowMs: 0 }).split('\n');
  expect(lines.every((line) => line.endsWith('…') && line.length <= 24)).toBe(true);
  expect(cutToWidth('가나다라', 6)).toBe('가나…');
  expect(cutToWidth('abc', 3)).toBe('abc');
});

it('says a run in a line, whatever its name holds', () => {
  expect(changeLine({ ...first!, name: 'a\u001b[2Jb' })).not.toContain('\u001b');
});
