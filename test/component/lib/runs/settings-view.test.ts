// Settings against a metric, without the page: which runs are set against each other, what differs, and ranges as filters.
import { describe, expect, test } from 'vitest';
import { parseFilter } from '#shared/runs/query/filter.ts';
import { withConditionText } from '#shared/runs/query/print.ts';
import { columnKey, valuesReader, type ColumnValues } from '#shared/runs/query/run-values.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { SettingValue } from '#shared/runs/run-settings.ts';
import { Format } from '#renderer/lib/format/format.ts';
import { comparableGroups, usualMetric } from '#renderer/lib/runs/plot-values.ts';
import { numberCondition, rangesCondition } from '#renderer/lib/runs/range-filter.ts';
import { metricAxisId, SettingsView } from '#renderer/lib/runs/settings-view.svelte.ts';
import { en } from '#renderer/locales/en.ts';
import { gruRunId, sampleRuns, weatherBaselineId } from '../../../support/sample-runs.ts';

const sample = (id: string): RunSummary => sampleRuns.find(({ run }) => run.id === id)!.run;
const rates = [1e-4, 1e-3, 1e-2, 1e-4, 1e-3, 1e-2];
const errors = [0.5, 0.3, 0.4, 0.52, 0.31, 0.42];
const units = [16, 16, 16, 32, 32, 32];
const callbacks = ['on', undefined, 'on', undefined, 'on', undefined];
const settings: Readonly<Record<string, readonly (SettingValue | undefined)[]>> = {
  'training.optimizer.learning_rate': rates,
  'model.gru.units': units,
  'training.callbacks.EarlyStopping': callbacks,
  'training.batch_size': rates.map(() => 128),
  'training.shuffle': [true, false, true, false, true, false],
};
const names = { settings: Object.keys(settings), metrics: ['val_loss', 'val_mae'] };
const runs: readonly RunSummary[] = rates.map((_, i) => ({
  ...sample(gruRunId),
  id: `${gruRunId.slice(0, -1)}${i}` as RunSummary['id'],
  number: i + 1,
}));

function sourcesOf(more: Readonly<Record<string, readonly (SettingValue | undefined)[]>> = {}) {
  const columns = new Map<string, ColumnValues>();
  const put = (key: string, values: readonly (SettingValue | undefined)[]): void => {
    columns.set(key, new Map(values.flatMap((value, i) => (value === undefined ? [] : [[i + 1, value] as const]))));
  };
  for (const [path, values] of Object.entries(settings)) put(columnKey({ kind: 'setting', path }), values);
  put(columnKey({ kind: 'metric', name: 'val_mae', figure: 'best' }), errors);
  for (const [key, values] of Object.entries(more)) put(key, values);
  return {
    column: (request: Parameters<typeof columnKey>[0]) => columns.get(columnKey(request)),
    baselineOf: () => null,
    durationUnit: 's' as const,
  };
}

function viewOf(some = runs, sources = sourcesOf()): SettingsView {
  const words = { t: en, format: new Format('en'), say: String };
  return new SettingsView({ runs: () => some, names: () => names, sources: () => sources, words: () => words });
}

const val = { name: 'val_mae', figure: 'best' } as const;

describe('runs that can be set against each other', () => {
  test('are those of one measure; the others are counted', () => {
    const some = runs.map((run, i) => (i < 2 ? { ...run, targetsHash: 'other' } : run));
    const { groups } = comparableGroups(some, val, sourcesOf());
    expect(groups.map((group) => group.runs.length)).toEqual([4, 2]);
    const view = viewOf(some);
    expect(view.shown.runs).toHaveLength(4);
    view.chooseGroup(groups[1]!.key);
    expect(view.shown.values).toEqual([0.5, 0.3]);
  });

  test('have a finite value; baselines are none of them', () => {
    const sources = sourcesOf({ 'metric best val_mae': [0.5, Infinity, 0.4, undefined, 0.31, 0.42] });
    const found = comparableGroups([...runs, sample(weatherBaselineId)], val, sources);
    expect(found).toMatchObject({ withoutValue: 1, notFinite: 1 });
    expect(found.groups[0]?.values).toEqual([0.5, 0.4, 0.31, 0.42]);
  });

  test('of different scales are told in their unit', () => {
    const unit = { unit: '°F', column: 'temp' };
    const some = runs.map((run, i) => ({ ...run, targetUnit: { ...unit, scale: i === 0 ? 1 : 10 } }));
    const [group] = comparableGroups(some, val, sourcesOf()).groups;
    expect(group).toMatchObject({ unit: '°F', isStored: false });
    expect(group?.values[0]).toBeCloseTo(0.5, 12);
    expect(group?.values[1]).toBeCloseTo(3, 12);
    expect(viewOf(some).y.name).toBe('val_mae (°F)');
  });

  test('are judged by the metric that most of them are', () => {
    expect(usualMetric(runs, names.metrics)).toBe(runs[0]!.best!.metric);
    expect(usualMetric([], names.metrics)).toBe('val_loss');
    expect(usualMetric(runs, [])).toBeNull();
  });
});

