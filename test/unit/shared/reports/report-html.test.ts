import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { runIdSchema } from '#shared/base/ids.ts';
import { englishChartWords } from '#shared/charts/chart-words.ts';
import { addBlock, newBlock } from '#shared/reports/edit-report.ts';
import { reportContent } from '#shared/reports/report-content.ts';
import { reportHtml, type ReportFile } from '#shared/reports/report-html.ts';
import { reportMarkdown } from '#shared/reports/report-markdown.ts';
import { reportColors } from '#shared/reports/report-styles.ts';
import type { ReportWords } from '#shared/reports/report-words.ts';
import { emptyReport, type Report, type ReportBlock } from '#shared/reports/report.ts';
import { unpackRuns } from '#shared/runs/packed-runs.ts';
import { unpackSeries, type SeriesPart } from '#shared/runs/reduced-series.ts';
import { readTokens } from '#renderer/lib/design/tokens.ts';
import { convRunId, gruRunId, sampleRunId } from '../../../support/sample-runs.ts';
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

/** Runs that repeat two of the samples, whose best values of `val_mae` are those in the report's test of repeats. */
function addRepeats(api: SampleWorkbench): string[] {
  const best = new Map([
    [gruRunId, [0.2, 0.21, 0.22]],
    [convRunId, [0.4, 0.41]],
  ]);
  return [...best].flatMap(([of, values], group) => {
    const sample = api.runs.get(of)!;
    return values.map((value, i) => {
      const id = sampleRunId(60 + 10 * group + i);
      const run = { ...sample.run, id, seed: i, number: 60 + 10 * group + i, name: `${group} seed ${i} ${evil}` };
      api.runs.set(id, { run, series: [{ key: 'epoch/val_mae', steps: [1, 2], values: [0.9, value] }] });
      return id;
    });
  });
}

async function fileOf(
  write: (file: ReportFile) => string,
  blocks: readonly Partial<ReportBlock>[],
  spoil = (part: SeriesPart): SeriesPart => part,
  api = new SampleWorkbench(),
  shown: readonly string[] = [convRunId, gruRunId],
) {
  api.change(gruRunId, { name: evil });
  const runs = unpackRuns((await api.request('runs.list', {})).runs);
  const named = shown.map((id) => ({ id: runIdSchema.parse(id), name: 'as it was' }));
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
  return write({ title: evil, language: 'en', madeAt: 'today', blocks: content, say: textOf });
}

const html = (blocks: readonly Partial<ReportBlock>[], spoil?: (part: SeriesPart) => SeriesPart) =>
  fileOf(reportHtml, blocks, spoil);

const all = (['text', 'chart', 'table', 'verdicts', 'settings', 'repeats'] as const).map((kind) => ({ kind }));

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

describe('repeats', () => {
  // Mean, spread and p of 0.2, 0.21, 0.22 and of 0.4, 0.41 by scipy 1.16 (ttest_ind, equal_var=False), times the target’s 17.98 °F.
  const rows = [
    ['3', '3.78 °F', '± 0.18 °F', '± 0.10 °F', '± 0.45 °F', '3.60 °F – 3.96 °F'],
    ['2', '7.28 °F', '± 0.13 °F', '± 0.09 °F', '± 1.14 °F', '7.19 °F – 7.37 °F'],
  ];

  it('have mean, standard deviation, standard error, interval, range and Welch’s test', async () => {
    const api = new SampleWorkbench();
    const file = await fileOf(reportHtml, [{ kind: 'repeats' }], undefined, api, addRepeats(api));
    expect(file).toContain('<h2>Repeats</h2>');
    for (const cells of rows) expect(file).toContain(cells.map((cell) => `<td class="right">${cell}</td>`).join(''));
    expect(file).toContain('differ (p = 2e-4).');
    expect(file).toContain('Welch’s t-test of the best values');
    expect(file).not.toContain('not corrected');
  });

  it('are said to be none where no run repeats another', async () => {
    expect(await html([{ kind: 'repeats' }])).toContain('Repeats need two runs or more');
  });

  it('stand in the Markdown file too', async () => {
    const api = new SampleWorkbench();
    const file = await fileOf(reportMarkdown, [{ kind: 'repeats' }], undefined, api, addRepeats(api));
    for (const cells of rows) expect(file).toContain(`| ${cells.join(' | ')} |\n`);
    expect(file).toContain('| Runs | n | mean val_mae | standard deviation |');
  });
});

describe('the Markdown file', () => {
  it('has the texts as they were written, names as text, and every block', async () => {
    const file = await fileOf(reportMarkdown, [...all, { kind: 'text', text: '# Mine\n\n**bold** | `a`' }]);
    expect(file).toContain('# Mine\n\n**bold** | `a`\n');
    expect(file).toMatch(/^# \\<script>alert/);
    expect(file.replace(/\\</g, '')).not.toContain('<script');
    expect(file).toContain('\n## Values of val_mae\n');
    expect(file).toMatch(/\n\| 8 \| 0\.3030 \|/);
    expect(file).toContain('## What the runs say\n\n- **Weather Conv1D**: val_mae ');
    expect(file).toContain('## Differences in settings\n');
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
