// The data set of a model in the page: fetched first, or imported.
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, onTestFinished, test, vi } from 'vitest';
import { datasetIdSchema } from '#shared/base/ids.ts';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { msg, textOf } from '#shared/base/message.ts';
import { translate } from '#shared/locales/translate.ts';
import { findJsonField } from '../../support/json-field.ts';
import { emptyWorkbench, expectAccessible, renderWorkbench, said } from '../../support/render-workbench.ts';
import { sampleTemplates, weatherDataset } from '../../support/sample-experiments.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';

test('brings the data set first when it is not here', async () => {
  const { api } = renderWorkbench('#/models/template/imdb-conv1d', emptyWorkbench());
  expect(await screen.findByText('The data set “imdb-reviews” is missing.')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Get data (13 MB)' })).toBeDefined();
  await fireEvent.click(screen.getByRole('button', { name: 'Get data and train' }));
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/runs\/run/));
  expect(api.asked.map((one) => one.name).filter((name) => name === 'datasets.get' || name === 'runs.start')).toEqual([
    'datasets.get',
    'runs.start',
  ]);
});

test('a data set that cannot be brought by name is imported: the command is there, training waits', async () => {
  const api = emptyWorkbench();
  renderWorkbench('#/models/template/weather-gru', api);
  await fireEvent.click(await screen.findByRole('button', { name: 'Edit as JSON' }));
  const text = await findJsonField();
  text.write(text.text().replace('"weather-jfk"', '"my-weather"'));
  expect(
    await screen.findByText('npm run -s strata -- data import my-weather.csv --as series --id my-weather'),
  ).toBeDefined();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Train' }).disabled).toBe(true);
  // No command imports a data set under an id that none can have.
  text.write(text.text().replace('"my-weather"', '"../../etc"'));
  await waitFor(() => {
    expect(screen.queryByText(/data import/)).toBeNull();
  });
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Train' }).disabled).toBe(true);
});

test('a model whose data is a file says which, how it is imported, and trains once it is there', async () => {
  const api = new SampleWorkbench();
  const [, gru] = sampleTemplates;
  const experiment = structuredClone(gru!.experiment);
  experiment.data.dataset = 'jena-climate';
  const { id } = await api.request('experiments.save', { experiment: jsonObjectSchema.parse(experiment) });
  renderWorkbench('#/models', api);
  expect(said(await screen.findByRole('link', { name: /changed/ }))).toMatch(/needs jena_climate_2009_2016\.csv/);
  window.location.hash = `#/models/experiment/${id}`;
  expect(await screen.findByText('The data set “jena-climate” is missing.')).toBeDefined();
  expect(screen.getByText('Download jena_climate_2009_2016.csv and unpack it:')).toBeDefined();
  expect(
    screen.getByText(/strata -- data import jena_climate_2009_2016\.csv --as series --id jena-climate$/),
  ).toBeDefined();
  expect(screen.getAllByRole('button', { name: 'Copy' })).toHaveLength(2);
  await expectAccessible();
  api.datasets.set('jena-climate', { ...weatherDataset, id: datasetIdSchema.parse('jena-climate') });
  api.emit({ type: 'changed', what: 'datasets' });
  await waitFor(() => expect(screen.queryByText('The data set “jena-climate” is missing.')).toBeNull());
});

test('a model takes the file that it needs: what is chosen is imported under its id', async () => {
  const api = new SampleWorkbench();
  const experiment = structuredClone(sampleTemplates[1]!.experiment);
  experiment.data.dataset = 'jena-climate';
  const { id } = await api.request('experiments.save', { experiment: jsonObjectSchema.parse(experiment) });
  const inputs: HTMLInputElement[] = [];
  const click = vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
    inputs.push(this);
  });
  onTestFinished(() => click.mockRestore());
  renderWorkbench(`#/models/experiment/${id}`, api);
  await fireEvent.click(await screen.findByRole('button', { name: 'Choose a file…' }));
  const [input] = inputs;
  Object.defineProperty(input!, 'files', { value: [new File(['a;b\n1;2\n'], 'station.csv')] });
  await fireEvent.change(input!);
  await screen.findByRole('heading', { level: 1, name: 'Import “station.csv”' });
  expect((await screen.findByLabelText<HTMLInputElement>('Id')).value).toBe('jena-climate');
  await fireEvent.click(screen.getByRole('button', { name: 'Only keep the data' }));
  await waitFor(() =>
    expect(api.asked.findLast(({ name }) => name === 'files.import')?.input).toMatchObject({
      request: { as: 'series', id: 'jena-climate' },
    }),
  );
});

test('the data set of a model has its Korean title in the Korean page, as on the Data page', async () => {
  const api = new SampleWorkbench();
  const title = msg`Weather at JFK, hourly, 2013`;
  api.datasets.set('weather-jfk', { ...weatherDataset, title: textOf(title) });
  api.knownTitles.set('weather-jfk', title);
  renderWorkbench('#/settings', api);
  await fireEvent.click(await screen.findByRole('radio', { name: '한국어' }));
  window.location.hash = '#/models/template/weather-gru';
  await fireEvent.click(await screen.findByRole('tab', { name: '데이터' }));
  expect(await screen.findByRole('option', { name: `weather-jfk · ${translate(title, 'ko')}` })).toBeDefined();
});
