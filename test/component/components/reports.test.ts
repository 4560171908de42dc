// Reports on the page: made, filled, changed, kept; what is deleted or cannot be read.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, expect, test } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { reportIdSchema } from '#shared/base/ids.ts';
import { addBlock, newBlock } from '#shared/reports/edit-report.ts';
import { emptyReport, longestText, type ReportDocument } from '#shared/reports/report.ts';
import { expectAccessible, renderWorkbench, said, tableRows } from '../../support/render-workbench.ts';
import { convRunId, gruRunId, sampleRunId, weatherBaselineId } from '../../support/sample-runs.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';

const id = reportIdSchema.parse('rep0');
const run = (runId: string, name: string) => ({ id: runId as typeof gruRunId, name });
const three = [run(convRunId, 'Weather Conv1D'), run(gruRunId, 'Weather GRU'), run('run0gone', '<b>Gone</b>')];
const full: ReportDocument = (['text', 'verdicts', 'chart', 'table', 'settings'] as const).reduce(
  (document, kind) => addBlock(document, { ...newBlock(kind), id: kind }),
  { ...emptyReport, runs: three },
);

let api: SampleWorkbench;
beforeEach(() => {
  api = new SampleWorkbench();
});

function keep(document: ReportDocument, name = 'Findings'): void {
  api.reports.set(id, { id, name, updatedAtMs: 1, revision: 1, document });
}
const kept = (): ReportDocument => api.reports.get(id)!.document;
const kept0 = () => [...api.reports.values()][0]!.document.blocks[2];
const kinds = (): string =>
  kept()
    .blocks.map((block) => block.kind)
    .join(' ');
const block = (name: RegExp): HTMLElement => screen.getByRole('region', { name });

