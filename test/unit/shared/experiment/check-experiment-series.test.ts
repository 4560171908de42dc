// What a check finds in experiments on a series.
import { describe, expect, it } from 'vitest';
import type { SeriesColumn, SeriesDataset } from '#shared/data/dataset.ts';
import { weather } from './experiments.ts';
import { type Change, changed, problems, named } from './changed-experiment.ts';

describe('a series', () => {
  const small: SeriesDataset = { ...weather, rows: 300 };
  const withColumn = (name: string, change: Partial<SeriesColumn>): SeriesDataset => ({
    ...weather,
    columns: weather.columns.map((column) => (column.name === name ? { ...column, ...change } : column)),
  });
  it.each<[string, Change, SeriesDataset | null, string[]]>([
    [
      'a feature and a target that are not there',
      {
        preparation: {
          features: ['temp', 'dwep', 'humid', 'wind_speed', 'precip', 'pressure', 'visib'],
          target: 'tmp',
        },
      },
      weather,
      [
        'error unknown-column @data.preparation.features.1: The data set "weather" has no column "dwep". Did you mean "dewp"?',
        'error unknown-column @data.preparation.target: The data set "weather" has no column "tmp". Did you mean "temp"?',
      ],
    ],
    [
      'a feature twice',
      { preparation: { features: ['temp', 'temp', 'humid', 'wind_speed', 'precip', 'pressure', 'visib'] } },
      weather,
      ['error duplicate-column @data.preparation.features.1: The feature "temp" is listed twice.'],
    ],
    [
      'empty cells that nobody deals with',
      { preparation: { missing: 'stop' } },
      weather,
      [
        'error missing-values @data.preparation.missing: Column "pressure" has 831 empty cells; set missing to "fill" (repeats the last value) or "drop".',
      ],
    ],
    [
      'all columns instead of seven',
      { preparation: { features: [] } },
      weather,
      [
        'error input-shape @input: Input "input" takes [120, 7], but a window has 120 steps (lookback 120, step 1) of 8 columns; shape [120, 8] fits.',
      ],
    ],
    ['all columns of a data set that is not there yet', { preparation: { features: [] } }, null, []],
    [
      'a longer step',
      { preparation: { step: 7 } },
      weather,
      [
        'error input-shape @input: Input "input" takes [120, 7], but a window has 18 steps (lookback 120, step 7) of 7 columns; shape [18, 7] fits.',
      ],
    ],
    [
      'a lookback longer than the data',
      { preparation: { lookback: 9000, step: 75 } },
      weather,
      [
        'error lookback-too-long @data.preparation.lookback: A sample takes 9,025 rows (lookback 9000 + delay 24 + 1), but the data has 8,706 rows; a lookback of 1716 is the longest that fits in every split.',
      ],
    ],
    [
      'a delay beyond the data',
      { preparation: { delay: 10_000 } },
      weather,
      ['error delay-too-long @data.preparation.delay: delay 10000 reaches beyond the data, which has 8,706 rows.'],
    ],
    [
      'class weights of a measurement',
      { training: { class_weight: { '0': 2 } } },
      weather,
      [
        'error class-weight-of-numbers @training.class_weight: class_weight is for labels, but the target "temp" is a measurement; leave it out.',
      ],
    ],
    [
      'splits with no rows',
      {},
      small,
      [
        'error empty-split @data.preparation.split.validation: The validation split has 60 rows, but one sample takes 145 (lookback 120 + delay 24 + 1); give it a larger share, or shorten the lookback to 35 or less.',
        'warning batch-too-large @training.batch_size: batch_size 128 is more than the 36 training samples: every epoch is one step.',
      ],
    ],
    [
      'a split over 1',
      { preparation: { split: { train: 0.9, validation: 0.2 } } },
      weather,
      [
        "error split-over-one @data.preparation.split: The split's shares train 0.9 and validation 0.2 add up to more than 1.",
      ],
    ],
    ['no validation', { preparation: { split: { train: 0.8, validation: 0 } } }, weather, []],
    [
      'a cross-entropy',
      { training: { loss: named('binary_crossentropy') } },
      weather,
      [
        'error loss-wants-labels @training.loss: binary_crossentropy wants labels, but the target "temp" is a measurement; use mae, mse or huber.',
      ],
    ],
    [
      'precision of a temperature',
      { training: { metrics: [named('r2_score'), named('precision')] } },
      weather,
      ['warning accuracy-of-numbers @training.metrics.1: precision says nothing about a measurement; use mae.'],
    ],
    [
      'a loss of directions',
      { training: { loss: named('cosine_similarity') } },
      weather,
      [
        'error loss-wants-directions @training.loss: cosine_similarity compares directions, but "temp" is one number, which has none; use mae, mse or huber.',
      ],
    ],
    [
      'a loss of shares of a normalized target',
      { training: { loss: named('mape') } },
      weather,
      [
        'warning loss-wants-positive @training.loss: mean_absolute_percentage_error divides by the target, but "temp" may be 0 or near it here; use mae, or set normalize to false where all values are above 0.',
      ],
    ],
    [
      'counts that a linear layer may make negative',
      { training: { loss: named('poisson') } },
      weather,
      [
        'warning loss-wants-positive @training.loss: poisson is for counts and amounts from 0, but "temp" has values below 0 here; use mse, or set normalize to false where no value is below 0.',
        'warning poisson-of-negative @dense: poisson takes the logarithm of the answer, which Dense "dense" may make negative: give it the activation "softplus" or "exponential".',
      ],
    ],
    [
      'an output that cannot be negative',
      { layers: { dense: { activation: 'relu' } } },
      weather,
      [
        'warning bounded-output @dense: relu keeps the answer of Dense "dense" in a range that "temp" leaves; use none.',
      ],
    ],
    [
      'accuracy of a temperature',
      { training: { metrics: [named('mae'), named('accuracy')] } },
      weather,
      ['warning accuracy-of-numbers @training.metrics.1: accuracy says nothing about a measurement; use mae.'],
    ],
    [
      'whole numbers',
      { layers: { input: { dtype: 'int32' } } },
      weather,
      [
        'error input-dtype @input: Input "input" takes whole numbers (int32), but measurements have fractions; dtype "float32" fits.',
      ],
    ],
    [
      'two units',
      { layers: { dense: { units: 2 } } },
      weather,
      [
        'error output-shape @dense: Dense "dense" ends the model with [2], but mean_absolute_error wants one number; 1 unit fits.',
      ],
    ],
    [
      'several numbers in a row from one unit',
      { preparation: { delay: 0, horizon: 24 } },
      weather,
      [
        'error output-shape @dense: Dense "dense" ends the model with [1], but 24 numbers in a row are predicted; [24] or [24, 1] fits.',
      ],
    ],
    [
      'several numbers in a row',
      { preparation: { delay: 0, horizon: 24 }, layers: { dense: { units: 24 } } },
      weather,
      [],
    ],
    [
      'a column that never changes',
      {},
      withColumn('precip', { least: 0, most: 0 }),
      [
        'warning constant-column @data.preparation.features: Column "precip" is 0 in every row; it tells a model nothing.',
      ],
    ],
    [
      'a target that never changes',
      {},
      withColumn('temp', { least: 7, most: 7 }),
      [
        'warning constant-target @data.preparation.target: The target "temp" is 7 in every row; there is nothing to predict.',
      ],
    ],
    [
      'a column that first changes after the training rows',
      {},
      withColumn('precip', { changeRow: 5224 }),
      [
        'warning constant-in-training @data.preparation.features: Column "precip" has one value in all training rows (1 to 5,223) and first changes in row 5,224; a model cannot learn what it means.',
      ],
    ],
    [
      'a target that first changes after the training rows',
      { preparation: { normalize: false } },
      withColumn('temp', { changeRow: 6000 }),
      [
        'warning constant-in-training @data.preparation.target: The target "temp" has one value in all training rows (1 to 5,223) and first changes in row 6,000; there is nothing to learn from.',
      ],
    ],
    ['a column that changes in the last training row', {}, withColumn('precip', { changeRow: 5223 }), []],
    [
      'dropped rows, which move the split',
      { preparation: { missing: 'drop' } },
      withColumn('precip', { changeRow: 5224 }),
      [],
    ],
  ])('%s', (_, change, dataset, expected) => {
    expect(problems(changed('weather-conv1d', change), dataset)).toEqual(expected);
  });

  it('suggests a lookback that fits, and none longer', () => {
    const rows = 200;
    const split = { train: 1, validation: 0 };
    const with_ = (lookback: number): string[] =>
      problems(
        changed('weather-conv1d', { preparation: { lookback, split }, layers: { input: { shape: [null, 7] } } }),
        {
          ...weather,
          rows,
        },
      ).filter((problem) => problem.startsWith('error'));
    const fits = Number(/lookback of (\d+)/.exec(with_(500)[0] ?? '')?.[1]);
    expect(with_(fits)).toEqual([]);
    expect(with_(fits + 1)).toHaveLength(1);
  });
});