describe('the view', () => {
  test('has what differs as axes, the most important first', () => {
    const view = viewOf();
    expect(view.rated[0]?.id).toBe('setting training.optimizer.learning_rate');
    expect(view.rated.map(({ id }) => id)).not.toContain('setting training.batch_size');
    expect(view.x.id).toBe(view.rated[0]?.id);
    expect(view.axes.at(-1)?.id).toBe(metricAxisId);
    view.chooseX('setting model.gru.units');
    expect(view.x.axis.values).toEqual([16, 32]);
  });

  test('narrows the runs to those in all ranges', () => {
    const view = viewOf();
    view.setRange('setting training.optimizer.learning_rate', { from: 1e-3, to: 1e-2 });
    expect(view.narrowed).toEqual([1, 2, 4, 5]);
    view.setRange(metricAxisId, { from: 0.3, to: 0.31 });
    expect(view.narrowed).toEqual([1, 4]);
    view.removeAxis('setting training.optimizer.learning_rate');
    expect(view.narrowed).toEqual([1, 4]);
    view.clearRanges();
    expect(view.narrowed).toHaveLength(6);
    expect(view.isNarrowed).toBe(false);
  });

  test('keeps the order of the axes that a person has chosen', () => {
    const view = viewOf();
    const [first = '', second = ''] = view.axisIds;
    view.moveAxis(first, 1);
    expect(view.axisIds.slice(0, 2)).toEqual([second, first]);
    view.moveAxis(second, -5);
    expect(view.axisIds[0]).toBe(second);
    view.removeAxis(second);
    expect(view.axisIds).not.toContain(second);
    view.addAxis(second);
    expect(view.axisIds.at(-1)).toBe(second);
  });

  test('of no runs, one, or equal ones has nothing to compare', () => {
    expect(viewOf([]).shown.runs).toEqual([]);
    expect(viewOf([]).rated).toEqual([]);
    const one = viewOf(runs.slice(0, 1));
    expect(one.rated).toEqual([]);
    expect(one.x.id).toBe('parameters');
    const equal = viewOf(runs, sourcesOf({ 'metric best val_mae': errors.map(() => 0.3) }));
    expect(equal.rated.every(({ importance }) => importance.strength === 0)).toBe(true);
    expect(equal.y.axis.placeOf(0.3)).toBeCloseTo(0.5, 12);
  });

  test('holds 10,000 runs', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({ ...runs[0]!, number: i + 1 }));
    const values = many.map((_, i) => 0.2 + ((i * 7919) % 10_000) / 10_000);
    const view = viewOf(
      many,
      sourcesOf({
        'metric best val_mae': values,
        'setting training.optimizer.learning_rate': values.map((value) => value / 100),
      }),
    );
    expect(view.rated[0]?.importance.correlation).toMatchObject({ rho: 1, count: 10_000 });
    view.setRange(metricAxisId, { from: values[0]!, to: Math.max(...values) });
    expect(view.narrowed).toHaveLength(10_000);
  });
});

describe('ranges as a filter', () => {
  /** The numbers of the runs that a filter finds. */
  function found(text: string): number[] {
    const parsed = parseFilter(text, names);
    if ('error' in parsed) throw new Error(`${text}: ${JSON.stringify(parsed.error)}`);
    const read = valuesReader(sourcesOf());
    return runs.filter((run) => parsed.filter.matches(read(run))).map(({ number }) => number);
  }
  const narrowed = (view: SettingsView): number[] => view.narrowed.map((i) => view.shown.runs[i]?.number ?? 0);

  test.each([
    ['setting training.optimizer.learning_rate', { from: 1e-3, to: 1e-2 }],
    ['setting training.optimizer.learning_rate', { from: 1e-3, to: 1e-3 }],
    ['setting training.optimizer.learning_rate', { from: 1e-4, to: 1e-3 }],
    ['setting training.callbacks.EarlyStopping', { from: 'on', to: 'on' }],
    ['setting training.callbacks.EarlyStopping', { from: null, to: null }],
    ['setting training.shuffle', { from: true, to: true }],
    [metricAxisId, { from: 0.3, to: 0.4 }],
  ])('%s %j finds the runs that the view narrows to', (id, range) => {
    const view = viewOf();
    view.setRange(id, range);
    const condition = rangesCondition(view.axes, view.metric);
    expect(condition).not.toBeNull();
    expect(found(withConditionText('', condition ?? ''))).toEqual(narrowed(view));
    expect(narrowed(view).length).toBeLessThan(6);
  });

  test('are added to what is typed, also behind an “or”', () => {
    const view = viewOf();
    view.setRange('setting model.gru.units', { from: 32, to: 32 });
    view.setRange('setting training.callbacks.EarlyStopping', { from: null, to: null });
    const text = withConditionText('number = 1 or number = 4', rangesCondition(view.axes, view.metric) ?? '');
    expect(found(text)).toEqual([4]);
  });

  test('are said by the runs’ numbers where the language has no word', () => {
    const view = viewOf();
    view.setRange(metricAxisId, { from: 0.3, to: 0.31 });
    expect(rangesCondition(view.axes, null)).toBeNull();
    expect(found(numberCondition(narrowed(view)))).toEqual([2, 5]);
    expect(numberCondition([3])).toBe('number = 3');
  });
});
