// What a person does with some runs never changes a number that is shown of another one: in the table, in what is saved of it, and in
// the comparison. Random sequences of everything that the two pages can do, over the real state of both and the sample host.
import { expect, test } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { textOf } from '#shared/base/message.ts';
import { valueGroups } from '#shared/compare/value-groups.ts';
import { inUnit } from '#shared/runs/measure.ts';
import { ComparisonStore } from '#renderer/lib/compare/comparison-store.svelte.ts';
import { Format } from '#renderer/lib/format/format.ts';
import { cellText } from '#renderer/lib/runs/cell-text.ts';
import { RunList } from '#renderer/lib/runs/run-list.svelte.ts';
import { RunsTable } from '#renderer/lib/runs/runs-table.svelte.ts';
import { columnId, own, ownColumns, requestsOf, type TableColumn } from '#shared/runs/table-columns.ts';
import { tableMarkdown } from '#renderer/lib/runs/table-export.ts';
import { en } from '#renderer/locales/en.ts';
import { Chance } from '../../../support/chance.ts';
import { SampleWorkbench } from '../../../support/sample-workbench.ts';

const words = { t: en, format: new Format('en'), say: textOf };
const metric = (name: string, more: object = {}) =>
  ({ kind: 'metric', name, figure: 'best', versus: null, ...more }) as const satisfies TableColumn;
const columns: readonly [TableColumn, ...TableColumn[]] = [
  own('name'),
  ...ownColumns.filter((name) => name !== 'name').map(own),
  { kind: 'setting', path: 'training.batch_size' },
  { kind: 'setting', path: 'training.optimizer.type' },
  metric('val_mae'),
  metric('val_loss', { figure: 'last' }),
  metric('val_mae', { figure: 2 }),
  metric('val_mae', { versus: 'percent' }),
  metric('val_loss', { versus: 'value' }),
  metric('val_mae', { versus: 'percent', to: 'pinned' }),
  metric('val_loss', { versus: 'value', to: 'pinned' }),
];
/** A person writes these; all others say what was measured. */
const written = new Set([columnId(own('tags'))]);
const isToPinned = (column: TableColumn): boolean => column.kind === 'metric' && column.to === 'pinned';
const filters: readonly [string, ...string[]] = [
  '',
  'weather',
  'val_mae < 0.24',
  'status = completed and starred = true',
  'archived = true',
  'batch_size = 128 or tag = "final"',
  'number > 3',
  'val_mae <',
  'nonsense = 1',
];

/** The two pages with all their state, and a person who does anything with them. */
class Pages {
  readonly api = new SampleWorkbench();
  readonly runs = new RunList(this.api);
  readonly table: RunsTable;
  readonly comparison = new ComparisonStore(this.api);
  readonly chance: Chance;
  readonly views: JsonObject[] = [];
  compared: string[] = [];
  readonly done: string[] = [];

  constructor(seed: number) {
    localStorage.clear();
    this.table = new RunsTable(this.api, this.runs, localStorage);
    this.chance = new Chance(seed);
    this.api.subscribe((event) => {
      this.runs.handle(event);
      this.table.columns.handle(event);
      this.comparison.handle(event);
    });
  }

  async load(): Promise<void> {
    await Promise.all([
      this.runs.load(),
      this.table.columns.load(),
      this.table.columns.need(columns.flatMap(requestsOf)),
    ]);
  }

  /** What each run says in each column. */
  cells(): Map<string, string> {
    const sources = this.table.cellSources;
    return new Map(
      this.runs.all.flatMap((run) =>
        columns.map((column): [string, string] => {
          const { text, note, tone } = cellText(run, column, words, sources);
          return [`${run.name} · ${columnId(column)}`, `${text}|${note}|${tone}`];
        }),
      ),
    );
  }

  /** What the comparison says of each compared run. */
  values(): Map<string, string> {
    const { comparison } = this.comparison;
    if (comparison === null) return new Map();
    return new Map(
      comparison.metrics.flatMap((one) =>
        valueGroups(comparison, one).flatMap(({ rows }) =>
          rows.map(({ run, best, last, measure, difference }): [string, string] => [
            `${run.name} · ${one.name}`,
            JSON.stringify([
              [best && words.format.metric(best.value), best?.epoch, words.format.metric(last)],
              best && measure.unit && words.format.measured(inUnit(best.value, measure)),
              difference,
            ]),
          ]),
        ),
      ),
    );
  }

