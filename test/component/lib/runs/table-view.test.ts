import { beforeEach, expect, test } from 'vitest';
import { columnId, firstColumns, own, type TableColumn } from '#shared/runs/table-columns.ts';
import { firstOrder } from '#renderer/lib/runs/table-order.ts';
import { TableView } from '#renderer/lib/runs/table-view.svelte.ts';

const batchSize: TableColumn = { kind: 'setting', path: 'training.batch_size' };
const last: TableColumn = { kind: 'metric', name: 'val_mae', figure: 5, versus: 'percent' };
const ids = (view: TableView): string[] => view.columns.map(columnId);

beforeEach(() => localStorage.clear());

test('columns, widths and the order are there again on the next page', () => {
  const view = new TableView(localStorage);
  expect(view.columns).toEqual(firstColumns);
  view.show(batchSize);
  view.show(last);
  view.show(last);
  view.hide(own('engine'));
  view.move(batchSize, -100);
  view.resize(batchSize, 3);
  view.sortBy(batchSize);
  view.sortBy(batchSize);
  const next = new TableView(localStorage);
  expect(ids(next)).toEqual(ids(view));
  expect(ids(next)[0]).toBe('setting training.batch_size');
  expect(ids(next).at(-1)).toBe('metric 5 percent val_mae');
  expect(next.isShown(own('engine'))).toBe(false);
  expect(next.widthOf(batchSize)).toBe(48);
  expect(next.order).toEqual({ column: batchSize, isDescending: true });
  next.reset();
  expect(new TableView(localStorage).columns).toEqual(firstColumns);
});

test('the name stays, and what is kept but cannot be read is as good as nothing', () => {
  const view = new TableView(localStorage);
  view.hide(own('name'));
  expect(view.isShown(own('name'))).toBe(true);
  for (const text of ['{', '{"columns":7}', '{"columns":[{"kind":"own","name":"colour"}]}']) {
    localStorage.setItem('strata.runs.table', text);
    expect(new TableView(localStorage).columns).toEqual(firstColumns);
    expect(new TableView(localStorage).order).toEqual(firstOrder);
  }
});

test('groups and pinned runs are remembered; what was kept before there were any can be read', () => {
  const view = new TableView(localStorage);
  view.group(batchSize);
  view.fold(['group 32', 'group 64'], true);
  view.fold(['group 32'], false);
  view.pin(['a', 'b'], true);
  view.pin(['a'], true);
  view.pinFirst('b');
  const next = new TableView(localStorage);
  expect(next.groupBy).toEqual(batchSize);
  expect([...next.folded]).toEqual(['group 64']);
  expect(next.pinned).toEqual(['b', 'a']);
  next.pin(['b', 'c'], false);
  expect(next.pinned).toEqual(['a']);
  // Groups of another column have other values.
  next.group(own('tags'));
  expect([...next.folded]).toEqual([]);
  next.group(last);
  expect(next.groupBy).toEqual(own('tags'));
  next.group(null);
  expect(new TableView(localStorage).groupBy).toBeNull();
  const { columns, widths, order } = JSON.parse(localStorage.getItem('strata.runs.table') ?? '{}') as Record<
    string,
    unknown
  >;
  localStorage.setItem(
    'strata.runs.table',
    JSON.stringify({ columns: (columns as unknown[]).slice(0, 4), widths, order }),
  );
  expect(new TableView(localStorage)).toMatchObject({ groupBy: null, pinned: [] });
  expect(new TableView(localStorage).columns).toHaveLength(4);
});
