// What each guide says of numbers that show its lesson, and of numbers that do not.
import { expect, test } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { sampleStatistics } from '#shared/compare/sample-statistics.ts';
import type { Guide, TaskResult } from '#shared/guides/guide.ts';
import { guideVerdict } from '#shared/guides/guide-results.ts';
import { findGuide, guides } from '#shared/guides/guides.ts';
import { translate } from '#shared/locales/translate.ts';

type Values = Readonly<Record<string, readonly number[]>>;

function guideOf(id: string): Guide {
  const guide = findGuide(id);
  if (guide === undefined) throw new Error(`no ${id}`);
  return guide;
}

function resultOf(
  guide: Guide,
  place: number,
  values: Values,
  { baseline, times = {} }: { readonly baseline: number | null; readonly times?: Readonly<Record<string, number>> },
): TaskResult {
  const task = guide.tasks[place];
  if (task === undefined) throw new Error('no such task');
  const isShare = task.metric === 'val_accuracy';
  return {
    metric: task.metric,
    mode: isShare ? 'max' : 'min',
    unit: isShare ? '%' : '°F',
    baseline,
    models: task.models.map(({ key, title }) => {
      const own = values[key] ?? [];
      const statistics = own.length === 0 ? null : sampleStatistics(own);
      return { key, title, values: own, statistics, msPerStep: null, relativeTime: times[key] ?? null };
    }),
  };
}

function said(guide: Guide, ...results: readonly TaskResult[]) {
  const verdict = guideVerdict(guide, results);
  if (verdict === null) throw new Error('no verdict');
  return { isShown: verdict.isShown, text: verdict.sentences.map(textOf).join(' '), verdict };
}

test('nothing is said before each model has a value', () => {
  const guide = guideOf('weather-convnet');
  const half = resultOf(guide, 0, { pooled: [6] }, { baseline: 4.1 });
  expect(guideVerdict(guide, [half])).toBeNull();
});

test('the convnet loses to the last value, and keeping the hours helps', () => {
  const guide = guideOf('weather-convnet');
  const values = { pooled: [6, 6.3, 5.9], flatten: [4.5, 4.6, 4.4] };
  const { isShown, text } = said(guide, resultOf(guide, 0, values, { baseline: 4.1 }));
  expect(isShown).toBe(true);
  expect(text).toContain('is off by 6.07 °F on average over 3 runs.');
  expect(text).toContain('Every run of "Conv1D with global pooling" loses to the last value, by 48 % on average.');
  expect(text).toContain('forgets when it was');
  expect(text).toContain('are off by 4.50 °F, 26 % less');
});

test('a convnet that does not lose is said not to', () => {
  const guide = guideOf('weather-convnet');
  const mixed = said(guide, resultOf(guide, 0, { pooled: [4, 4.3, 4.2], flatten: [4.1, 4.4, 4] }, { baseline: 4.1 }));
  expect(mixed.isShown).toBe(false);
  expect(mixed.text).toContain('1 of 3 runs of "Conv1D with global pooling" beat the last value.');
  expect(mixed.text).toContain('these runs do not show that a convnet with global pooling loses');
  expect(mixed.text).toContain('no difference to the pooling beyond the spread over seeds');
  expect(mixed.text).not.toContain('forgets');
  const better = said(guide, resultOf(guide, 0, { pooled: [3, 3.1], flatten: [5, 5.1] }, { baseline: 4.1 }));
  expect(better.text).toContain('beats the last value, by 26 % on average');
  expect(better.text).toContain('in these runs the pooling is not what costs the accuracy');
});

test('a single run of each model is said to be one', () => {
  const guide = guideOf('weather-convnet');
  const { text } = said(guide, resultOf(guide, 0, { pooled: [6], flatten: [4.5] }, { baseline: 4.1 }));
  expect(text).toContain('on average over 1 run.');
  expect(text).toMatch(/trained only once: another seed may turn a small difference around\.$/);
});

const measured = {
  pooled: [4.94, 4.97, 4.92],
  tutorial: [4.32, 4.44, 4.24],
  gru: [3.85, 3.98, 3.76],
  strided: [3.67, 3.78, 3.71],
};

test('convolutions with strides do as well as the GRU for half its time', () => {
  const guide = guideOf('conv-gru');
  const result = resultOf(guide, 0, measured, { baseline: 4.56, times: { strided: 0.51, gru: 1 } });
  const { isShown, text } = said(guide, result);
  expect(isShown).toBe(true);
  expect(text).toContain('is off by 3.72 °F, the GRU alone by 3.86 °F: no difference beyond the spread over seeds.');
  expect(text).toContain('Every run of "Conv1D with strides + GRU" beats the last value, by 18 % on average.');
  expect(text).toContain("takes 0.51 of the GRU's time");
  expect(text).not.toContain('do not show');
});

