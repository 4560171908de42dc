// A file of a person's own is brought in from the window: sent, looked at, changed, imported, and a model proposed for it.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import type { RequestInput } from '#shared/contract/workbench.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';
import { emptyWorkbench, expectAccessible, renderWorkbench, said, tableRows } from '../../support/render-workbench.ts';

const dropped = (files: readonly File[], isDirectory = false) => ({
  dataTransfer: {
    types: ['Files'],
    files,
    items: files.map(() => ({ kind: 'file', webkitGetAsEntry: () => ({ isDirectory }) })),
  },
});
const station = (): File => new File(['a;b\n1;2\n'], 'station.csv');
const opinions = (): File => new File(['a,b\n1,2\n'], 'opinions.csv');
const saved = ({ experiments }: SampleWorkbench) => [...experiments.values()];

async function openWith(file: File, api = emptyWorkbench()): Promise<SampleWorkbench> {
  renderWorkbench('#/data', api);
  await screen.findByRole('heading', { level: 1, name: 'Data' });
  await fireEvent.drop(document.body, dropped([file]));
  await screen.findByRole('heading', { level: 1, name: `Import “${file.name}”` });
  return api;
}

/** The last request of a name. */
function asked<N extends 'files.preview' | 'files.import'>(api: SampleWorkbench, name: N): RequestInput<N> | undefined {
  return api.asked.findLast((one) => one.name === name)?.input as RequestInput<N> | undefined;
}

const choose = (label: string, value: string): Promise<unknown> =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

test('a dropped series is shown as it is read, imported as chosen, and a model is proposed for it', async () => {
  const api = await openWith(station());
  await screen.findByText(/^Predict/, { selector: 'p' });
  expect(said(screen.getByText(/^Predict/, { selector: 'p' }))).toBe(
    'Predict Temperatur , 24 rows (1 day) ahead, from 5 days of 3 columns .',
  );
  expect(screen.getByLabelText<HTMLSelectElement>('Delimiter').value).toBe(';');
  expect(screen.getByLabelText<HTMLSelectElement>('Decimal sign').value).toBe(',');
  const [types, units, ranges, missing] = tableRows('The first rows');
  expect(types).toEqual(['Type', 'row number', 'time', 'number', 'number', 'number', 'category']);
  expect(units).toHaveLength(7);
  expect(ranges?.[3]).toBe('−9.40 – 34.10');
  expect(missing?.[5]).toBe('21');
  expect(screen.getByText(/2 rows have the time of another, the first 2024-10-27 02:00/)).toBeDefined();
  expect(screen.getByText(/19 steps have no row/)).toBeDefined();
  await expectAccessible();

  await choose('Predict', 'Feuchte');
  await fireEvent.input(screen.getByLabelText('Rows ahead'), { target: { value: '12' } });
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Take Luftdruck' }));
  await fireEvent.change(screen.getByLabelText('Unit of Feuchte'), { target: { value: '% r.h.' } });
  await choose('2 rows have the time of another, the first 2024-10-27 02:00.', 'mean');
  await choose('Which rows', 'Station');
  await choose('Value', 'Süd');
  await fireEvent.input(screen.getByLabelText('Title'), { target: { value: 'Wetter Süd' } });
  expect(said(screen.getByText(/Predict/, { selector: 'p' }))).toBe(
    'Predict Feuchte , 12 rows (12 hours) ahead, from 5 days of 2 columns .',
  );
  await fireEvent.click(screen.getByRole('button', { name: 'Create the model' }));
  await screen.findByRole('heading', { level: 1, name: 'Wetter Süd · Feuchte · GRU' });
  expect(await screen.findByText('“Wetter Süd” was imported.')).toBeDefined();
  expect(asked(api, 'files.import')?.request).toMatchObject({
    as: 'series',
    id: 'wetter-sud',
    title: 'Wetter Süd',
    origin: 'station.csv',
    replace: false,
    columns: ['Temperatur', 'Feuchte'],
    units: { Temperatur: '°C', Feuchte: '% r.h.' },
    repair: { order: 'sort', duplicates: 'mean', gaps: 'keep' },
    where: { column: 'Station', equals: 'Süd' },
    reading: { delimiter: ';', decimal: ',', skip: 4 },
    time: { columns: ['Zeit'] },
  });
  expect(saved(api)).toMatchObject([
    { data: { dataset: 'wetter-sud', preparation: { target: 'Feuchte', lookback: 120, delay: 12 } } },
  ]);
  expect(api.imports.files.size).toBe(0);
});

