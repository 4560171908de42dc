import { expect, test } from 'vitest';
import { idOfName } from '#main/datasets/dataset-id.ts';

test('an id is made of the file’s name; the file that templates are for has theirs', () => {
  expect(idOfName('/data/Weather 2020.csv')).toBe('weather-2020');
  expect(idOfName('/data/날씨.csv')).toBe('');
  expect(idOfName('/data/jena_climate_2009_2016.csv')).toBe('jena-climate');
});
