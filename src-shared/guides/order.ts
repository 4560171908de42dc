// Guide 5: what the order of a sequence is worth, in weather and in film reviews.
import { msg, type Message } from '#shared/base/message.ts';
import type { Guide, GuideVerdict, TaskResult } from '#shared/guides/guide.ts';
import { changes, withArguments, withLayers, withTarget, withTraining } from '#shared/guides/guide-models.ts';
import {
  againstLastValue,
  judged,
  lastValueText,
  meanOf,
  percentApart,
  pointsApart,
  relation,
  runsText,
  said,
  singleRunNote,
} from '#shared/guides/verdict-words.ts';

const pressure = withTarget('pressure');
const fewEpochs = withTraining({ epochs: 2 });
/** An accuracy that is less apart than this, in percentage points, is called nearly as good. */
const nearlyAsGood = 3;

function backwardsText(result: TaskResult): Message {
  const [forwards, backwards] = [judged(result, 'forwards'), judged(result, 'backwards')];
  const mean = meanOf(backwards, result);
  const percent = percentApart(backwards.statistics.mean, forwards.statistics.mean);
  switch (relation(backwards, forwards, result)) {
    case 'worse':
      return msg`The same GRU that reads them backwards is off by ${mean}, ${percent} % more: it has the latest hour first and must carry it through all others.`;
    case 'alike':
      return msg`The same GRU that reads them backwards is off by ${mean}: no difference beyond the spread over seeds.`;
    case 'better':
      return msg`The same GRU that reads them backwards is off by ${mean}, ${percent} % less.`;
  }
}

function withoutOrderText(result: TaskResult): Message {
  const [forwards, without] = [judged(result, 'forwards'), judged(result, 'without')];
  const mean = meanOf(without, result);
  const percent = percentApart(without.statistics.mean, forwards.statistics.mean);
  switch (relation(without, forwards, result)) {
    case 'worse':
      return msg`The model to which all orders are the same is off by ${mean}, ${percent} % more.`;
    case 'alike':
      return msg`The model to which all orders are the same is off by ${mean}: no difference beyond the spread over seeds.`;
    case 'better':
      return msg`The model to which all orders are the same is off by ${mean}, ${percent} % less.`;
  }
}

function reviewsText(result: TaskResult): Message {
  const [conv, words] = [judged(result, 'conv'), judged(result, 'words')];
  const [own, other] = [meanOf(words, result), meanOf(conv, result)];
  const points = pointsApart(words.statistics.mean, conv.statistics.mean);
  switch (relation(words, conv, result)) {
    case 'worse':
      return msg`Of the reviews, a model that only averages words judges ${own} right, one that reads groups of seven words ${other}: without the order it is ${points} percentage points less.`;
    case 'alike':
      return msg`Of the reviews, a model that only averages words judges ${own} right, one that reads groups of seven words ${other}: no difference beyond the spread over seeds.`;
    case 'better':
      return msg`Of the reviews, a model that only averages words judges ${own} right, one that reads groups of seven words ${other}: without the order it is ${points} percentage points more.`;
  }
}

/** Whether order is worth much in the series and little in the reviews. */
function conclusion(isSeriesShown: boolean, isTextShown: boolean): Message {
  if (isSeriesShown && isTextShown)
    return msg`So the order of the hours is worth much, and that of the words little: which words a review has says nearly all.`;
  if (isSeriesShown) return msg`So the order of the hours is worth much, and that of the words too.`;
  if (isTextShown)
    return msg`So these runs do not show that the order of the hours is worth much; that of the words is worth little.`;
  return msg`So these runs do not show that the order of the hours is worth more than that of the words.`;
}

function verdict(results: readonly TaskResult[]): GuideVerdict {
  const [series, reviews] = results;
  if (series === undefined || reviews === undefined) return { isShown: false, sentences: [] };
  const forwards = judged(series, 'forwards');
  const isSeriesShown = ['backwards', 'without'].every(
    (key) => relation(judged(series, key), forwards, series) === 'worse',
  );
  const [conv, words] = [judged(reviews, 'conv'), judged(reviews, 'words')];
  const isTextShown = conv.statistics.mean - words.statistics.mean < nearlyAsGood;
  return {
    isShown: isSeriesShown && isTextShown,
    sentences: said(
      msg`On average over ${runsText(forwards.statistics.count)} a GRU that reads the hours in their order is off by ${meanOf(forwards, series)}.`,
      backwardsText(series),
      withoutOrderText(series),
      lastValueText(series),
      againstLastValue(judged(series, 'without'), series),
      reviewsText(reviews),
      conclusion(isSeriesShown, isTextShown),
      singleRunNote(results),
    ),
  };
}

/** Guide 5: what order is worth. */
export const order: Guide = {
  id: 'order',
  number: 5,
  title: msg`Order matters, and where it does not`,
  summary: msg`The same GRU reads five days of weather forwards and backwards; another model cannot tell orders apart. Then the same question for reviews.`,
  intro: [
    msg`A GRU with go_backwards reads the hours from the latest to the earliest: the same data, the same weights, another order. The third model sees every hour on its own and averages what it found, so that any shuffling of the hours gives the same answer.`,
    msg`Of the reviews, the first model averages the vectors of the words, and shuffled words give the same answer; the second one looks at groups of seven words in their order.`,
  ],
  expect: msg`In the weather the loss of the order costs most of what was learned, backwards as well as without any order. In the reviews the average of the words does nearly as well as the groups.`,
  tasks: [
    {
      title: msg`Air pressure in 24 hours`,
      dataset: 'weather',
      kind: 'series',
      metric: 'val_mae',
      reference: 'forwards',
      models: [
        {
          key: 'forwards',
          title: msg`GRU, forwards`,
          text: msg`From the earliest hour to the latest.`,
          template: 'weather-gru',
          change: pressure,
        },
        {
          key: 'backwards',
          title: msg`GRU, backwards`,
          text: msg`From the latest hour to the earliest.`,
          template: 'weather-gru',
          change: changes(pressure, withArguments(['gru'], { go_backwards: true })),
        },
        {
          key: 'without',
          title: msg`Hours without order`,
          text: msg`Each hour on its own, then the average: shuffled hours give the same answer.`,
          template: 'weather-gru',
          change: changes(
            pressure,
            withLayers(
              ['conv1d', 'Conv1D', { filters: 32, kernel_size: 1, activation: 'relu' }],
              ['global_average_pooling1d', 'GlobalAveragePooling1D', {}],
              ['dense', 'Dense', { units: 1 }],
            ),
          ),
        },
      ],
    },
    {
      title: msg`Film reviews: good or bad`,
      dataset: 'imdb-reviews',
      kind: 'text',
      metric: 'val_accuracy',
      reference: 'conv',
      models: [
        {
          key: 'words',
          title: msg`Words without order`,
          text: msg`The average of the words' vectors: shuffled words give the same answer.`,
          template: 'imdb-conv1d',
          change: changes(
            fewEpochs,
            withLayers(
              ['embedding', 'Embedding', { input_dim: 10_000, output_dim: 128 }],
              ['global_average_pooling1d', 'GlobalAveragePooling1D', {}],
              ['dense', 'Dense', { units: 1, activation: 'sigmoid' }],
            ),
          ),
        },
        {
          key: 'conv',
          title: msg`Groups of seven words`,
          text: msg`The two convolutions of guide 1.`,
          template: 'imdb-conv1d',
          change: fewEpochs,
        },
      ],
    },
  ],
  next: null,
  larger: ['jena-gru'],
  verdict,
};
