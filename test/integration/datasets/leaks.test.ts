// Each leak is found in a file that is made to have it, and none in files that have none; the offered edits take them away.
import { describe, expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import type { Leak } from '#shared/data/leaks.ts';
import { preparationSchema } from '#shared/data/preparation.ts';
import { findLeaks } from '#main/datasets/find-leaks.ts';
import { importSeries, importText, workplace } from './home.ts';

const ends = { inputs: ['input'], outputs: ['output'] };

async function leaksOf(
  as: 'text' | 'series',
  file: string,
  preparation: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Promise<Leak[]> {
  const place = workplace();
  const path = place.file('mine.csv', file);
  await (as === 'text' ? importText(path, place.home, more) : importSeries(path, place.home, more));
  const data = { dataset: 'mine', preparation: preparationSchema.parse({ kind: as, ...preparation }) };
  return findLeaks(place.home, { data, ends });
}

const kindsOf = (leaks: readonly Leak[]): string[] => leaks.map(({ kind }) => kind);

describe('texts', () => {
  const random = createRandom(1);
  const words = 'a fine poor long film with good bad odd acting and nice dull music of old times'.split(' ');
  const sentence = (): string => Array.from({ length: 12 }, () => words[Math.floor(random() * words.length)]).join(' ');
  const rows = (count: number, text: (i: number) => string): string =>
    ['text,label', ...Array.from({ length: count }, (_, i) => `${text(i)},${i % 2 === 0 ? 'pos' : 'neg'}`)].join('\n');
  const clean = rows(200, sentence);

  it('has none in different texts, shuffled or not, with a test or in folds', async () => {
    expect(await leaksOf('text', clean, {})).toEqual([]);
    expect(await leaksOf('text', clean, { shuffle_seed: null, test_split: 0.2 })).toEqual([]);
    expect(await leaksOf('text', clean, { folds: 5, fold: 3, stratify: true })).toEqual([]);
  });

  it('finds texts that are the same but for case and signs in two parts, and none where they are kept together', async () => {
    const file = rows(200, (i) =>
      i >= 190 ? `THE same text! ${i - 190}` : i < 10 ? `the same text ${i}` : sentence(),
    );
    const split = { shuffle_seed: null, validation_split: 0.05 };
    expect(await leaksOf('text', file, split)).toEqual([
      { kind: 'equal-texts', part: 'validation', count: 10, of: 10 },
    ]);
    const withTest = await leaksOf('text', file, { ...split, validation_split: 0, test_split: 0.1 });
    expect(withTest).toEqual([{ kind: 'equal-texts', part: 'test', count: 10, of: 20 }]);
    expect(await leaksOf('text', file, { ...split, equal_texts_together: true })).toEqual([]);
  });

  it('finds the word that gives a label away', async () => {
    const file = rows(200, (i) => (i % 2 === 0 ? `${sentence()} stars5` : sentence()));
    expect(await leaksOf('text', file, {})).toEqual([
      { kind: 'label-word', label: 'pos', word: 'stars5', count: 100, of: 100 },
    ]);
  });
});

describe('series', () => {
  const rows = 600;
  const window = { target: 'temp', lookback: 24, delay: 5 };

  /** A slow measurement, another that follows it loosely, and noise. */
  function columns(): { temp: number[]; pressure: number[]; noise: number[] } {
    const random = createRandom(2);
    let level = 10;
    const temp = Array.from({ length: rows }, (_, i) => {
      level += random() - 0.5;
      return level + 5 * Math.sin(i / 4);
    });
    const pressure = temp.map((value) => 1000 - 2 * value + 6 * random());
    return { temp, pressure, noise: Array.from({ length: rows }, random) };
  }

  function fileOf(all: Readonly<Record<string, readonly number[]>>, digits = 4): string {
    const names = Object.keys(all);
    const line = (i: number): string => names.map((name) => (all[name]?.[i] ?? 0).toFixed(digits)).join(',');
    return [names.join(','), ...Array.from({ length: rows }, (_, i) => line(i))].join('\n');
  }

  const scaled = (values: readonly number[], from: readonly number[] = values): number[] => {
    const mean = from.reduce((sum, value) => sum + value, 0) / from.length;
    const std = Math.sqrt(from.reduce((sum, value) => sum + (value - mean) ** 2, 0) / from.length);
    return values.map((value) => (value - mean) / std);
  };
  const unit = (values: readonly number[]): number[] => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return values.map((value) => (value - least) / (most - least));
  };

  it('has none in measurements, nor in columns scaled by the training rows, flags, and one that is the target now', async () => {
    const { temp, pressure, noise } = columns();
    expect(await leaksOf('series', fileOf({ temp, pressure, noise }), window)).toEqual([]);
    const flags = Array.from({ length: rows }, (_, i) => (i % 7 === 0 ? 1 : 0));
    const train = scaled(temp, temp.slice(0, 360));
    const fahrenheit = train.map((value) => value * 1.8 + 32);
    expect(await leaksOf('series', fileOf({ temp: train, flags, fahrenheit, noise }), window)).toEqual([]);
  });

  it('finds columns that were scaled with the rows of all parts', async () => {
    const { temp, pressure, noise } = columns();
    const standard = fileOf({ temp: scaled(temp), pressure: scaled(pressure), noise }, 6);
    expect(await leaksOf('series', standard, window)).toEqual([
      { kind: 'scaled-before', columns: ['temp', 'pressure'], to: 'standard' },
    ]);
    const range = fileOf({ temp: unit(temp), pressure: unit(pressure) }, 6);
    expect(kindsOf(await leaksOf('series', range, window))).toEqual(['scaled-before']);
  });

  it('finds a feature that is the target later on, in another unit and further ahead than is asked for too', async () => {
    const { temp, pressure } = columns();
    const ahead = (by: number): number[] => temp.map((_, i) => ((temp[i + by] ?? temp.at(-1) ?? 0) * 9) / 5 + 32);
    const at = (by: number) => leaksOf('series', fileOf({ temp, pressure, next: ahead(by) }, 6), window);
    expect(await at(6)).toEqual([{ kind: 'future-column', column: 'next', target: 'temp', ahead: 6 }]);
    expect(await at(20)).toEqual([{ kind: 'future-column', column: 'next', target: 'temp', ahead: 20 }]);
    // What is known three rows ahead does not reach the row that is predicted.
    expect(await at(3)).toEqual([]);
  });

  it('finds validation samples that stand among the training rows, and says nothing of rows that do not change', async () => {
    const { temp, pressure } = columns();
    const copied = temp.map((value, i) => (i >= 400 && i < 440 ? (temp[i - 300] ?? 0) : value));
    const beside = pressure.map((value, i) => (i >= 400 && i < 440 ? (pressure[i - 300] ?? 0) : value));
    // 40 rows, of which a sample takes 30.
    expect(await leaksOf('series', fileOf({ temp: copied, pressure: beside }), window)).toEqual([
      { kind: 'equal-rows', part: 'validation', count: 11, of: 91 },
    ]);
    const still = temp.map((value, i) => ((i > 100 && i < 160) || (i > 400 && i < 470) ? 0 : value));
    expect(await leaksOf('series', fileOf({ temp: still }), window)).toEqual([]);
  });
});