  async step(): Promise<void> {
    const { chance, table } = this;
    const { view, filter } = table;
    const all = this.runs.all;
    const run = all[chance.below(all.length)]!;
    const ids = all.filter(() => chance.next() < 0.3).map(({ id }) => id);
    const column = chance.of(columns);
    const actions: Record<string, () => unknown> = {
      show: () => view.show(column),
      hide: () => view.hide(column),
      move: () => view.move(column, chance.below(7) - 3),
      place: () => view.resize(column, 40 + chance.below(300)),
      sort: () => view.sortBy(column),
      reset: () => view.reset(),
      save: () => this.views.push(table.state),
      restore: () => table.restore(this.views[chance.below(this.views.length)] ?? {}),
      filter: () => (filter.text = chance.of(filters)),
      group: () => view.group(chance.next() < 0.2 ? null : chance.of(columns)),
      fold: () =>
        view.fold(
          table.rows.flatMap(({ kind, id }) => (kind === 'group' && chance.next() < 0.5 ? [id] : [])),
          chance.next() < 0.5,
        ),
      pin: () => view.pin(chance.next() < 0.5 ? ids : [run.id], chance.next() < 0.6),
      pinFirst: () => (view.pinned.includes(run.id) ? view.pinFirst(run.id) : undefined),
      star: () => this.runs.mark([run.id], { isStarred: !run.isStarred }),
      archive: () => this.runs.mark(ids.length === 0 ? [run.id] : ids, { isArchived: chance.next() < 0.5 }),
      tag: () => this.runs.mark([run.id], chance.next() < 0.5 ? { addTags: ['final'] } : { removeTags: ['final'] }),
      compare: () => {
        this.compared = chance.next() < 0.5 ? ids : [...this.compared.filter((id) => id !== run.id), run.id];
        return this.comparison.show(this.compared);
      },
      remove: () => {
        this.compared = this.compared.filter((id) => id !== run.id);
        return this.comparison.show(this.compared);
      },
    };
    const name = chance.of(Object.keys(actions) as [string, ...string[]]);
    this.done.push(name);
    await actions[name]?.();
    await table.columns.need(table.requests);
  }
}

const sequences = 150;
const steps = 12;
const seed = 20_261_130;

const title = `no number changes by what is done with other runs (${sequences} sequences of ${steps} steps, seed ${seed})`;

test(title, { timeout: 180_000 }, async () => {
  const seen = new Set<string>();
  // What every pair of runs and metrics says, whatever else is compared.
  const compared = new Map<string, string>();
  for (let i = 0; i < sequences; i++) {
    const pages = new Pages(seed + i);
    await pages.load();
    const before = pages.cells();
    /** Cells of differences to a pinned run, for each run that they were measured from. */
    const fromPinned = new Map<string, Map<string, string>>();
    for (let step = 0; step < steps; step++) {
      await pages.step();
      const said = `seed ${seed + i}: ${pages.done.join(', ')}`;
      const pinned = pages.table.sources.pinned?.id ?? 'none';
      const now = pages.cells();
      const differences = fromPinned.get(pinned) ?? new Map<string, string>();
      fromPinned.set(pinned, differences);
      for (const [cell, text] of now) {
        const column = columns.find((one) => cell.endsWith(` · ${columnId(one)}`))!;
        if (written.has(columnId(column))) continue;
        const known = isToPinned(column) ? differences : before;
        if (!known.has(cell)) known.set(cell, text);
        expect(text, `${cell} after ${said}`).toBe(known.get(cell));
      }
      // What is shown and saved are the same cells, each run once, pinned ones first.
      const { shown, rows, view, cellSources } = pages.table;
      const markdown = tableMarkdown({ ...shown, columns: [own('number'), metric('val_mae')] }, words, cellSources);
      for (const [at, run] of shown.runs.entries()) {
        const value = cellText(run, metric('val_mae'), words, cellSources).text;
        expect(markdown.split('\n')[at + 2], said).toBe(`| ${run.number} | ${value} |`);
      }
      const inRows = rows.flatMap((row) => (row.kind === 'run' ? [row.id] : []));
      expect(new Set(inRows).size, said).toBe(inRows.length);
      expect(inRows.slice(0, view.pinned.length), said).toEqual(view.pinned);
      for (const row of rows)
        seen.add(row.kind === 'run' ? (row.isPinned ? 'pinned' : 'run') : row.isFolded ? 'folded' : 'group');
      for (const [cell, text] of pages.values()) {
        seen.add('compared');
        if (!compared.has(cell)) compared.set(cell, text);
        expect(text, `${cell} after ${said}`).toBe(compared.get(cell));
      }
    }
  }
  // The sequences have been everywhere.
  expect([...seen].sort()).toEqual(['compared', 'folded', 'group', 'pinned', 'run']);
  expect(compared.size).toBeGreaterThan(20);
});
