// Guide 3: convolutions shorten a series for a GRU, which then costs about half and does as well.
import { msg, type Message } from '#shared/base/message.ts';
import type { Guide, GuideVerdict, TaskResult } from '#shared/guides/guide.ts';
import { changes, withLayers, withTarget } from '#shared/guides/guide-models.ts';
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

const pressure = withTarget('pressure');
/** What a step may cost at most, as a share of the GRU's, to be called about half. */
const aboutHalf = 0.6;

function againstGru(result: TaskResult): Message {
  const [gru, strided] = [judged(result, 'gru'), judged(result, 'strided')];
  const [own, other] = [meanOf(strided, result), meanOf(gru, result)];
  const percent = percentApart(strided.statistics.mean, gru.statistics.mean);
  switch (relation(strided, gru, result)) {
    case 'better':
      return msg`Conv1D with strides in front of a GRU is off by ${own}, the GRU alone by ${other}: ${percent} % less.`;
    case 'alike':
      return msg`Conv1D with strides in front of a GRU is off by ${own}, the GRU alone by ${other}: no difference beyond the spread over seeds.`;
    case 'worse':
      return msg`Conv1D with strides in front of a GRU is off by ${own}, the GRU alone by ${other}: ${percent} % more.`;
  }
}

function costText(time: number | null): Message | null {
  if (time === null) return null;
  const share = time.toFixed(2);
  if (time <= aboutHalf)
    return msg`A training step of it takes ${share} of the GRU's time: the GRU reads 39 steps in the place of 120.`;
  return time < 1
    ? msg`A training step of it takes ${share} of the GRU's time, more than the expected half.`
    : msg`A training step of it takes ${share} of the GRU's time: nothing is saved.`;
}

function tutorialText(result: TaskResult): Message {
  const [strided, tutorial] = [judged(result, 'strided'), judged(result, 'tutorial')];
  const mean = meanOf(tutorial, result);
  switch (relation(tutorial, strided, result)) {
    case 'worse':
      return msg`The tutorial's form, with two convolutions, pooling and dropout, is off by ${mean}: more, on a series as short as this.`;
    case 'alike':
      return msg`The tutorial's form, with two convolutions, pooling and dropout, is off by ${mean}: no difference beyond the spread over seeds.`;
    case 'better':
      return msg`The tutorial's form, with two convolutions, pooling and dropout, is off by ${mean}: less still.`;
  }
}

function verdict(results: readonly TaskResult[]): GuideVerdict {
  const [result] = results;
  if (result === undefined) return { isShown: false, sentences: [] };
  const [pooled, gru, strided] = [judged(result, 'pooled'), judged(result, 'gru'), judged(result, 'strided')];
  const time = strided.result.relativeTime;
  const beatsBaseline = result.baseline !== null && baselineCount(strided, result.baseline, result) === 'all better';
  const isShown = beatsBaseline && relation(strided, gru, result) !== 'worse' && time !== null && time <= aboutHalf;
  return {
    isShown,
    sentences: said(
      msg`The convnet with global pooling is off by ${meanOf(pooled, result)} on average over ${runsText(pooled.statistics.count)}.`,
      lastValueText(result),
      againstLastValue(pooled, result),
      againstGru(result),
      againstLastValue(strided, result),
      costText(time),
      tutorialText(result),
      isShown
        ? null
        : msg`So these runs do not show that convolutions in front of a GRU do as well for about half the cost.`,
      singleRunNote(results),
    ),
  };
}

/** Guide 3: a GRU for half its cost. */
export const convGru: Guide = {
  id: 'conv-gru',
  number: 3,
  title: msg`Conv1D in front of a GRU: as good, for half the cost`,
  summary: msg`A GRU reads every hour in order, which is slow. A convolution with strides makes the series three times shorter for it.`,
  intro: [
    msg`Five days of hourly weather, and the air pressure 24 hours later is to be predicted: for it the order of the hours matters, as highs and lows pass by.`,
    msg`Four models are trained: convolutions with global pooling, a GRU, the tutorial's two convolutions in front of a GRU with dropout, and a single convolution of six hours with a stride of three in front of a GRU. The last hands the GRU 39 steps in the place of 120.`,
  ],
  expect: msg`The convnet stays above the baseline, the GRU is below it, and the convolution with strides does as well as the GRU. Look at the time of a training step: it should be about half.`,
  tasks: [
    {
      title: msg`Air pressure in 24 hours`,
      dataset: 'weather',
      kind: 'series',
      metric: 'val_mae',
      reference: 'gru',
      models: [
        {
          key: 'pooled',
          title: msg`Conv1D with global pooling`,
          text: msg`Two convolutions; of each filter the strongest match counts, whenever it was.`,
          template: 'weather-conv1d',
          change: pressure,
        },
        {
          key: 'tutorial',
          title: msg`Conv1D + GRU, as in the tutorial`,
          text: msg`Two convolutions and a pooling shorten the series; the GRU has dropout, also between its steps.`,
          template: 'weather-conv1d-gru',
          change: pressure,
        },
        {
          key: 'gru',
          title: msg`GRU`,
          text: msg`Reads all 120 hours, one after the other.`,
          template: 'weather-gru',
          change: pressure,
        },
        {
          key: 'strided',
          title: msg`Conv1D with strides + GRU`,
          text: msg`One convolution of six hours, every third one; the GRU reads 39 steps, without dropout.`,
          template: 'weather-gru',
          change: changes(
            pressure,
            withLayers(
              ['conv1d', 'Conv1D', { filters: 32, kernel_size: 6, strides: 3, activation: 'tanh' }],
              ['gru', 'GRU', { units: 32 }],
              ['dense', 'Dense', { units: 1 }],
            ),
          ),
        },
      ],
    },
  ],
  next: msg`A GRU must wait for each step before the next. Dilated convolutions see as far back without waiting.`,
  larger: ['jena-conv1d-gru', 'jena-gru'],
  verdict,
};
