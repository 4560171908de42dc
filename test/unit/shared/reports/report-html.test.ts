import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { runIdSchema } from '#shared/base/ids.ts';
import { englishChartWords } from '#shared/charts/chart-words.ts';
import { addBlock, newBlock } from '#shared/reports/edit-report.ts';
import { reportContent } from '#shared/reports/report-content.ts';
import { reportHtml } from '#shared/reports/report-html.ts';
import { reportColors } from '#shared/reports/report-styles.ts';
import type { ReportWords } from '#shared/reports/report-words.ts';
import { emptyReport, type Report, type ReportBlock } from '#shared/reports/report.ts';
import { unpackRuns } from '#shared/runs/packed-runs.ts';
import { unpackSeries, type SeriesPart } from '#shared/runs/reduced-series.ts';
import { readTokens } from '#renderer/lib/design/tokens.ts';
import { convRunId, gruRunId } from '../../../support/sample-runs.ts';
import { SampleWorkbench } from '../../../support/sample-workbench.ts';

const evil = '<script>alert("x")</script>';
const words: ReportWords = {
  chart: englishChartWords,
  format: {
    count: String,
    metric: (value) => value.toFixed(4),
    measured: (value) => value.toFixed(2),
    plain: String,
    clock: String,
    moment: String,
  },
  say: textOf,
  apart: (reasons) => `Apart: ${reasons.join()}`,
  settingName: (path) => `${path}${evil}`,
  settingValue: (_, value) => value,
  head: () => ({ text: `Name ${evil}`, isFigures: false }),
  cell: (run) => ({ text: run.name, color: '--run-1' }),
};

async function html(blocks: readonly Partial<ReportBlock>[], spoil = (part: SeriesPart): SeriesPart => part) {
  const api = new SampleWorkbench();
  api.change(gruRunId, { name: evil });
  const runs = unpackRuns((await api.request('runs.list', {})).runs);
  const named = [convRunId, gruRunId].map((id) => ({ id: runIdSchema.parse(id), name: 'as it was' }));
  const gone = { id: runIdSchema.parse('run0gone'), name: `gone ${evil}` };
  const document = blocks.reduce(
    (report, block) => addBlock(report, { ...newBlock(block.kind!), ...block } as ReportBlock),
    { ...emptyReport, runs: [...named, gone] },
  );
  const report = { id: 'rep1', name: evil, updatedAtMs: 1, revision: 1, document } as Report;
  const content = await reportContent(
    report,
    {
      find: (id) => runs.find((run) => run.id === id),
      compare: (ids) => api.request('runs.compare', { ids: [...ids] }),
      series: async (request) => unpackSeries(await api.request('runs.series', request)).map(spoil),
    },
    words,
  );
  return reportHtml({ title: evil, language: 'en', madeAt: 'today', blocks: content, say: textOf });
}

const all = (['text', 'chart', 'table', 'verdicts', 'settings'] as const).map((kind) => ({ kind }));

describe('the file', () => {
  it('runs nothing, loads nothing, and has every name as text', async () => {
    const file = await html([...all, { kind: 'text', text: `${evil} [a](javascript:x) <img src=x onerror=y>` }]);
    expect(file).not.toMatch(/<script|<img|<link|<iframe|<[^>]*\ssrc=|href="(?!https?:)|url\((?!#)/i);
    expect(file).toContain("default-src 'none'");
    expect(file.split('&lt;script&gt;').length).toBeGreaterThan(8);
  });

  it('has a chart with its stored values, in colours of both themes, each with a clip of its own', async () => {
    const file = await html([{ kind: 'chart' }, { kind: 'chart', metrics: ['val_loss', 'none'] } as never]);
    expect(file.match(/<svg role="img"/g)).toHaveLength(2);
    expect(file).toContain('stroke="var(--run-');
    for (const id of new Set(file.match(/url\(#[^)]+\)/g))) expect(file).toContain(`id="${id.slice(5, -1)}"`);
    expect(file).toMatch(
      /<details><summary>Values<\/summary>.*<th scope="row" class="right">8<\/th><td class="right">0\.3030</s,
    );
    expect(file).toContain('None of these runs has a value of none.');
    expect(file).toContain('prefers-color-scheme: dark');
  });

  it('says what is missing: a deleted run, a value that is no number, a block without runs', async () => {
    const spoil = (part: SeriesPart): SeriesPart => ({
      ...part,
      values: part.values.map((one, i) => (i === 2 ? NaN : one)),
    });
    const file = await html([{ kind: 'chart' }, { kind: 'verdicts', runs: [] } as never], spoil);
    expect(file).toContain(
      'gone &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&quot; was deleted, so it is not shown.',
    );
    expect(file).toMatch(/\d values are not finite numbers: the lines have gaps there\./);
    expect(file).toContain('<td class="right">NaN</td>');
    expect(file).toContain('No run is shown here.');
    expect(file).not.toMatch(/d="[^"]*NaN/);
  });
});

test('its colours are those of the window', () => {
  const css = readFileSync('src-renderer/styles/tokens.css', 'utf8');
  for (const theme of ['light', 'dark'] as const) {
    const tokens = new Map(readTokens(css, theme).map(({ name, value }) => [name, value]));
    for (const [name, value] of Object.entries(reportColors[theme]))
      expect(`${name} ${value}`).toBe(`${name} ${tokens.get(name)}`);
  }
});