test('the lesson is not shown where it costs too much, errs more, or loses to the last value', () => {
  const guide = guideOf('conv-gru');
  const not = 'So these runs do not show that convolutions in front of a GRU do as well for about half the cost.';
  const slow = said(guide, resultOf(guide, 0, measured, { baseline: 4.56, times: { strided: 0.8 } }));
  expect(slow).toMatchObject({ isShown: false });
  expect(slow.text).toContain("takes 0.80 of the GRU's time, more than the expected half.");
  expect(slow.text).toContain(not);
  const slower = said(guide, resultOf(guide, 0, measured, { baseline: 4.56, times: { strided: 1.2 } }));
  expect(slower.text).toContain('nothing is saved');
  const bad = { ...measured, strided: [4.3, 4.4, 4.2] };
  const worse = said(guide, resultOf(guide, 0, bad, { baseline: 4.56, times: { strided: 0.5 } }));
  expect(worse).toMatchObject({ isShown: false });
  expect(worse.text).toContain('11 % more');
  const losing = said(guide, resultOf(guide, 0, measured, { baseline: 3.7, times: { strided: 0.5 } }));
  expect(losing).toMatchObject({ isShown: false });
  expect(losing.text).toContain('1 of 3 runs of "Conv1D with strides + GRU" beat the last value.');
  const untimed = said(guide, resultOf(guide, 0, measured, { baseline: 4.56 }));
  expect(untimed).toMatchObject({ isShown: false });
});

function sigmoidVerdict(losses: Values, accuracies: Values) {
  const guide = guideOf('imdb-conv1d');
  return said(
    guide,
    { ...resultOf(guide, 0, losses, { baseline: 0.693 }), unit: null },
    resultOf(guide, 1, accuracies, { baseline: 50 }),
  );
}
const sigmoid = [0.29, 0.3, 0.295];
const logits = [0.3, 0.29, 0.295];
const even = { sigmoid: [88, 87.5, 88.2], none: [88.1, 87, 88.3], logits: [88, 87.7, 88.1] };

test('without the sigmoid the loss is higher, which the accuracy does not tell', () => {
  const accuracies = { ...even, logits: [85, 85.1, 85.2] };
  const { isShown, text } = sigmoidVerdict({ sigmoid, none: [0.49, 0.55, 0.5], logits }, accuracies);
  expect(isShown).toBe(true);
  expect(text).toContain('is 0.295 and 87.9 % of them are judged right, on average over 3 runs.');
  expect(text).toContain('Without the sigmoid it is higher in every run, from 0.490 to 0.550: the loss takes');
  expect(text).toContain('What did learn judges 87.8 % right, nearly as many as with the sigmoid');
  expect(text).not.toContain('learned nothing');
  expect(text).toContain('0.295, no difference to the first model beyond the spread over seeds.');
  expect(text).toContain('Its accuracy is only 85.1 %');
});

test('a run that learned nothing is told apart, however wide it makes the spread', () => {
  const accuracies = { ...even, none: [88.1, 86.7, 48.6] };
  const { isShown, text } = sigmoidVerdict({ sigmoid, none: [0.488, 0.432, 8.288], logits }, accuracies);
  expect(isShown).toBe(true);
  expect(text).toContain('higher in every run, from 0.432 to 8.29');
  expect(text).toContain('1 of 3 runs without it learned nothing, and gave every review the same answer.');
  expect(text).toContain('What did learn judges 87.4 % right, nearly as many');
  const none = sigmoidVerdict({ sigmoid, none: [8.1, 8.2, 8.3], logits }, { ...even, none: [50, 49, 50.5] });
  expect(none.text).toContain('3 of 3 runs without it learned nothing');
  expect(none.text).not.toContain('What did learn');
});

test('a loss that is higher on average only, and an accuracy that is lower, are said', () => {
  const none = [0.3, 0.6, 0.62, 0.61, 0.6, 0.62];
  const { isShown, text } = sigmoidVerdict({ sigmoid, none, logits }, { ...even, none: [80, 81, 82] });
  expect(isShown).toBe(true);
  expect(text).toContain('Without the sigmoid it is 0.558, 89 % more');
  expect(text).toContain('What did learn judges 81.0 % right, 6.9 percentage points less than with the sigmoid.');
});