test('an empty page says what a report is for; one that is made is named, filled and kept', async () => {
  renderWorkbench('#/reports', api);
  await screen.findByText(/A report is a page about some runs/);
  await expectAccessible();
  await fireEvent.click(screen.getByRole('button', { name: 'New report' }));
  await screen.findByText('Nothing is in this report yet');
  await fireEvent.click(screen.getByRole('button', { name: 'Text' }));
  const field = await screen.findByRole('textbox', { name: 'Text' });
  await fireEvent.input(field, { target: { value: '# Good\n\n<img src=x onerror=alert(1)> **bold** val_mae' } });
  const shown = block(/^Text, block 1$/);
  expect(within(shown).getByRole('heading', { name: 'Good' })).toBeDefined();
  expect(shown.querySelector('img')).toBeNull();
  expect(within(shown).getByText(/<img src=x onerror=alert\(1\)>/)).toBeDefined();
  await waitFor(() =>
    expect([...api.reports.values()][0]).toMatchObject({
      name: 'New report',
      document: { blocks: [{ kind: 'text', text: expect.stringMatching(/^# Good/) }] },
    }),
  );
  await expectAccessible();
});

test('its blocks show the runs as they are; a deleted one is said to be deleted', async () => {
  keep(full);
  renderWorkbench('#/reports/rep0', api);
  await screen.findByRole('img', { name: /^val_mae of 2 runs/ });
  expect(said(block(/^What the runs say/))).toMatch(/Weather GRU\s*val_mae 0\.2300 \(4\.14 °F\)/);
  expect(tableRows('Runs').map((row) => row.slice(1, 3).join(' '))[1]).toContain('Weather GRU val_mae 0.2300');
  expect(said(block(/^Differences in settings/))).toMatch(/Parameters\s*6,337\s*3,969/);
  expect(screen.getAllByText(/^The run .<b>Gone<\/b>. was deleted, so it is not shown\.$/)).toHaveLength(4);
  expect(said(screen.getByRole('list', { name: 'Runs of this report' }))).toMatch(/<b>Gone<\/b>\s*deleted/);
  await expectAccessible();

  await fireEvent.click(screen.getByRole('button', { name: 'Take <b>Gone</b> out of the report' }));
  await waitFor(() => expect(kept().runs).toHaveLength(2));
  expect(screen.queryByText(/was deleted, so it is not shown/)).toBeNull();
  api.change(gruRunId, { name: 'Renamed GRU' });
  await waitFor(() => expect(tableRows('Runs')[1]?.join(' ')).toContain('Renamed GRU'));
});

test('blocks are moved by buttons and keys, keep the focus, and come back when they were deleted', async () => {
  keep(full);
  renderWorkbench('#/reports/rep0', api);
  const up = within(await screen.findByRole('region', { name: /^What the runs say, block 2$/ })).getByRole('button', {
    name: 'Move up',
  });
  up.focus();
  await fireEvent.click(up);
  await waitFor(() => expect(kinds()).toBe('verdicts text chart table settings'));
  await waitFor(() => expect(document.activeElement).toBe(up));
  await fireEvent.click(up);
  await fireEvent.keyDown(up, { key: 'ArrowDown', altKey: true });
  await waitFor(() => expect(kinds()).toBe('text verdicts chart table settings'));
  await fireEvent.click(within(block(/^Chart/)).getByRole('button', { name: 'Delete the block' }));
  await waitFor(() => expect(kinds()).toBe('text verdicts table settings'));
  await fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
  await waitFor(() => expect(kinds()).toBe('text verdicts chart table settings'));
});

test('what a block shows is chosen: metrics, axis, columns, runs', async () => {
  keep(full);
  renderWorkbench('#/reports/rep0', api);
  const chart = await screen.findByRole('region', { name: /^Chart/ });
  await screen.findByRole('img', { name: /^val_mae/ });
  await fireEvent.click(within(chart).getByRole('button', { name: 'Edit' }));
  await expectAccessible();
  await fireEvent.click(within(chart).getByRole('checkbox', { name: /val_loss/ }));
  await waitFor(() => expect(kept().blocks[2]).toMatchObject({ metrics: [expect.stringMatching(/val_/)] }));
  await fireEvent.click(within(chart).getByRole('checkbox', { name: 'All runs of the report' }));
  await fireEvent.click(within(chart).getByRole('checkbox', { name: 'Weather Conv1D' }));
  await waitFor(() => expect(kept().blocks[2]).toMatchObject({ runs: [gruRunId, 'run0gone'] }));
  const table = block(/^Table of runs/);
  await fireEvent.click(within(table).getByRole('button', { name: 'Edit' }));
  await fireEvent.click(within(table).getByRole('button', { name: 'Columns…' }));
  await fireEvent.click(await screen.findByRole('checkbox', { name: /^Status/ }));
  await waitFor(() =>
    expect(kept().blocks[3]).toMatchObject({ columns: expect.arrayContaining([{ kind: 'own', name: 'status' }]) }),
  );
});

test('what is compared is added to a new report, and to one that there is', async () => {
  renderWorkbench(`#/compare?runs=${convRunId},${gruRunId},${weatherBaselineId}`, api);
  await screen.findByRole('img', { name: /^val_mae of 3 runs/ });
  await fireEvent.click(screen.getByRole('button', { name: 'Add to report' }));
  await fireEvent.click(await screen.findByRole('menuitem', { name: 'New report' }));
  await screen.findByRole('region', { name: /^Differences in settings, block 4$/ });
  const [report] = api.reports.values();
  expect(report?.document.blocks.map((each) => each.kind)).toEqual(['verdicts', 'chart', 'table', 'settings']);
  expect(report?.document.blocks[1]).toMatchObject({ metrics: ['val_mae'], runs: null });
  expect(report?.document.runs).toHaveLength(3);
});

test('repeats have a table of their statistics, which is added with what is compared', async () => {
  const sample = api.runs.get(gruRunId)!;
  const again = sampleRunId(61);
  const series = sample.series.map((one) => ({ ...one, values: one.values.map((value) => (value ?? 0) + 0.01) }));
  api.runs.set(again, { run: { ...sample.run, id: again, seed: 61, number: 61, name: 'Weather GRU · 61' }, series });
  renderWorkbench(`#/compare?runs=${gruRunId},${again}`, api);
  await screen.findByRole('img', { name: /^val_mae of 2 runs/ });
  await fireEvent.click(screen.getByRole('button', { name: 'Add to report' }));
  await fireEvent.click(await screen.findByRole('menuitem', { name: 'New report' }));
  const shown = await screen.findByRole('region', { name: /^Repeats, block 3$/ });
  const rows = (): string[] => within(shown).getAllByRole('row').map(said);
  expect(await within(shown).findByText('standard error')).toBeDefined();
  expect(rows()[1]).toMatch(
    /^Weather GRU\s*2\s*4\.23 °F\s*± 0\.127 °F\s*± 0\.090 °F\s*± 1\.14 °F\s*4\.14 °F – 4\.32 °F/,
  );
  await expectAccessible();
  await fireEvent.click(within(shown).getByRole('button', { name: 'Edit' }));
  await fireEvent.change(within(shown).getByRole('combobox'), { target: { value: 'val_mae' } });
  await waitFor(() => expect(kept0()).toMatchObject({ metric: 'val_mae' }));
});

test('a report that another page changed at the same time is not overwritten unseen', async () => {
  keep(full);
  renderWorkbench('#/reports/rep0', api);
  await screen.findByRole('region', { name: /^Chart/ });
  api.reports.set(id, { ...api.reports.get(id)!, revision: 7, document: { ...full, blocks: full.blocks.slice(0, 2) } });
  await fireEvent.click(within(block(/^Chart/)).getByRole('button', { name: 'Move down' }));
  await screen.findByText(/was changed on another page at the same time/);
  expect(kept().blocks).toHaveLength(2);
  await fireEvent.click(screen.getByRole('button', { name: 'Keep mine' }));
  await waitFor(() => expect(kinds()).toBe('text verdicts table chart settings'));
  expect(screen.queryByText(/was changed on another page/)).toBeNull();
});

test('the list: renamed, duplicated, deleted and back; one that cannot be read is said and can be deleted', async () => {
  keep(full, '<i>Findings</i>');
  api.unreadable.set('broken', 'reports');
  renderWorkbench('#/reports', api);
  const menu = async (item: string): Promise<void> => {
    await fireEvent.click(screen.getByRole('button', { name: 'What to do with “<i>Findings</i>”' }));
    await fireEvent.click(await screen.findByRole('menuitem', { name: item }));
  };
  await screen.findByRole('link', { name: '<i>Findings</i>' });
  expect(screen.getByText('broken cannot be read.')).toBeDefined();
  await expectAccessible();
  await menu('Duplicate');
  await screen.findByRole('link', { name: '<i>Findings</i> (copy)' });
  await menu('Delete');
  await waitFor(() => expect(screen.queryByRole('link', { name: '<i>Findings</i>' })).toBeNull());
  await fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
  await screen.findByRole('link', { name: '<i>Findings</i>' });
  await fireEvent.click(screen.getByRole('button', { name: 'Delete “broken”?' }));
  await fireEvent.click(await screen.findByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(screen.queryByText('broken cannot be read.')).toBeNull());
});

test('one that is not there, one that could not be saved, and 50 blocks with long texts', async () => {
  renderWorkbench('#/reports/No%20id!', api);
  await screen.findByText('Report not found');
  let many = emptyReport;
  for (let i = 0; i < 50; i++)
    many = addBlock(many, { ...newBlock('text'), text: 'x'.repeat(i === 0 ? longestText : 100) } as never);
  keep(many);
  window.location.hash = '#/reports/rep0';
  await screen.findByRole('region', { name: /^Text, block 50$/ });
  api.failing.set('reports.save', new AppError('disk-full', 'The disk is full.'));
  await fireEvent.click(within(block(/^Text, block 2$/)).getByRole('button', { name: 'Move up' }));
  await screen.findAllByText('The disk is full.');
  api.failing.clear();
  await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(api.reports.get(id)?.revision).toBe(2));
});
