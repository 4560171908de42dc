// Guide 2: a convnet on a series loses to repeating the last value.
import { msg, type Message } from '#shared/base/message.ts';
import type { Guide, GuideVerdict, TaskResult } from '#shared/guides/guide.ts';
import { unchanged, withLayers } from '#shared/guides/guide-models.ts';
import {
  againstLastValue,
  baselineCount,
  judged,
  lastValueText,
  meanOf,
  percentApart,
  relation,
  runsText,
  said,
  singleRunNote,
} from '#shared/guides/verdict-words.ts';

function flattenText(result: TaskResult): Message {
  const [pooled, flat] = [judged(result, 'pooled'), judged(result, 'flatten')];
  const mean = meanOf(flat, result);
  const percent = percentApart(flat.statistics.mean, pooled.statistics.mean);
  switch (relation(flat, pooled, result)) {
    case 'better':
      return msg`The same convolutions with Flatten, which keeps the hour of every feature, are off by ${mean}, ${percent} % less: what the pooling throws away is needed.`;
    case 'worse':
      return msg`The same convolutions with Flatten, which keeps the hour of every feature, are off by ${mean}, ${percent} % more: in these runs the pooling is not what costs the accuracy.`;
    case 'alike':
      return msg`The same convolutions with Flatten, which keeps the hour of every feature, are off by ${mean}: no difference to the pooling beyond the spread over seeds.`;
  }
}

function verdict(results: readonly TaskResult[]): GuideVerdict {
  const [result] = results;
  if (result === undefined) return { isShown: false, sentences: [] };
  const pooled = judged(result, 'pooled');
  const isShown = result.baseline !== null && baselineCount(pooled, result.baseline, result) === 'none better';
  return {
    isShown,
    sentences: said(
      msg`The convnet with global pooling is off by ${meanOf(pooled, result)} on average over ${runsText(pooled.statistics.count)}.`,
      lastValueText(result),
      againstLastValue(pooled, result),
      isShown
        ? msg`Global pooling keeps the strongest match of each filter and forgets when it was, while tomorrow depends on the latest hours most.`
        : msg`So these runs do not show that a convnet with global pooling loses to the baseline.`,
      flattenText(result),
      singleRunNote(results),
    ),
  };
}

/** Guide 2: a convnet that loses to the last value. */
export const weatherConvnet: Guide = {
  id: 'weather-convnet',
  number: 2,
  title: msg`A convnet that loses to the last value`,
  summary: msg`How warm is it in 24 hours? The convolutions that read reviews well do worse here than repeating the last temperature.`,
  intro: [
    msg`Five days of hourly weather at an airport, and the temperature 24 hours later is to be predicted. Before any model counts, there is a baseline that learns nothing: tomorrow is as warm as it is now.`,
    msg`The first model is the one of the reviews: convolutions, then a global pooling. The second has Flatten in its place, so that the last layer knows at which hour each feature was seen.`,
  ],
  expect: msg`The first model's error is far above the dotted line of the baseline, from the first epoch to the last. Keeping the hours helps, and does not yet suffice.`,
  tasks: [
    {
      title: msg`Temperature in 24 hours`,
      dataset: 'weather',
      kind: 'series',
      metric: 'val_mae',
      reference: 'pooled',
      models: [
        {
          key: 'pooled',
          title: msg`Conv1D with global pooling`,
          text: msg`Two convolutions; of each filter the strongest match counts, whenever it was.`,
          template: 'weather-conv1d',
          change: unchanged,
        },
        {
          key: 'flatten',
          title: msg`Conv1D with Flatten`,
          text: msg`The same convolutions; the last layer weighs every hour on its own.`,
          template: 'weather-conv1d',
          change: withLayers(
            ['conv1d_1', 'Conv1D', { filters: 32, kernel_size: 5, activation: 'relu' }],
            ['max_pooling1d', 'MaxPooling1D', { pool_size: 3 }],
            ['conv1d_2', 'Conv1D', { filters: 32, kernel_size: 5, activation: 'relu' }],
            ['flatten', 'Flatten', {}],
            ['dense', 'Dense', { units: 1 }],
          ),
        },
      ],
    },
  ],
  next: msg`A GRU reads the hours in order and keeps what it needs, but reads every one of them. Convolutions can shorten the series for it.`,
  larger: ['jena-conv1d', 'jena-gru'],
  verdict,
};
