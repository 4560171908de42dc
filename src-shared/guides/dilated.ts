// Guide 4: dilated convolutions see far back with few weights.
import type { JsonObject } from '#shared/base/json.ts';
import { msg, type Message } from '#shared/base/message.ts';
import type { Guide, GuideVerdict, TaskResult } from '#shared/guides/guide.ts';
import { changes, withArguments, withDelay } from '#shared/guides/guide-models.ts';
import {
  againstLastValue,
  judged,
  lastValueText,
  meanOf,
  percentApart,
  relation,
  runsText,
  said,
  singleRunNote,
} from '#shared/guides/verdict-words.ts';

const halfADay = withDelay(12);
const convolutions = ['conv1d_1', 'conv1d_2', 'conv1d_3', 'conv1d_4', 'conv1d_5', 'conv1d_6'];
const undilated: JsonObject = { dilation_rate: 1 };

function dilationText(result: TaskResult): Message {
  const [plain, dilated] = [judged(result, 'plain'), judged(result, 'dilated')];
  const [own, other] = [meanOf(dilated, result), meanOf(plain, result)];
  const percent = percentApart(dilated.statistics.mean, plain.statistics.mean);
  const count = runsText(dilated.statistics.count);
  switch (relation(dilated, plain, result)) {
    case 'better':
      return msg`On average over ${count} the six dilated convolutions are off by ${own}, the same six without dilation by ${other}: ${percent} % less, with the same number of weights.`;
    case 'alike':
      return msg`On average over ${count} the six dilated convolutions are off by ${own}, the same six without dilation by ${other}: no difference beyond the spread over seeds, so these runs do not show that seeing further helps.`;
    case 'worse':
      return msg`On average over ${count} the six dilated convolutions are off by ${own}, the same six without dilation by ${other}: ${percent} % more, so these runs do not show that seeing further helps.`;
  }
}

function gruText(result: TaskResult): Message {
  const [gru, dilated] = [judged(result, 'gru'), judged(result, 'dilated')];
  const mean = meanOf(gru, result);
  const percent = percentApart(gru.statistics.mean, dilated.statistics.mean);
  switch (relation(gru, dilated, result)) {
    case 'better':
      return msg`A GRU, which reads all 120 hours, is off by ${mean}, ${percent} % less than the dilated convolutions.`;
    case 'alike':
      return msg`A GRU, which reads all 120 hours, is off by ${mean}: no difference to the dilated convolutions beyond the spread over seeds.`;
    case 'worse':
      return msg`A GRU, which reads all 120 hours, is off by ${mean}, ${percent} % more than the dilated convolutions.`;
  }
}

function costText(result: TaskResult): Message | null {
  const time = judged(result, 'dilated').result.relativeTime;
  if (time === null) return null;
  return time < 1
    ? msg`A step of the dilated convolutions takes ${time.toFixed(2)} of the GRU's time on this machine.`
    : msg`A step of the dilated convolutions takes ${time.toFixed(2)} times the GRU's time on this machine: that nothing waits pays where many cores or a graphics card work at once.`;
}

function verdict(results: readonly TaskResult[]): GuideVerdict {
  const [result] = results;
  if (result === undefined) return { isShown: false, sentences: [] };
  const [plain, dilated] = [judged(result, 'plain'), judged(result, 'dilated')];
  return {
    isShown: relation(dilated, plain, result) === 'better',
    sentences: said(
      dilationText(result),
      lastValueText(result),
      againstLastValue(plain, result),
      againstLastValue(dilated, result),
      gruText(result),
      costText(result),
      singleRunNote(results),
    ),
  };
}

/** Guide 4: seeing further with as many weights. */
export const dilated: Guide = {
  id: 'dilated',
  number: 4,
  title: msg`Dilated convolutions: far back with few weights`,
  summary: msg`Six small convolutions see seven hours. With holes between the rows they read, which double from layer to layer, they see 64.`,
  intro: [
    msg`A causal convolution of two rows sees one hour back, and six of them in a row see six. With dilation the second reads every second row, the third every fourth, and so on: the last hour sees 64 hours, with exactly as many weights. This is the idea of WaveNet.`,
    msg`The same six layers are trained without and with dilation on the temperature 12 hours ahead, beside a GRU. From noon to midnight it is the course of the day that counts, and how it went yesterday is further back than seven hours.`,
  ],
  expect: msg`The weights are the same and only the view differs, so what lies between the two errors is what the hours further back tell. The last value is a poor answer here: half a day later is another time of day. Look at the receptive field on the model's page: 7 hours, then 64.`,
  tasks: [
    {
      title: msg`Temperature in 12 hours`,
      dataset: 'weather',
      kind: 'series',
      metric: 'val_mae',
      reference: 'gru',
      models: [
        {
          key: 'plain',
          title: msg`Six convolutions`,
          text: msg`Causal, two rows each: the last hour sees 7 hours.`,
          template: 'weather-dilated',
          change: changes(halfADay, withArguments(convolutions, undilated)),
        },
        {
          key: 'dilated',
          title: msg`Six dilated convolutions`,
          text: msg`The same with dilation 1, 2, 4, 8, 16, 32: the last hour sees 64 hours.`,
          template: 'weather-dilated',
          change: halfADay,
        },
        {
          key: 'gru',
          title: msg`GRU`,
          text: msg`Reads all 120 hours, one after the other.`,
          template: 'weather-gru',
          change: halfADay,
        },
      ],
    },
  ],
  next: msg`All of these models know in which order the hours came. What is that order worth?`,
  larger: [],
  verdict,
};
