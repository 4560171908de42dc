import { expect, test } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { valueGroups } from '#shared/compare/value-groups.ts';
import { verdictText } from '#shared/compare/verdict.ts';
import { compareSamples } from '../../../support/sample-comparison.ts';
import {
  convGruRunId,
  convRunId,
  failedRunId,
  gruRunId,
  sampleRuns,
  weatherBaselineId,
} from '../../../support/sample-runs.ts';

const all = new Map(sampleRuns.map((sample) => [sample.run.id as string, sample]));

function verdicts(metricName: string, ...ids: readonly string[]): string[] {
  const comparison = compareSamples(
    ids.flatMap((id) => all.get(id) ?? []),
    all,
  );
  const metric = comparison.metrics.find(({ name }) => name === metricName);
  if (metric === undefined) throw new Error(`no ${metricName}`);
  const rows = valueGroups(comparison, metric).flatMap((group) => group.rows);
  return rows.toSorted((a, b) => a.index - b.index).map((row) => textOf(verdictText(metricName, row)));
}

test('a run is told by its value, its difference from the baseline and its last improvement', () => {
  expect(verdicts('val_mae', gruRunId, convGruRunId, convRunId, weatherBaselineId)).toMatchInlineSnapshot(`
    [
      "val_mae 0.2300 (4.14 °F), 0.6 % worse than the last value; best at its last epoch, 8",
      "val_mae 0.3000 (5.39 °F), 31 % worse than the last value; best at epoch 3, not improved in the 5 epochs after it",
      "val_mae 0.3030 (5.45 °F), 33 % worse than the last value; best at its last epoch, 8",
      "val_mae 0.2286 (4.11 °F): the last value, without learning",
    ]
  `);
});

test('a run without a value is told by its status', () => {
  expect(verdicts('val_mae', gruRunId, failedRunId)[1]).toMatchInlineSnapshot(`"no val_mae; failed"`);
});
