// Quotation marks on the screen: curly in every text of both languages, straight in a terminal.
import { expect, test } from 'vitest';
import { msg, textOf, type Sentence } from '#shared/base/message.ts';
import { problemMessage } from '#shared/base/problem.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { parseExperiment } from '#shared/experiment/parse-experiment.ts';
import { korean } from '#shared/locales/ko/catalogue.ts';
import { translate } from '#shared/locales/translate.ts';
import { allMessageTexts } from '../../../support/message-texts.ts';
import { reviews, templateText } from '../experiment/experiments.ts';

const bothWays = (sentence: Sentence): string[] => [translate(sentence, 'en'), translate(sentence, 'ko')];

test('a text has curly quotes and apostrophes on the screen, and its values stay as they are', () => {
  const message = msg`Column "${'the "a"'}" is the file's, not the runs' or ${"O'Neil"}'s.`;
  expect(translate(message, 'en')).toBe('Column “the "a"” is the file’s, not the runs’ or O\'Neil’s.');
  expect(textOf(message)).toBe('Column "the "a"" is the file\'s, not the runs\' or O\'Neil\'s.');
});

// All source files are read.
test('no text of either language has a straight quote on the screen', { timeout: 60_000 }, () => {
  const texts = [...allMessageTexts().map(({ text }) => text), ...korean.values()];
  expect(texts.filter((text) => /["']/.test(translate({ text, values: [] }, 'en')))).toEqual([]);
});

test('what is wrong with an experiment is said in one kind of quotes', () => {
  const broken = JSON.parse(
    templateText('imdb-conv1d').replace('"kernel_size": 7', '"kernel_size": "five", "fliters": 3, "padding": "sme"'),
  ) as unknown;
  const said = checkExperiment(parseExperiment(broken), reviews).problems.flatMap((problem) =>
    bothWays(problemMessage(problem)),
  );
  expect(said).toContain('Conv1D “conv1d_1” has kernel_size “five”; it must be a number.');
  expect(said.length).toBeGreaterThan(5);
  expect(said.filter((text) => text.includes('"'))).toEqual([]);
});
