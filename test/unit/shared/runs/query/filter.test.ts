// What filters mean.
import { expect, test } from 'vitest';
import { parseExpression, parseFilter } from '#shared/runs/query/filter.ts';
import { matches, runWith, vocabulary } from './sample.ts';

const run = {
  text: 'Weather · GRU weather-sample native completed final best-of 2 Conv1D',
  name: 'Weather · GRU',
  number: 12,
  status: 'completed',
  data: 'weather-2',
  model: 'Wetter'.normalize('NFD'),
  tag: ['final', 'Paper Figure'],
  parameters: 99_000,
  epochs: 20,
  ms_per_step: 3.5,
  duration: 130,
  started: new Date(2026, 10, 30, 14, 30, 15).getTime(),
  seed: 3,
  starred: true,
  archived: false,
  loss_name: 'mae',
  'training.optimizer': 'RMSprop',
  'training.optimizer.learning_rate': 0.001,
  'training.batch_size': 32,
  'training.callbacks.EarlyStopping 2.patience': 4,
  'data.preparation.lookback': '120',
  'training.shuffle': true,
  val_mae: 0.28,
  'val_mae last': 0.3,
  'val_mae min': 0.28,
  'val_mae max': 0.9,
  'val_mae 10': 0.29,
  'val_mae baseline': 0.32,
  val_loss: Infinity,
  val_accuracy: NaN,
  'val_out-1_mae': 1.5,
};

test.each([
  // The issue's own, and every operator.
  'val_mae < 0.29 and optimizer = rmsprop and tag = final',
  'val_mae <= .28',
  'val_mae > 2.7e-1',
  'val_mae >= 0.28',
  'val_mae = 0.28',
  'val_mae != 0.3',
  '0.29 > val_mae',
  // Names: by a path's end, by the whole path, in any case, in backquotes.
  'learning_rate = 0.001',
  'training.optimizer.learning_rate = 1e-3',
  'optimizer.learning_rate <= 0.001',
  'Batch_Size = 32',
  '`EarlyStopping 2.patience` = 4',
  '`val_out-1_mae` > 1',
  // Numbers with suffixes, durations.
  'parameters < 100k and parameters < 0.1m and parameters > 98.5K',
  'duration > 2min and duration < 0.1h and duration > 100s and duration = 130 and duration > 500ms',
  // Arithmetic.
  'val_mae / baseline(val_mae) < 1',
  'val_mae / baseline < 0.9',
  'val_mae < baseline',
  'baseline > val_mae',
  'val_mae < 0.9 * baseline',
  '(last(val_mae) - val_mae) / val_mae > 0.05',
  'parameters * 2 + 1 - 1 = 198k',
  '-val_mae < -0.2',
  '2 - 1 - 1 = 0 and 8 / 4 / 2 = 1 and 2 + 3 * 4 = 14 and -(2 + 1) = -3',
  'batch_size = 16 * 2',
  'batch_size = (16 + 16)',
  'epochs > seed',
  // Which value of a metric.
  'best(val_mae) = 0.28 and last(val_mae) = 0.3 and min(val_mae) = 0.28 and max(val_mae) = 0.9',
  'at(val_mae, 10) = 0.29 and AT (val_mae, 10) < 0.3',
  // Text: without case, quoted or bare, with what is no letter.
  'name = "weather · gru"',
  "name ~ 'GRU'",
  'name ~ “r · g”',
  'data = weather-2',
  'data = "weather\\-2"',
  'model = wetter',
  'name != other',
  'status in (failed, completed)',
  'status not in (failed, "stopped")',
  'not status in (failed)',
  'number in (1, 2 * 6)',
  'batch_size in (16, 32)',
  'batch_size ~ 3',
  'lookback = 120 and lookback > 100 and lookback = "120"',
  'shuffle = true and shuffle != false and shuffle = "true"',
  // A list: any of its items; none of them.
  'tag = "paper figure"',
  'tag ~ paper',
  'tag in (draft, final)',
  'tag != draft',
  'not tag != final',
  // True or false.
  'starred',
  'not archived',
  'starred = true and archived = false and starred != false',
  // Presence.
  'has(val_mae) and has(batch_size) and has(tag) and has(starred) and has(archived) and has(started)',
  'not has(val_accuracy) and not has(mae) and has(val_loss)',
  // Infinity is a number.
  'val_loss > 1e300 and val_loss = infinity and val_loss > -infinity',
  // Dates: a month, a day, a minute, a second, a time with a zone.
  'started = 2026-11',
  'started = 2026-11-30 and started != 2026-11-29',
  'started > 2026-11-29 and started >= 2026-11-30 and started < 2026-12-01 and started <= 2026-11-30',
  'started = 2026-11-30T14:30',
  'started = "2026-11-30 14:30:15"',
  'started > 2026-11-28T00:00Z and started < 2026-12-02T00:00+09:00',
  // Joining.
  'val_mae > 1 or starred',
  'val_mae > 1 and starred or not archived',
  'not (val_mae > 1 and starred)',
  'NOT archived AND Starred',
  '(starred) and ((val_mae < 1))',
  // The search: every word is somewhere; phrases; beside conditions.
  '',
  '   ',
  'gru weather',
  'GRU',
  'gru and val_mae < 0.3',
  'gru starred',
  '"best-of 2"',
  'best-of 2',
  'weather · gru',
  'nothing or conv1d',
  'not nothing gru',
  '(gru or lstm) final',
  'conv1d 2',
])('%s matches', (text) => {
  expect(matches(text, run)).toBe(true);
});

