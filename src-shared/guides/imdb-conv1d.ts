// Guide 1: film reviews with Conv1D, and what happens without the sigmoid that the loss expects.
import { msg, type Message } from '#shared/base/message.ts';
import type { Guide, GuideModel, GuideVerdict, TaskResult } from '#shared/guides/guide.ts';
import { changes, withArguments, withTraining } from '#shared/guides/guide-models.ts';
import {
  amount,
  judged,
  meanOf,
  percentApart,
  pointsApart,
  relation,
  runsText,
  said,
  singleRunNote,
} from '#shared/guides/verdict-words.ts';

const fewEpochs = withTraining({ epochs: 2 });
const withoutSigmoid = withArguments(['dense'], { activation: 'linear' });

/** Where a run is less than this above the baseline, in percentage points, it has learned nothing. */
const leastLearned = 1;
/** Accuracies that are less apart than this, in percentage points, look alike. */
const looksAlike = 3;

/** Whether the loss is higher without the sigmoid: on average, or in every run. One that learns nothing makes the spread wide. */
function isMissed(losses: TaskResult): boolean {
  const [withIt, without] = [judged(losses, 'sigmoid'), judged(losses, 'none')];
  return relation(without, withIt, losses) === 'worse' || without.statistics.least > withIt.statistics.most;
}

function lossText(losses: TaskResult): Message {
  const [withIt, without] = [judged(losses, 'sigmoid'), judged(losses, 'none')];
  const { least, most, mean } = without.statistics;
  if (least > withIt.statistics.most && least < most)
    return msg`Without the sigmoid it is higher in every run, from ${amount(least, losses)} to ${amount(most, losses)}: the loss takes the raw number for a probability and clips it to between 0 and 1.`;
  if (isMissed(losses))
    return msg`Without the sigmoid it is ${meanOf(without, losses)}, ${percentApart(mean, withIt.statistics.mean)} % more: the loss takes the raw number for a probability and clips it to between 0 and 1.`;
  return relation(without, withIt, losses) === 'better'
    ? msg`Without the sigmoid it is ${meanOf(without, losses)}, even less: these runs do not show that the sigmoid is missed.`
    : msg`Without the sigmoid it is ${meanOf(without, losses)}: no difference beyond the spread over seeds, so these runs do not show that the sigmoid is missed.`;
}

/** What the accuracy tells of the missing sigmoid: often nothing, but for runs that gave every review the same answer. */
function accuracyText(accuracies: TaskResult): Message[] {
  const [withIt, without] = [judged(accuracies, 'sigmoid'), judged(accuracies, 'none')];
  const least = (accuracies.baseline ?? -Infinity) + leastLearned;
  const learned = without.result.values.filter((value) => value > least);
  const idle = without.result.values.length - learned.length;
  const idleText =
    idle === 0
      ? null
      : msg`${idle} of ${runsText(without.result.values.length)} without it learned nothing, and gave every review the same answer.`;
  if (learned.length === 0) return said(idleText);
  const mean = learned.reduce((sum, value) => sum + value, 0) / learned.length;
  const text = amount(mean, accuracies);
  const points = pointsApart(mean, withIt.statistics.mean);
  return said(
    idleText,
    withIt.statistics.mean - mean < looksAlike
      ? msg`What did learn judges ${text} right, nearly as many as with the sigmoid: the accuracy does not tell that the outputs are no probabilities.`
      : msg`What did learn judges ${text} right, ${points} percentage points less than with the sigmoid.`,
  );
}

function logitsText(losses: TaskResult): Message {
  const [withIt, logits] = [judged(losses, 'sigmoid'), judged(losses, 'logits')];
  const mean = meanOf(logits, losses);
  switch (relation(logits, withIt, losses)) {
    case 'alike':
      return msg`With from_logits the loss applies the sigmoid itself: ${mean}, no difference to the first model beyond the spread over seeds.`;
    case 'better':
      return msg`With from_logits the loss applies the sigmoid itself: ${mean}, less than the first model.`;
    case 'worse':
      return msg`With from_logits the loss applies the sigmoid itself: ${mean}, more than the first model.`;
  }
}

