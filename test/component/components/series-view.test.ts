// The picture of the series beside a model: splits, one window and what layers leave of it, changed by keys and by pointer.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { beforeAll, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { jsonObjectSchema, type JsonObject } from '#shared/base/json.ts';
import { valueAtPath } from '#renderer/lib/experiments/json-path.ts';
import { expectAccessible, renderWorkbench, said, tableRows } from '../../support/render-workbench.ts';
import { weatherDataset } from '../../support/sample-experiments.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';

beforeAll(() => {
  // jsdom has no pointers to capture.
  const captured = new Set<number>();
  Object.assign(HTMLElement.prototype, {
    setPointerCapture: (id: number) => captured.add(id),
    hasPointerCapture: (id: number) => captured.has(id),
  });
});

interface Opened {
  readonly api: SampleWorkbench;
  /** Saves it, and reads what is saved. */
  readonly saved: () => Promise<JsonObject>;
}

async function openSeries(template: string, more: JsonObject = {}): Promise<Opened> {
  const api = new SampleWorkbench();
  const text = readFileSync(`resources/templates/${template}.strata.json`, 'utf8');
  const { data, ...experiment } = jsonObjectSchema.parse(JSON.parse(text));
  const { preparation, ...rest } = jsonObjectSchema.parse(data);
  const { id } = await api.request('experiments.save', {
    experiment: {
      ...experiment,
      data: { ...rest, dataset: weatherDataset.id, preparation: { ...jsonObjectSchema.parse(preparation), ...more } },
    },
  });
  renderWorkbench(`#/models/experiment/${id}`, api);
  await screen.findByRole('button', { name: 'Train' });
  await fireEvent.click(screen.getByRole('tab', { name: 'Data' }));
  await screen.findByRole('img', { name: /^temp from / });
  const saved = async (): Promise<JsonObject> => {
    await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Save' })).toBeNull());
    return jsonObjectSchema.parse(await api.request('experiments.get', { id }));
  };
  return { api, saved };
}

const slider = (name: string): HTMLElement => screen.getByRole('slider', { name });
const valueOf = (name: string): string | null => slider(name).getAttribute('aria-valuetext');
const undo = (): Promise<boolean> => fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
async function press(name: string, ...keys: readonly string[]): Promise<void> {
  slider(name).focus();
  for (const key of keys) await fireEvent.keyDown(slider(name), { key });
}

test('the data of a model show its target over the whole time, splits with windows and batches, and one window', async () => {
  await openSeries('weather-conv1d-gru');
  await screen.findByRole('img', { name: /^temp from Jan 1, 2013, 01:00 to Dec 29, 2013, 18:00, between/ });
  const splits = tableRows('Split');
  expect(splits.map(([name, share]) => [name, share])).toEqual([
    ['Training', '60 %'],
    ['Validation', '20 %'],
    ['Test', '20 %'],
  ]);
  expect(splits[0]?.[2]).toBe('5,223');
  const window = screen.getByRole('region', { name: 'One window' });
  expect(said(window)).toMatch(/Lookback \d+ days \(\d+ rows\)/);
  expect(said(screen.getByRole('region', { name: 'What the model sees of it' }))).toMatch(/\d+ steps × \d features/);
  const layers = screen.getByRole('table', { name: 'Steps after each layer' });
  expect(within(layers).getAllByRole('row').map(said)).toContainEqual(expect.stringMatching(/^gru .*none$/));
  const layer = (name: string): HTMLElement => within(layers).getByRole('button', { name });
  expect(layer('conv1d_2').getAttribute('aria-pressed')).toBe('true');
  await fireEvent.click(layer('conv1d_1'));
  expect(layer('conv1d_1').getAttribute('aria-pressed')).toBe('true');
  await expectAccessible();

  await fireEvent.click(screen.getByRole('tab', { name: 'Training' }));
  expect(screen.queryByRole('slider', { name: 'Lookback' })).toBeNull();
  await fireEvent.click(screen.getByRole('radio', { name: 'Data' }));
  expect(slider('Lookback')).toBeDefined();
  expect(screen.getByRole('tab', { name: 'Data' }).getAttribute('aria-selected')).toBe('true');
});