test.each([
  'val_mae > 0.29',
  'val_mae != 0.28',
  'tag = draft',
  'tag != final',
  'optimizer = adam',
  'gru lstm',
  '"weather gru"',
  'not starred',
  'started > 2026-11-30',
  'started < 2026-11-30',
  'started = 2026-11-29',
  'started = 2026-11-30T14:31',
  'status not in (completed)',
])('%s does not match', (text) => {
  expect(matches(text, run)).toBe(false);
});

test.each([
  'val_mae < 1',
  'val_mae > 0',
  'val_mae = 0',
  'val_mae != 0',
  'val_mae / baseline != 1',
  '0 / 0 = 0 / 0',
  'batch_size != 32',
  'optimizer != adam',
  'optimizer ~ a',
  'learning_rate < 1',
  'name != x',
  'tag != x',
  'starred != true',
  'starred',
  'started != 2026-11-30',
  'duration < 1h',
  'batch_size in (1)',
  'infinity - infinity != 0',
  'has(val_mae)',
  'has(optimizer)',
  'has(tag)',
])('of a run that has nothing, %s is false', (text) => {
  expect(matches(text, {})).toBe(false);
  expect(matches(`not (${text})`, {})).toBe(true);
});

test('NaN is as good as missing, and no tags are an empty list', () => {
  expect(matches('val_mae != 1', { val_mae: NaN })).toBe(false);
  expect(matches('batch_size != 1', { 'training.batch_size': NaN })).toBe(false);
  expect(matches('batch_size != a', { 'training.batch_size': NaN })).toBe(false);
  expect(matches('tag != final', { tag: [] })).toBe(true);
  expect(matches('has(tag)', { tag: [] })).toBe(false);
});

test('a comparison of a text with a number is false, not an error', () => {
  expect(matches('optimizer < 3', run)).toBe(false);
  expect(matches('optimizer = 3', run)).toBe(false);
  expect(matches('batch_size = adam', run)).toBe(false);
});

test('a filter says what it reads, each once', () => {
  const text =
    'batch_size = 1 and batch_size < learning_rate and at(val_mae, 3) < 2 * (last(val_mae) - baseline) or not has(mae) or val_mae in (-mae)';
  const parsed = parseFilter(text, vocabulary);
  expect('filter' in parsed && parsed.filter.reads).toEqual({
    settings: ['training.batch_size', 'training.optimizer.learning_rate'],
    metrics: [
      { name: 'val_mae', of: 3 },
      { name: 'val_mae', of: 'last' },
      { name: 'val_mae', of: 'baseline' },
      { name: 'mae', of: 'best' },
      { name: 'val_mae', of: 'best' },
    ],
  });
});

test('an expression is a number for each run', () => {
  const valueOf = (text: string, given: Parameters<typeof runWith>[0]): number | null => {
    const parsed = parseExpression(text, vocabulary);
    if ('error' in parsed) throw new Error(JSON.stringify(parsed.error));
    return parsed.expression.valueOf(runWith(given));
  };
  expect(valueOf('val_mae / baseline', run)).toBeCloseTo(0.875, 12);
  expect(valueOf('batch_size * 2', run)).toBe(64);
  expect(valueOf('val_loss', run)).toBe(Infinity);
  expect(valueOf('val_mae / 0', run)).toBe(Infinity);
  expect(valueOf('0 / 0', run)).toBeNull();
  expect(valueOf('val_mae / mae', run)).toBeNull();
  expect(valueOf('optimizer + 1', run)).toBeNull();
  const parsed = parseExpression('baseline - mae', vocabulary);
  expect('expression' in parsed && parsed.expression.reads.metrics).toEqual([
    { name: 'mae', of: 'baseline' },
    { name: 'mae', of: 'best' },
  ]);
});

test('metrics come before ends of settings, columns before both', () => {
  const own = { settings: ['training.loss', 'training.epochs', 'a.mae'], metrics: ['loss', 'seed', 'mae'] };
  const parsed = parseFilter('loss < 1 and epochs < 1 and seed < 1 and training.loss = mae and a.mae < 1', own);
  expect('filter' in parsed && parsed.filter.reads).toEqual({
    settings: ['training.loss', 'a.mae'],
    metrics: [{ name: 'loss', of: 'best' }],
  });
});
