// `strata reports`: a report of real runs is listed and written as a file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { addAbout, newBlock } from '#shared/reports/edit-report.ts';
import { emptyReport } from '#shared/reports/report.ts';
import { unpackRuns } from '#shared/runs/packed-runs.ts';
import { openWorkbench } from '#main/open-workbench.ts';
import { temporaryHome } from '../../support/home.ts';
import { addHistory } from '../../support/made-up-history.ts';
import { strata } from '../../support/strata.ts';

const home = temporaryHome();
afterAll(home.remove);

it('lists a report and writes its file; one that is not there is said', async () => {
  // Without settings that differ, the runs repeat each other.
  addHistory(home.path, { runs: 3, series: 4, points: 10, settings: 0, seed: 3 });
  const workbench = openWorkbench({ home: home.path, purpose: 'a test' });
  const runs = unpackRuns((await workbench.handlers['runs.list']({ below: null })).runs);
  const blocks = (['verdicts', 'chart', 'table', 'settings', 'repeats'] as const).map(newBlock);
  const { id } = await workbench.handlers['reports.add']({
    name: '<b>Tried</b>',
    document: addAbout(
      emptyReport,
      runs.slice(0, 2).map(({ id: run, name }) => ({ id: run, name })),
      blocks.map((block, i) => ({ ...block, id: `b${i}` })),
    ),
  });
  await workbench.close();

  expect((await strata(home.path, 'reports', 'list', '--json')).json()).toMatchObject([[{ id, blocks: 5, runs: 2 }]]);
  const file = join(home.path, 'report.html');
  expect(await strata(home.path, 'reports', 'export', id, '--out', file)).toMatchObject({ code: 0 });
  const html = readFileSync(file, 'utf8');
  expect(html).toContain('<h1>&lt;b&gt;Tried&lt;/b&gt;</h1>');
  expect(html.match(/<svg /g)).toHaveLength(1);
  for (const { name } of runs.slice(0, 2)) expect(html).toContain(`</i>${name}</th>`);
  const beyond = join(home.path, 'none', 'report.html');
  expect(await strata(home.path, 'reports', 'export', id, '--out', beyond)).toMatchObject({
    code: 1,
    stderr: `strata: "${beyond}" cannot be written: there is no such file or folder.\n`,
  });
  expect(html).toContain('<h2>Repeats</h2>');
  const [{ text: markdown }, { text: compared }] = await Promise.all([
    strata(home.path, 'reports', 'export', id, '--format', 'markdown').then(({ stdout }) => ({ text: stdout })),
    strata(home.path, 'runs', 'compare', ...runs.slice(0, 2).map((run) => run.id)).then(({ stdout }) => ({
      text: stdout,
    })),
  ]);
  expect(markdown).toMatch(/^# \\<b>Tried\\<\/b>\n/);
  const [, mean, deviation, error, margin] = /\| 2 \| (.*?) \| ± (.*?) \| ± (.*?) \| ± (.*?) \|/.exec(markdown) ?? [];
  expect(compared).toContain(
    `mean ${mean}, standard deviation ${deviation}, standard error ${error}, 95 % interval of the mean ± ${margin}`,
  );
  expect(await strata(home.path, 'reports', 'export', 'none')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('There is no report none.'),
  });
});