test('a sigmoid that is not missed is said not to be', () => {
  const alike = sigmoidVerdict({ sigmoid, none: [0.3, 0.29, 0.32], logits: [0.4, 0.41, 0.4] }, even);
  expect(alike.isShown).toBe(false);
  expect(alike.text).toContain('so these runs do not show that the sigmoid is missed');
  expect(alike.text).toContain('more than the first model');
  expect(alike.text).not.toContain('Its accuracy is only');
  const better = sigmoidVerdict({ sigmoid, none: [0.2, 0.21, 0.2], logits: [0.2, 0.21, 0.2] }, even);
  expect(better.isShown).toBe(false);
  expect(better.text).toContain('even less: these runs do not show that the sigmoid is missed');
  expect(better.text).toContain('less than the first model');
});

test('seeing further helps, or is said not to', () => {
  const guide = guideOf('dilated');
  const values = { plain: [4.7, 4.8, 4.6], dilated: [3.6, 3.8, 3.5], gru: [3.1, 3.2, 3] };
  const shown = said(guide, resultOf(guide, 0, values, { baseline: 8, times: { dilated: 1.5 } }));
  expect(shown.isShown).toBe(true);
  expect(shown.text).toContain('are off by 3.63 °F, the same six without dilation by 4.70 °F: 23 % less');
  expect(shown.text).toContain('15 % less than the dilated convolutions');
  expect(shown.text).toContain("takes 1.50 times the GRU's time on this machine");
  const even = { plain: [3.6, 3.8, 3.5], dilated: [3.7, 3.6, 3.6], gru: [4.5, 4.6, 4.7] };
  const alike = said(guide, resultOf(guide, 0, even, { baseline: 3, times: { dilated: 0.5 } }));
  expect(alike.isShown).toBe(false);
  expect(alike.text).toContain('do not show that seeing further helps');
  expect(alike.text).toContain('% more than the dilated convolutions');
  expect(alike.text).toContain("takes 0.50 of the GRU's time");
  const turned = { plain: values.dilated, dilated: values.plain, gru: values.plain };
  expect(said(guide, resultOf(guide, 0, turned, { baseline: 8 })).text).toContain('29 % more, so these runs');
});

test('order is worth much in the weather and little in the reviews, or is said not to be', () => {
  const guide = guideOf('order');
  const series = { forwards: [3.8, 3.9, 3.7], backwards: [4.7, 4.8, 4.6], without: [4.8, 4.9, 4.7] };
  const reviews = { words: [87, 86.8, 87.1], conv: [88.2, 88, 88.3] };
  const task = (values: Values) => resultOf(guide, 0, values, { baseline: 4.56 });
  const texts = (values: Values) => resultOf(guide, 1, values, { baseline: 50 });
  const shown = said(guide, task(series), texts(reviews));
  expect(shown.isShown).toBe(true);
  expect(shown.text).toContain('backwards is off by 4.70 °F, 24 % more');
  expect(shown.text).toContain('judges 87.0 % right, one that reads groups of seven words 88.2 %');
  expect(shown.text).toContain('it is 1.2 percentage points less');
  expect(shown.text).toContain('So the order of the hours is worth much, and that of the words little');
  const far = said(guide, task(series), texts({ ...reviews, words: [80, 80.1, 80.2] }));
  expect(far).toMatchObject({ isShown: false });
  expect(far.text).toContain('and that of the words too');
  const even = { forwards: [3.8, 3.9, 3.7], backwards: [3.8, 3.7, 3.9], without: [3.6, 3.5, 3.55] };
  const alike = said(guide, task(even), texts(reviews));
  expect(alike.isShown).toBe(false);
  expect(alike.text).toContain('backwards is off by 3.80 °F: no difference beyond the spread over seeds.');
  expect(alike.text).toContain('do not show that the order of the hours is worth much; that of the words');
  const neither = said(guide, task(even), texts({ ...reviews, words: [80, 80.1, 80.2] }));
  expect(neither.text).toContain('is worth more than that of the words');
});

test('a paragraph is Korean throughout', () => {
  const guide = guideOf('conv-gru');
  const { verdict } = said(guide, resultOf(guide, 0, measured, { baseline: 4.56, times: { strided: 0.51 } }));
  for (const sentence of verdict.sentences) expect(translate(sentence, 'ko')).toMatch(/니다\.$/);
  expect(translate(verdict.sentences[2] ?? '', 'ko')).toBe(
    '“전역 풀링을 쓰는 Conv1D”의 모든 실행이 마지막 값보다 나쁘며, 평균 8.4% 차이입니다.',
  );
  expect(guides.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
});
