// What can be typed at the cursor, which is | in these texts.
import { expect, test } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { completions, type Completions } from '#shared/runs/query/completion.ts';
import { vocabulary } from './sample.ts';

const known: Readonly<Record<string, readonly string[]>> = {
  tag: ['final', 'Paper Figure', 'draft'],
  status: ['completed', 'failed', 'stopped'],
  data: ['weather', 'weather-2', 'imdb'],
  'training.optimizer': ['RMSprop', 'Adam'],
  'training.batch_size': ['32', '64'],
  started: ['2026-11-30', '2026-11-29'],
};
const valuesOf = (name: string): readonly string[] => known[name] ?? [];

function at(marked: string): Completions {
  return completions(marked.replace('|', ''), marked.indexOf('|'), vocabulary, valuesOf);
}

const textsAt = (marked: string): string[] => at(marked).options.map(({ text }) => text);

test('an empty box shows some of each kind, at most 20', () => {
  const { from, to, options } = at('|');
  expect([from, to, options.length]).toEqual([0, 0, 20]);
  expect(new Set(options.map(({ kind }) => kind))).toEqual(new Set(['column', 'metric', 'setting', 'function']));
});

test('names: those that begin with what is typed, then those with a word that does, then the rest', () => {
  expect(textsAt('mae|')).toEqual(['mae', 'val_mae', '`val_out-1_mae`']);
  expect(textsAt('ma|')).toEqual(['mae', 'max(', 'val_mae', '`val_out-1_mae`']);
  expect(textsAt('gru and STA|')).toEqual(['status', 'started', 'starred']);
  expect(textsAt('(a|')).toEqual(expect.arrayContaining(['archived', 'at(']));
  expect(textsAt('not arch|')).toEqual(['archived']);
  expect(textsAt('zzz|')).toEqual([]);
});

test('a setting is offered by its shortest name, with its path beside it; by its path to who begins with that', () => {
  expect(at('batch|').options).toEqual([{ text: 'batch_size', kind: 'setting', note: 'training.batch_size' }]);
  expect(textsAt('training.b|')).toEqual(['training.batch_size']);
  expect(textsAt('patience|')).toEqual(['patience']);
  expect(textsAt('hours|')).toEqual(['hours.step']);
});

test('the word that the cursor is in is replaced as a whole', () => {
  expect(at('gru and batch|_si = 3')).toMatchObject({ from: 8, to: 16 });
  expect(at('gru and | = 3')).toMatchObject({ from: 8, to: 8 });
});

test('after a name: the operators for its kind', () => {
  expect(textsAt('val_mae |')).toEqual(['<', '<=', '>', '>=', '=', '!=', 'in (']);
  expect(textsAt('gru or (status |')).toEqual(['=', '!=', '~', 'in (', 'not in (']);
  expect(textsAt('starred |')).toEqual(['and', 'or', '=']);
  expect(textsAt('started |')[0]).toBe('>');
  expect(textsAt('batch_size |')).toContain('<=');
  expect(textsAt('last(val_mae) |')).toContain('<');
  expect(textsAt('val_mae / baseline |')).toContain('<');
  expect(textsAt('status no|')).toEqual(['not in (']);
  expect(textsAt('status not |')).toEqual(['in (']);
});

test('after an operator: known values, quoted where they must be', () => {
  expect(textsAt('tag = |')).toEqual(['final', '"Paper Figure"', 'draft']);
  expect(textsAt('tag=fi|')).toEqual(['final', '"Paper Figure"']);
  expect(at('tag = "pa|')).toEqual({ from: 6, to: 9, options: [{ text: '"Paper Figure"', kind: 'value' }] });
  expect(at('tag = "pa| and gru').to).toBe(9);
  expect(at('tag = "p|aper" and gru')).toMatchObject({ from: 6, to: 13 });
  expect(at('data = weather-|')).toEqual({ from: 7, to: 15, options: [{ text: '"weather-2"', kind: 'value' }] });
  expect(textsAt('optimizer = r|')).toEqual(['RMSprop']);
  expect(textsAt('batch_size = |')).toEqual(['32', '64']);
  expect(textsAt('started > |')).toEqual(['2026-11-30', '2026-11-29']);
  expect(textsAt('starred = |')).toEqual(['true', 'false']);
  expect(textsAt('status in (|')).toEqual(['completed', 'failed', 'stopped']);
  expect(textsAt('status not in (failed, s|')).toEqual(['stopped']);
});

test('where a number belongs: metrics, functions and numbers of a run', () => {
  expect(textsAt('val_mae < base|')).toEqual(['baseline(']);
  expect(textsAt('val_mae / |').slice(0, 3)).toEqual(['val_mae', 'val_loss', 'val_accuracy']);
  expect(textsAt('last(|')).toEqual(['val_mae', 'val_loss', 'val_accuracy', '`val_out-1_mae`', 'mae']);
  expect(textsAt('has(stat|')).toEqual(['status']);
  expect(textsAt('at(val_mae, |')).toEqual([]);
});

test('after a condition or a word: and, or', () => {
  expect(textsAt('gru |')).toEqual(['and', 'or']);
  expect(textsAt('val_mae < 1 |')).toEqual(['and', 'or']);
  expect(textsAt('status in (failed) |')).toEqual(['and', 'or']);
  expect(textsAt('has(mae) |')).toEqual(['and', 'or']);
  expect(textsAt('(a = 1 or b) |')).toEqual(['and', 'or']);
  expect(textsAt('tag = final a|')).toEqual(['and']);
});

test('a cursor anywhere in any text gives options for a range inside it', () => {
  const random = createRandom(19);
  const pieces = [
    '(',
    ')',
    ',',
    '"',
    '`',
    '=',
    '~',
    '-',
    ' ',
    ' in (',
    ' and ',
    ' not ',
    'status',
    'val_mae',
    'at(',
    'x',
    '1',
    'batch_size',
    '!',
  ];
  for (let i = 0; i < 1500; i++) {
    const length = Math.floor(random() * 10);
    const text = Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)]).join('');
    const cursor = Math.floor(random() * (text.length + 3)) - 1;
    const { from, to, options } = completions(text, cursor, vocabulary, valuesOf);
    expect(from >= 0 && from <= to && to <= text.length && options.length <= 20, text).toBe(true);
  }
});