test('lengths and borders move by keys, one step of the history from one focus to the next', async () => {
  const { saved } = await openSeries('weather-gru');
  const before = valueOf('Lookback');
  expect(before).toBe('5 days (120 rows)');
  await press('Lookback', 'ArrowLeft', 'ArrowUp', 'ArrowRight');
  expect(valueOf('Lookback')).toBe('121 hours (121 rows)');
  await press('Lookback', 'PageUp');
  expect(valueOf('Lookback')).toBe('6 days (144 rows)');
  slider('Lookback').blur();
  await press('Delay', 'Home');
  expect(valueOf('Delay')).toBe('the next row');
  await press('Horizon', 'ArrowUp', 'ArrowUp');
  expect(valueOf('Horizon')).toBe('3 hours (3 rows)');
  await press('Step', 'ArrowUp');
  expect(valueOf('Step')).toBe('1 row in 2, every 2 hours');
  await press('End of training', 'PageUp');
  expect(valueOf('End of training')).toMatch(/^61 %, 5,310 rows, until Aug 10, 2013/);
  await press('End of validation', 'PageDown', 'PageDown');
  expect(tableRows('Split').map(([, share]) => share)).toEqual(['61 %', '17 %', '22 %']);
  const document = await saved();
  expect(valueAtPath(document, ['data', 'preparation'])).toMatchObject({
    lookback: 144,
    delay: 0,
    horizon: 3,
    step: 2,
    split: { train: 0.61, validation: 0.17 },
  });
  // The Input follows the window.
  expect(document['model']).toMatchObject({ nodes: [{ id: 'input', config: { shape: [72, 7] } }, {}, {}] });

  for (let step = 0; step < 5; step++) await undo();
  expect([valueOf('Step'), valueOf('Horizon'), valueOf('Delay'), valueOf('Lookback')]).toEqual([
    'every row',
    '1 hour (1 row)',
    '1 day (24 rows) after the next row',
    '6 days (144 rows)',
  ]);
  await undo();
  expect(valueOf('Lookback')).toBe(before);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Undo' }).disabled).toBe(true);
});

test('a border and a length are dragged as one step each; Escape takes a drag back', async () => {
  await openSeries('weather-gru');
  await screen.findByRole('img', { name: /^temp from/ });
  const drag = async (name: string, from: number, ...to: readonly number[]): Promise<void> => {
    await fireEvent.pointerDown(slider(name), { button: 0, pointerId: 1, clientX: from });
    for (const clientX of to) await fireEvent.pointerMove(slider(name), { pointerId: 1, clientX });
  };
  // The picture is 800 pixels wide where nothing has a size.
  await drag('End of training', 480, 470, 440, 400);
  await fireEvent.pointerUp(slider('End of training'), { pointerId: 1 });
  expect(tableRows('Split').map(([, share]) => share)).toEqual(['50 %', '30 %', '20 %']);
  await undo();
  expect(tableRows('Split').map(([, share]) => share)).toEqual(['60 %', '20 %', '20 %']);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Undo' }).disabled).toBe(true);

  const at = Number.parseFloat(slider('Lookback').style.left);
  await drag('Lookback', at, at - 20, at - 60);
  await fireEvent.pointerUp(slider('Lookback'), { pointerId: 1 });
  expect(Number(slider('Lookback').getAttribute('aria-valuenow'))).toBeGreaterThan(120);
  await undo();
  const again = Number.parseFloat(slider('Lookback').style.left);
  await drag('Lookback', again, again + 100);
  expect(Number(slider('Lookback').getAttribute('aria-valuenow'))).toBeLessThan(120);
  await fireEvent.keyDown(slider('Lookback'), { key: 'Escape' });
  expect(valueOf('Lookback')).toBe('5 days (120 rows)');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Undo' }).disabled).toBe(true);
});

test('another window is looked at by its slider or a click, and nothing is edited by it', async () => {
  const { api } = await openSeries('weather-gru');
  const look = screen.getByRole<HTMLInputElement>('slider', { name: 'Window to look at' });
  await fireEvent.input(look, { target: { value: '0' } });
  expect(look.getAttribute('aria-valuetext')).toMatch(/^Training: window 1 of [\d,]+, ending at Jan 6, 2013/);
  await fireEvent.input(look, { target: { value: look.max } });
  expect(look.getAttribute('aria-valuetext')).toMatch(/^Test: window ([\d,]+) of \1,/);
  const overview = document.querySelector('.look');
  await fireEvent.pointerDown(overview!, { button: 0, pointerId: 1, clientX: 400 });
  expect(look.getAttribute('aria-valuetext')).toMatch(/^Training/);
  const asked = api.asked.filter(({ name }) => name === 'datasets.series-picture');
  expect(asked.length).toBeGreaterThan(2);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Undo' }).disabled).toBe(true);
});

test('Inputs and outputs with settings of their own have a lane each', async () => {
  await openSeries('weather-hours-days');
  const window = screen.getByRole('region', { name: 'One window' });
  for (const name of ['hours', 'days']) expect(within(window).getByText(name)).toBeDefined();
  await expectAccessible();
});

test('a window that no split can hold is said', async () => {
  await openSeries('weather-gru', { lookback: 6000 });
  await screen.findByText('No split is long enough for a window and its target: they span 251 days (6,025 rows).');
  expect(screen.queryByRole('slider', { name: 'Lookback' })).toBeNull();
  expect(slider('End of training')).toBeDefined();
});
