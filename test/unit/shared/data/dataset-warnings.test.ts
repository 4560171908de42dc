import { expect, test } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { datasetWarnings } from '#shared/data/dataset-warnings.ts';
import { translate } from '#shared/locales/translate.ts';
import { reviews } from '../experiment/experiments.ts';

const emptyTexts = (rows: number, empty?: number) =>
  datasetWarnings({
    ...reviews,
    rows,
    words: { least: 0, median: 4, most: 9, ...(empty === undefined ? {} : { empty }) },
  });

test('texts without words are counted', () => {
  expect(emptyTexts(60, 40).map(textOf)).toEqual(['40 of 60 texts have no words.']);
  expect(emptyTexts(25_000, 1).map(textOf)).toEqual(['1 of 25,000 texts has no words.']);
  expect(emptyTexts(60, 40).map((one) => translate(one, 'ko'))).toEqual(['텍스트 60개 중 40개에 단어가 없습니다.']);
});

test('a data set that an older version imported has no count', () => {
  expect(emptyTexts(60).map(textOf)).toEqual(['At least one text has no words.']);
  expect(datasetWarnings(reviews)).toEqual([]);
});
