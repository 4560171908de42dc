// `strata runs test`: a run's best weights on the test set, beside the baseline.
import type { RunId } from '#shared/base/ids.ts';
import { metricText } from '#shared/base/number-text.ts';
import { receivedNumber } from '#shared/runs/metric-series.ts';
import { withCommands } from '#main/cli/context.ts';
import { formatTable, note, printJson, printLine } from '#main/cli/output.ts';

/** @param isShownOnly shows the last look instead of looking again */
export async function testRun(id: RunId, isShownOnly: boolean, json: boolean): Promise<void> {
  const tested = await withCommands(`strata runs test ${id}`, (commands) =>
    commands.request(isShownOnly ? 'runs.tested' : 'runs.test', { id }),
  );
  if (json) {
    printJson(tested);
    return;
  }
  const { score, all } = tested;
  if (score === null) {
    note('This run has not been tested.');
    return;
  }
  printLine(
    formatTable(score.metrics, [
      { title: 'metric', value: ({ name }) => name },
      { title: 'test', value: ({ value }) => metricText(receivedNumber(value)), figures: true },
      {
        title: 'baseline',
        value: ({ baseline }) => (baseline === undefined ? '–' : metricText(receivedNumber(baseline))),
        figures: true,
      },
    ]),
  );
  const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
  printLine(
    `\n${score.samples.toLocaleString('en-US')} samples, weights of epoch ${score.epoch}. This run was tested ${times(score.looks)}; ` +
      `the test set ${times(all.looks)}, by ${all.runs === 1 ? '1 run' : `${all.runs} runs`}.`,
  );
}
