import { expect, test } from 'vitest';
import { formatOfTimes, nothingChosen, planImport, type ImportChoices } from '#renderer/lib/datasets/import-choices.ts';
import { canImport, importProblems, importRequestOf } from '#renderer/lib/datasets/import-request.ts';
import type { ImportPreview } from '#shared/data/import-preview.ts';
import { requests } from '#shared/contract/workbench.ts';
import { opinionsPreview, stationPreview } from '../../../support/sample-imports.ts';

const plan = (preview: ImportPreview, choices: Partial<ImportChoices> = {}) =>
  planImport(preview, { ...nothingChosen, ...choices });
const names = (columns: readonly { readonly name: string }[]) => columns.map(({ name }) => name);

function problemsOf(preview: ImportPreview, choices: Partial<ImportChoices> = {}, known: readonly string[] = []) {
  const all = { ...nothingChosen, ...choices };
  return [...importProblems(preview, planImport(preview, all), all, (id) => known.includes(id))];
}

test('as found: numbers are taken, what counts rows, times and words are not', () => {
  const found = plan(stationPreview);
  expect(names(found.columns)).toEqual(['Temperatur', 'Feuchte', 'Luftdruck']);
  expect(found).toMatchObject({ kind: 'series', target: { name: 'Temperatur' }, stepMs: 3_600_000, id: 'station' });
  expect(found.window).toEqual({ lookback: 120, step: 1, delay: 24 });
});

test('a choice holds while its column is there', () => {
  const taken = { 'column 1': true, Temperatur: false, Zeit: true, Station: true };
  expect(names(plan(stationPreview, { taken }).columns)).toEqual(['column 1', 'Feuchte', 'Luftdruck']);
  expect(plan(stationPreview, { target: 'Feuchte' }).target?.name).toBe('Feuchte');
  expect(plan(stationPreview, { target: 'Feuchte', taken: { Feuchte: false } }).target?.name).toBe('Temperatur');
  expect(plan(stationPreview, { where: { column: 'gone', equals: 'x' } }).where).toBeNull();
  expect(plan(opinionsPreview, { labelColumn: 'gone' }).label?.name).toBe('stars');
});

test('an id follows the title until it is chosen', () => {
  expect(plan(stationPreview, { title: 'Büro, 2. Stock' }).id).toBe('buro-2-stock');
  expect(plan(stationPreview, { title: '서울 날씨' }).id).toBe('station');
  expect(plan(stationPreview, { title: 'x'.repeat(80) }).id).toHaveLength(64);
  expect(plan(stationPreview, { title: 'Büro', id: 'mine' }).id).toBe('mine');
});

test('a window of one’s own keeps its step; one that the rows do not hold is said, and hinders nobody', () => {
  const tenMinutes = { ...stationPreview, timeFacts: { ...stationPreview.timeFacts!, stepMs: 600_000 } };
  expect(plan(tenMinutes, { lookback: 288 }).window).toEqual({ lookback: 288, step: 6, delay: 144 });
  expect(problemsOf(stationPreview, { lookback: 9_000 })).toEqual(['long-window']);
  expect(canImport(new Set(problemsOf(stationPreview, { lookback: 9_000 })))).toBe(true);
  expect(problemsOf({ ...stationPreview, isWhole: false }, { lookback: 9_000 })).toEqual([]);
});

test('what hinders is named', () => {
  const none = { Temperatur: false, Feuchte: false, Luftdruck: false };
  expect(problemsOf(stationPreview, { taken: none })).toContain('no-columns');
  expect(problemsOf({ ...opinionsPreview, textColumn: null, labelColumn: null })).toEqual(['no-text', 'no-label']);
  expect(problemsOf(opinionsPreview, { labelColumn: 'review' })).toEqual(['same-columns']);
  expect(problemsOf(stationPreview, { title: ' ' })).toEqual(['no-title']);
  expect(problemsOf(stationPreview, { id: 'Not an id' })).toEqual(['bad-id']);
  expect(problemsOf(stationPreview, {}, ['station'])).toEqual(['taken-id']);
  expect(problemsOf(stationPreview, { replace: true }, ['station'])).toEqual([]);
});

test('the request says all that is shown, and fits the contract', () => {
  const choices = {
    ...nothingChosen,
    units: { Feuchte: ' % r.h. ' },
    licence: ' CC0 ',
    repair: { gaps: 'line' } as const,
  };
  const request = importRequestOf(stationPreview, planImport(stationPreview, choices), choices);
  const { format: _, ...reading } = stationPreview.reading;
  const input = { fileId: '00000000-0000-0000-0000-000000000000', taskId: 't', request };
  expect(requests['files.import'].input.parse(input).request).toEqual({
    as: 'series',
    id: 'station',
    title: 'station',
    origin: 'station.csv',
    licence: 'CC0',
    replace: false,
    reading,
    columns: ['Temperatur', 'Feuchte', 'Luftdruck'],
    time: stationPreview.time,
    repair: { order: 'sort', duplicates: 'keep', gaps: 'line' },
    units: { Temperatur: '°C', Feuchte: '% r.h.', Luftdruck: 'hPa' },
  });
});

test('how times are written is found for other columns', () => {
  const rows = [
    ['2024', '1', '5', '05.02.2024'],
    ['2024', '1', '6', '06.02.2024'],
  ];
  const columns = ['year', 'month', 'day', 'Datum'].map((name) => ({ ...stationPreview.columns[0]!, name }));
  const preview: ImportPreview = { ...stationPreview, rows, columns };
  expect(formatOfTimes(preview, ['Datum'])).toBe('day-month-year');
  expect(formatOfTimes(preview, ['year', 'month', 'day'])).toBe('parts');
});