test('what is read wrongly is changed, and is read again; as found takes it back', async () => {
  const api = await openWith(station());
  await screen.findByText(/^Predict/, { selector: 'p' });
  await fireEvent.click(screen.getByRole('button', { name: 'Take it for missing: -9999' }));
  await waitFor(() => expect(asked(api, 'files.preview')?.reading?.missing).toContain('-9999'));
  expect(screen.queryByRole('button', { name: 'Take it for missing: -9999' })).toBeNull();
  expect(screen.getByRole('button', { name: '“-9999” is a value' })).toBeDefined();
  await choose('Encoding', 'euc-kr');
  await choose('Header', 'no');
  await waitFor(() =>
    expect(asked(api, 'files.preview')?.reading).toMatchObject({ encoding: 'euc-kr', hasHeader: false }),
  );
  // Changes that follow each other are asked about once.
  expect(api.asked.filter(({ name }) => name === 'files.preview')).toHaveLength(3);
  await choose('Time zone', 'Asia/Seoul');
  await waitFor(() =>
    expect(asked(api, 'files.preview')?.time).toMatchObject({ columns: ['Zeit'], zone: 'Asia/Seoul' }),
  );
  await fireEvent.click(screen.getByRole('button', { name: 'As found' }));
  await waitFor(() => expect(asked(api, 'files.preview')).toMatchObject({ reading: {}, time: null }));
  await waitFor(() => expect(screen.getByLabelText<HTMLSelectElement>('Encoding').value).toBe('windows-1252'));
});

test('texts are told apart by their labels; only the data can be kept', async () => {
  const api = await openWith(opinions());
  await screen.findByText(/^Tell/);
  expect(said(screen.getByText(/^Tell/))).toBe('Tell stars from review .');
  const balance = screen.getByRole('heading', { name: 'The most frequent labels' }).parentElement!;
  expect(said(balance)).toMatch(/5 200 28\.6 %/);
  await expectAccessible();
  await choose('Label', 'review');
  expect(screen.getByText('Text and label are the same column.')).toBeDefined();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Create the model' }).disabled).toBe(true);
  await choose('Label', 'stars');
  await choose('Weight', 'weight');
  await fireEvent.click(screen.getByRole('button', { name: 'Only keep the data' }));
  await screen.findByRole('article', { name: 'opinions' });
  expect(asked(api, 'files.import')?.request).toMatchObject({
    as: 'text',
    textColumn: 'review',
    labelColumn: 'stars',
    weightColumn: 'weight',
  });
  expect(saved(api)).toEqual([]);
});

test('an id that is taken is replaced only when that is said', async () => {
  const api = await openWith(station(), new SampleWorkbench());
  await screen.findByText(/^Predict/, { selector: 'p' });
  await fireEvent.input(screen.getByLabelText('Id'), { target: { value: 'weather-jfk' } });
  expect(screen.getByText('A data set with this id is there already.')).toBeDefined();
  const keep = screen.getByRole<HTMLButtonElement>('button', { name: 'Only keep the data' });
  expect(keep.disabled).toBe(true);
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Replace “Weather at JFK, 2013”' }));
  await fireEvent.click(keep);
  await waitFor(() => expect(asked(api, 'files.import')?.request).toMatchObject({ id: 'weather-jfk', replace: true }));
});

