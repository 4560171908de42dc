import { expect, test } from 'vitest';
import { dataFileOf, datasetOfFile, importCommand } from '#shared/data/data-files.ts';

test('a data set of the templates names its published file', () => {
  expect(dataFileOf('jena-climate')?.name).toBe('jena_climate_2009_2016.csv');
  expect(importCommand('jena-climate', 'series')).toBe(
    'data import jena_climate_2009_2016.csv --as series --id jena-climate',
  );
});

test('its file is known by its name', () => {
  expect(datasetOfFile('jena_climate_2009_2016.csv')).toBe('jena-climate');
  expect(datasetOfFile('weather.csv')).toBeNull();
});

test('any other is a file of its own name', () => {
  expect(dataFileOf('toString')).toBeNull();
  expect(importCommand('my-reviews', 'text')).toBe('data import my-reviews.csv --as text --id my-reviews');
});
