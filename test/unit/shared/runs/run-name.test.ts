import { expect, test } from 'vitest';
import { isNamedAfter, nameWith, nextRunName } from '#shared/runs/run-name.ts';

test('the first of a name has it as it is, each later one the next number', () => {
  expect(nextRunName('Weather · GRU', [])).toBe('Weather · GRU');
  expect(nextRunName('Weather · GRU', ['Weather · GRU'])).toBe('Weather · GRU (2)');
  expect(nextRunName('Weather · GRU', ['Weather · GRU (2)', 'Weather · GRU', 'Weather · Conv1D 9'])).toBe(
    'Weather · GRU (3)',
  );
});

test('a number is not used twice while a later one is there', () => {
  expect(nextRunName('GRU', ['GRU', 'GRU 5'])).toBe('GRU (6)');
});

test('a numbered run trained again takes the next number', () => {
  expect(nextRunName('GRU 2', ['GRU', 'GRU 2'])).toBe('GRU (3)');
  expect(nextRunName('GRU (2)', ['GRU', 'GRU 2', 'GRU (2)'])).toBe('GRU (3)');
  expect(nextRunName('GRU (2)', ['GRU (2)'])).toBe('GRU (3)');
});

test('a number that belongs to the name stays in it', () => {
  expect(nextRunName('Conv1D 64', ['Conv1D 64', 'Conv1D 32'])).toBe('Conv1D 64 (2)');
  expect(nextRunName('Run 0', ['Run 0'])).toBe('Run 0 (2)');
  expect(nextRunName('2', ['2'])).toBe('2 (2)');
});

test('a run is named after its experiment with or without a number', () => {
  expect(isNamedAfter('GRU', 'GRU')).toBe(true);
  expect(isNamedAfter('GRU 12', 'GRU')).toBe(true);
  expect(isNamedAfter('GRU (12)', 'GRU')).toBe(true);
  expect(isNamedAfter(nameWith('GRU', ['lr 0.01', 'seed 3']), 'GRU')).toBe(true);
  expect(isNamedAfter('GRU, less dropout', 'GRU')).toBe(false);
});

test('a number is told from what a run differs in, and parentheses are not doubled', () => {
  expect(nextRunName('GRU · lr 0.01', ['GRU · lr 0.01'])).toBe('GRU · lr 0.01 (2)');
  expect(nextRunName('GRU (copy)', ['GRU (copy)'])).toBe('GRU (copy) 2');
  expect(nextRunName('GRU (copy) 2', ['GRU (copy)', 'GRU (copy) 2'])).toBe('GRU (copy) 3');
});
