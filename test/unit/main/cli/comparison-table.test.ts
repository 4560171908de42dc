// The table that `strata runs compare` and `strata demo` print, by the Jena sample's numbers.
import { describe, expect, it } from 'vitest';
import { createRunId } from '#shared/base/ids.ts';
import { valueGroups } from '#shared/compare/value-groups.ts';
import type { OwnRun, Run } from '#shared/runs/run.ts';
import { bestTable } from '#main/cli/comparison-table.ts';
import { runOf, seriesOf, template } from '../../shared/experiment/experiments.ts';
import { compareSeries } from '../../../support/sample-comparison.ts';

let made = 0;
function run(name: string, change: Partial<OwnRun> = {}): OwnRun {
  const engine = null;
  return runOf(template('weather-gru'), { id: createRunId(1_700_000_000_000 + ++made), name, engine, ...change });
}

const fahrenheit = (scale: number) => ({ targetUnit: { unit: '°F', scale, column: 'temp' } });

/** Runs with the best value of a metric and their own baseline's. */
function compared(metric: string, ...runs: readonly (readonly [Run, number, number?])[]) {
  return compareSeries(
    runs.map(([one]) => one),
    runs.map(([, value]) => [seriesOf(`epoch/${metric}`, [value])]),
    runs.map(([, , baseline]) => (baseline === undefined ? [] : [seriesOf(`epoch/${metric}`, [baseline])])),
  );
}

/** Cells of every line. */
const cells = (table: string): string[][] => table.split('\n').map((line) => line.split(/ {2,}/));

describe('the table of best values', () => {
  const normalized = run('normalized', { ...fahrenheit(17.98), datasetHash: 'a' });
  const plain = run('plain', { ...fahrenheit(1), datasetHash: 'b' });
  const short = run('short train', { ...fahrenheit(19.2), datasetHash: 'c', targetsHash: 'later' });
  const comparison = compared(
    'val_mae',
    [normalized, 4.17 / 17.98, 4.11 / 17.98],
    [plain, 6.68, 4.11],
    [short, 6.49 / 19.2, 3.9 / 19.2],
  );

  it('gives every value in the unit by the run’s own scale, against the run’s own baseline', () => {
    expect(cells(bestTable(comparison, 'val_mae'))).toEqual([
      ['run', 'val_mae', 'of targets', '°F', 'epoch', 'vs last value', 'parameters', 'ms/step', 'engine'],
      ['normalized', '0.2319', 'divided by 17.98', '4.17', '1', '1.5 % worse', '100', '12.3', '–'],
      ['plain', '6.6800', 'as they are', '6.68', '1', '63 % worse', '100', '12.3', '–'],
      [''],
      ['Not to be compared with the first: other validation data'],
      ['run', 'val_mae', '°F', 'epoch', 'vs last value', 'parameters', 'ms/step', 'engine'],
      ['short train', '0.3380', '6.49', '1', '66 % worse', '100', '12.3', '–'],
    ]);
  });

  it('names the scale of each value, and a value without a unit by its column', () => {
    const flow = (scale: number) => ({ targetUnit: { unit: '', scale, column: 'flow' }, datasetHash: 'd' });
    const mixed = compared('val_mae', [run('scaled', flow(250)), 0.5], [run('raw', flow(1)), 130]);
    expect(cells(bestTable(mixed, 'val_mae'))).toEqual([
      ['run', 'val_mae', 'of targets', 'flow', 'epoch', 'parameters', 'ms/step', 'engine'],
      ['scaled', '0.5000', 'divided by 250.0', '125.0', '1', '100', '12.3', '–'],
      ['raw', '130.0', 'as they are', '130.0', '1', '100', '12.3', '–'],
    ]);
  });

  it('marks the best in the unit, not the smallest raw number, and only where there is another', () => {
    const better = compared('val_mae', [normalized, 0.3], [plain, 5], [short, 0.01]);
    const best = valueGroups(better, better.metrics[0]!).map(({ rows }) => rows.map(({ isBest }) => isBest));
    expect(best).toEqual([[false, true], [false]]);
  });

  it('sets losses of another kind, and errors of another scale, apart', () => {
    const mse = run('mse', { ...fahrenheit(17.98), loss: 'mean_squared_error' });
    const unscaled = run('mse, plain', { ...fahrenheit(1), loss: 'mean_squared_error' });
    const losses = compared('val_loss', [normalized, 0.23], [mse, 0.08], [unscaled, 40]);
    expect(valueGroups(losses, losses.metrics[0]!).map(({ apart, unit }) => [apart, unit])).toEqual([
      [[], '°F'],
      [['loss', 'unit'], null],
      [['loss', 'unit'], null],
    ]);
  });

  it('sets accuracies above another threshold apart', () => {
    const text = runOf(template('imdb-conv1d'), { name: 'half' });
    const higher = { ...text, name: 'higher', loss: `${text.loss}; binary_accuracy above 0.7` };
    const reasons = (metric: string) => {
      const all = compared(metric, [text, 0.88], [higher, 0.86]);
      return valueGroups(all, all.metrics[0]!).map(({ apart }) => apart);
    };
    expect(reasons('val_binary_accuracy')).toEqual([[], ['threshold']]);
    expect(reasons('val_loss')).toEqual([[]]);
  });

  it('sets a run that validates on a part of the samples apart, and says why it has no baseline', () => {
    const part = run('part', { ...fahrenheit(17.98), datasetHash: 'a', targetsHash: 'later/640' });
    const whole = run('whole', { ...fahrenheit(17.98), datasetHash: 'a', targetsHash: 'later' });
    const table = bestTable(compared('val_mae', [whole, 0.24, 0.2286], [part, 0.2]), 'val_mae');
    expect(table.split('\n').slice(3)).toEqual([
      'Not to be compared with the first: other validation data',
      expect.stringMatching(/^run /),
      expect.stringMatching(/^part /),
      '"part" is validated on the first 640 samples only, so it is not compared with the baseline.',
    ]);
  });

  it('says an accuracy’s difference in percentage points', () => {
    const text = runOf(template('imdb-conv1d'), { name: 'text' });
    const table = bestTable(compared('val_acc', [text, 0.88, 0.5]), 'val_acc');
    expect(table).toContain('vs most frequent class');
    expect(table).toContain('38 points better');
    expect(bestTable(compared('val_acc', [text, 0.5, 0.5]), 'val_acc')).toContain('as good');
  });

  it('keeps a run without the metric among the others, and says nothing of a baseline’s difference', () => {
    const baseline = run('Last value (baseline)', { ...fahrenheit(17.98), kind: 'baseline' });
    const { metrics, ...rest } = compareSeries(
      [baseline, normalized, run('failed', { targetsHash: null, datasetHash: null })],
      [[seriesOf('epoch/val_mae', [0.2286])], [seriesOf('epoch/val_mae', [0.23])], []],
      [[], [seriesOf('epoch/val_mae', [0.2286])], []],
    );
    expect(cells(bestTable({ metrics, ...rest }, 'val_mae')).slice(1)).toEqual([
      ['Last value (baseline)', '0.2286', '4.11', '–', '–', '100', '12.3', '–'],
      ['normalized', '0.2300', '4.14', '1', '0.6 % worse', '100', '12.3', '–'],
      ['failed', '–', '–', '–', '–', '100', '12.3', '–'],
    ]);
  });
});