test('an import that fails says why and keeps what was chosen; one that is stopped keeps nothing', async () => {
  const api = await openWith(station());
  await screen.findByText(/^Predict/, { selector: 'p' });
  await choose('Predict', 'Luftdruck');
  api.failing.set('files.import', new AppError('invalid-data', 'Row 7 has no time.', { hint: 'Leave it out.' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Create the model' }));
  expect(said(await screen.findByRole('alert'))).toMatch(/Row 7 has no time\. Leave it out\./);
  expect(screen.getByLabelText<HTMLSelectElement>('Predict').value).toBe('Luftdruck');

  let release = (): void => undefined;
  api.holding.set('files.import', new Promise((done) => (release = done)));
  await fireEvent.click(screen.getByRole('button', { name: 'Create the model' }));
  const taskId = asked(api, 'files.import')?.taskId ?? '';
  const progress = { label: 'Reading rows', done: 5_000, total: 8_784, unit: 'rows', remainingMs: null } as const;
  api.emit({ type: 'task', taskId, progress });
  expect(await screen.findByRole('progressbar', { name: 'Reading rows' })).toBeDefined();
  await fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
  await waitFor(() => expect(api.imports.stopped).toEqual([taskId]));
  release();
  await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
  expect(screen.queryByRole('alert')).toBeNull();
  expect(api.datasets.size).toBe(0);
});

test('leaving the page forgets the file', async () => {
  const api = await openWith(station());
  await screen.findByText(/^Predict/, { selector: 'p' });
  expect(api.imports.files.size).toBe(1);
  await fireEvent.click(screen.getByRole('link', { name: 'Runs' }));
  window.location.hash = '#/runs';
  await waitFor(() => expect(api.imports.files.size).toBe(0));
  window.location.hash = '#/import';
  expect(await screen.findByText('Bring your own data')).toBeDefined();
  await expectAccessible();
});

test('a file that cannot be sent says so, and is sent again', async () => {
  const api = emptyWorkbench();
  api.failing.set('files.append', new AppError('disconnected', 'The connection to Strata is lost.'));
  await openWith(station(), api);
  expect(said(await screen.findByRole('alert'))).toMatch(/The connection to Strata is lost/);
  expect(api.imports.files.size).toBe(0);
  api.failing.clear();
  await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText(/^Predict/, { selector: 'p' });
});

test('a folder is imported by command, and several files one at a time', async () => {
  renderWorkbench('#/data', emptyWorkbench());
  await screen.findByRole('heading', { level: 1, name: 'Data' });
  await fireEvent.drop(document.body, dropped([new File([], 'aclImdb')], true));
  expect(said(await screen.findByRole('alert'))).toMatch(/aclImdb is a folder\. .*data import FOLDER --as text/);
  await fireEvent.drop(document.body, dropped([station(), opinions()]));
  expect(await screen.findByText('Files are imported one at a time.')).toBeDefined();
  expect(window.location.hash).toBe('#/data');
});

test('a file is chosen from the page of data, from a new model, and from the search', async () => {
  const click = vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(() => undefined);
  renderWorkbench('#/data');
  await fireEvent.click(await screen.findByRole('button', { name: 'Import a file…' }));
  expect(click).toHaveBeenCalledTimes(1);
  await fireEvent.keyDown(window, { key: 'n', altKey: true });
  const box = await screen.findByRole('combobox', { name: 'Start a model from data' });
  await fireEvent.input(box, { target: { value: 'import' } });
  await fireEvent.keyDown(box, { key: 'Enter' });
  expect(click).toHaveBeenCalledTimes(2);
  await fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
  const search = await within(await screen.findByRole('dialog')).findByRole('combobox');
  await fireEvent.input(search, { target: { value: 'import data' } });
  await fireEvent.keyDown(search, { key: 'Enter' });
  const page = within(await screen.findByRole('main'));
  await fireEvent.click(await page.findByRole('button', { name: 'Choose a file…' }));
  expect(click).toHaveBeenCalledTimes(3);
  vi.restoreAllMocks();
});
