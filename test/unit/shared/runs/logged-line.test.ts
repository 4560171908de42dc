// A line of what a script logs.
import { expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { readLoggedLine } from '#shared/runs/logged-line.ts';

function valuesOf(text: string): unknown {
  const line = readLoggedLine(text);
  return 'fault' in line ? textOf(line.fault) : Object.fromEntries(line.values);
}

it('reads numbers of an epoch, NaN and infinities as Python and as JSON write them', () => {
  const text = '{"epoch": 1, "loss": NaN, "val_loss": -Infinity, "a": "Infinity", "b": null, "say \\"NaN\\"": 2}';
  expect(readLoggedLine(text)).toMatchObject({ epoch: 1, step: null });
  expect(valuesOf(text)).toEqual({ loss: NaN, val_loss: -Infinity, a: Infinity, b: NaN, 'say "NaN"': 2 });
});

it('reads what a script says of its run', () => {
  expect(
    readLoggedLine('{"name": "GRU", "config": {"lr": 0.1}, "epochs": 3, "status": "failed", "error": "out of memory"}'),
  ).toMatchObject({
    about: { name: 'GRU', config: { lr: 0.1 }, epochs: 3, status: 'failed', error: 'out of memory' },
    epoch: null,
  });
});

it('names what is no number', () => {
  expect(readLoggedLine('{"step": 3, "loss": 1, "note": "x", "list": [1]}')).toMatchObject({
    others: ['note', 'list'],
  });
});

it.each([
  ['oops', 'it is no JSON'],
  ['{"epoch": 1, "loss": 0.', 'it is no JSON'],
  ['[1]', 'it is no JSON object'],
  ['3', 'it is no JSON object'],
  ['{"loss": 1}', 'its numbers belong to no "epoch" and no "step"'],
  ['{"epoch": -1, "loss": 1}', '"epoch" must be a whole number from 0 up'],
  ['{"step": 1.5, "loss": 1}', '"step" must be a whole number from 0 up'],
  ['{"epochs": "many"}', '"epochs" is not understood'],
])('%s: %s', (text, fault) => {
  expect(valuesOf(text)).toBe(fault);
});