/** Keras counts an output above 0.5 as a yes, also one that is no probability. */
function thresholdText(losses: TaskResult, accuracies: TaskResult): Message | null {
  const isAsGood = relation(judged(losses, 'logits'), judged(losses, 'sigmoid'), losses) !== 'worse';
  const logits = judged(accuracies, 'logits');
  const isLower = relation(logits, judged(accuracies, 'sigmoid'), accuracies) === 'worse';
  if (!isAsGood || !isLower) return null;
  return msg`Its accuracy is only ${meanOf(logits, accuracies)}, as Keras's accuracy counts a raw number from 0.5 up as a yes, where 0 is the even chance.`;
}

function verdict(results: readonly TaskResult[]): GuideVerdict {
  const [losses, accuracies] = results;
  if (losses === undefined || accuracies === undefined) return { isShown: false, sentences: [] };
  const withIt = judged(losses, 'sigmoid');
  return {
    isShown: isMissed(losses),
    sentences: said(
      msg`With the sigmoid, the cross-entropy on the held-out reviews is ${meanOf(withIt, losses)} and ${meanOf(judged(accuracies, 'sigmoid'), accuracies)} of them are judged right, on average over ${runsText(withIt.statistics.count)}.`,
      lossText(losses),
      ...accuracyText(accuracies),
      logitsText(losses),
      thresholdText(losses, accuracies),
      singleRunNote(results),
    ),
  };
}

const models: readonly GuideModel[] = [
  {
    key: 'sigmoid',
    title: msg`Conv1D with sigmoid`,
    text: msg`The output is a probability, as the loss expects.`,
    template: 'imdb-conv1d',
    change: fewEpochs,
  },
  {
    key: 'none',
    title: msg`Conv1D without sigmoid`,
    text: msg`The output is any number, and the loss takes it for a probability.`,
    template: 'imdb-conv1d',
    change: changes(fewEpochs, withoutSigmoid),
  },
  {
    key: 'logits',
    title: msg`Conv1D without sigmoid, from_logits`,
    text: msg`The output is any number, and the loss knows: it applies the sigmoid itself.`,
    template: 'imdb-conv1d',
    change: changes(
      fewEpochs,
      withoutSigmoid,
      withTraining({ loss: { name: 'binary_crossentropy', config: { from_logits: true } } }),
    ),
  },
];

/** Guide 1: film reviews, and the missing sigmoid. */
export const imdbConv1d: Guide = {
  id: 'imdb-conv1d',
  number: 1,
  title: msg`Film reviews with Conv1D, and the missing sigmoid`,
  summary: msg`Is a review good or bad? Two convolutions find the telling groups of words. Then the last activation is left out, and it still seems to work.`,
  intro: [
    msg`A review becomes 500 word numbers, an Embedding gives each word a vector, and two Conv1D layers look for telling groups of seven words. A Dense layer with a sigmoid says how likely the review is good.`,
    msg`The second model lacks the sigmoid. Its output is any number, and binary_crossentropy expects a probability. Nothing fails: the model trains, and the figures look like figures. The third model lacks it too, and its loss is told so with from_logits.`,
  ],
  expect: msg`With the sigmoid, about seven of eight held-out reviews are judged right after two epochs. Without it there are runs that judge nearly as many right, and runs that learn nothing at all. Look at the validation loss, which is higher in all of them.`,
  tasks: [
    {
      title: msg`Cross-entropy on held-out reviews`,
      dataset: 'imdb-reviews',
      kind: 'text',
      metric: 'val_loss',
      reference: 'sigmoid',
      models,
    },
    {
      title: msg`Held-out reviews judged right`,
      dataset: 'imdb-reviews',
      kind: 'text',
      metric: 'val_accuracy',
      reference: 'sigmoid',
      models,
    },
  ],
  next: msg`Where in a review the telling words stand hardly matters. In a series it matters when something happened: there the same convolutions fail.`,
  larger: [],
  verdict,
};
