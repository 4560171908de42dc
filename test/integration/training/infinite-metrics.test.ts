// What a run measured that is no finite number reaches a page as what it is: stored, read, sent as JSON, checked.
import { expect, it } from 'vitest';
import { z } from 'zod';
import { requests } from '#shared/contract/workbench.ts';
import { decodeMessage, encodeMessage } from '#shared/contract/binary-message.ts';
import { reducedSeriesSchema, unpackSeries } from '#shared/runs/reduced-series.ts';
import { receivedNumber } from '#shared/runs/metric-series.ts';
import { openWorkbench } from '#main/open-workbench.ts';
import { temporaryHome } from '../../support/home.ts';
import { convRunId, gruRunId, sampleRuns } from '../../support/sample-runs.ts';

const values = [0.5, NaN, Infinity, -Infinity];

it('a page gets NaN and infinities of a stored run, alone and in a comparison', async () => {
  const home = temporaryHome();
  const workbench = openWorkbench({ home: home.path, purpose: 'a test' });
  try {
    for (const { run } of sampleRuns.filter(({ run: { id } }) => id === convRunId || id === gruRunId)) {
      workbench.runs.create(run);
      workbench.runs.addMetrics(
        run.id,
        values.map((value, i) => ({ key: 'epoch/val_loss', step: i + 1, value })),
      );
    }
    const sent = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer));
    const { 'runs.metrics': metricsOf, 'runs.compare': compare, 'runs.series': seriesOf } = workbench.handlers;
    const series = requests['runs.metrics'].output.parse(sent(await metricsOf({ id: convRunId, prefix: 'epoch/' })));
    expect(series[0]?.values.map(receivedNumber)).toEqual(values);
    const { metrics } = requests['runs.compare'].output.parse(sent(await compare({ ids: [convRunId, gruRunId] })));
    const wanted = {
      ids: [gruRunId],
      keys: ['epoch/val_loss'],
      columns: 10,
      from: null,
      to: null,
      whole: 0,
      smoothing: null,
      axis: 'epoch' as const,
    };
    const answer = encodeMessage({ id: 1, output: await seriesOf(wanted) });
    const { output } = z.object({ output: reducedSeriesSchema }).parse(decodeMessage(answer));
    expect(unpackSeries(output)[0]?.values).toEqual(values);
    expect(metrics[0]?.values[0]?.best).toEqual({ value: 0.5, epoch: 1 });
  } finally {
    await workbench.close();
    home.remove();
  }
});
