// Every model of every guide can be trained as it is, and is what its guide says.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Dataset } from '#shared/data/dataset.ts';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { parseExperimentFile } from '#shared/experiment/parse-experiment.ts';
import { findGuide, guides } from '#shared/guides/guides.ts';
import { experimentOf, longestEpochs, modelsOf, templatesOf } from '#shared/guides/guide-runs.ts';
import { imdbDataset, weatherDataset } from '../../../support/sample-experiments.ts';

const folder = join(import.meta.dirname, '../../../../resources/templates');
const template = (id: string): Experiment =>
  parseExperimentFile(readFileSync(join(folder, `${id}.strata.json`), 'utf8'));
/** The sample that ships with Strata has this column, and not the wind's direction. */
const weather: Dataset = {
  ...weatherDataset,
  ...(weatherDataset.kind === 'series'
    ? {
        columns: weatherDataset.columns.map((column) =>
          column.name === 'wind_dir' ? { ...column, name: 'precip' } : column,
        ),
      }
    : {}),
};
const all = guides.flatMap((guide) => modelsOf(guide).map((model) => ({ guide, model })));

function experiment(id: string, key: string): Experiment {
  const found = all.find(({ guide, model }) => guide.id === id && model.key === key);
  if (found === undefined) throw new Error(`no ${id} ${key}`);
  return experimentOf(found.guide, found.model, template(found.model.template));
}

test.each(all.map(({ guide, model }) => [guide.id, model.key] as const))('%s: %s can be trained', (id, key) => {
  const made = experiment(id, key);
  const dataset = made.data.dataset === 'weather' ? weather : imdbDataset;
  const { problems } = checkExperiment(made, dataset).result;
  // The guide about the missing sigmoid is warned of it, and of nothing else.
  const expected = id === 'imdb-conv1d' && key === 'none' ? ['warning'] : [];
  expect(problems.map(({ severity }) => severity)).toEqual(expected);
});

test('each model has a name of its own within its guide, and is judged on its data set', () => {
  const names = all.map(({ guide, model }) => experiment(guide.id, model.key).name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('Guide 3 · Conv1D with strides + GRU');
  for (const guide of guides)
    for (const task of guide.tasks) {
      expect(task.models.map(({ key }) => key)).toContain(task.reference);
      for (const { key } of task.models) expect(experiment(guide.id, key).data.dataset).toBe(task.dataset);
    }
});

test('dilation takes no weight and shows 64 hours in the place of 7', () => {
  const seen = (key: string) => {
    const { layers, parameters } = checkExperiment(experiment('dilated', key), weather).result;
    const last = layers.find(({ id }) => id === 'conv1d_6');
    return { parameters, sees: last?.receptiveFields.map(({ steps }) => steps) };
  };
  expect(seen('plain').parameters).toBe(seen('dilated').parameters);
  expect(seen('plain').sees).toEqual([7]);
  expect(seen('dilated').sees).toEqual([64]);
});

test('the convolution with strides hands the GRU 39 steps', () => {
  const { layers } = checkExperiment(experiment('conv-gru', 'strided'), weather).result;
  expect(layers.find(({ id }) => id === 'conv1d')?.outputShapes).toEqual([[39, 32]]);
});

test('the pressure is predicted, and the GRU backwards differs in nothing else', () => {
  const [forwards, backwards] = [experiment('order', 'forwards'), experiment('order', 'backwards')];
  expect(forwards.data.preparation).toMatchObject({ target: 'pressure', delay: 24 });
  expect(backwards.data).toEqual(forwards.data);
  expect(backwards.training).toEqual(forwards.training);
  expect(backwards.model.nodes.find(({ type }) => type === 'GRU')?.config).toEqual({ units: 32, go_backwards: true });
});

test('a guide names its templates once, and its longest epochs', () => {
  const guide = findGuide('order');
  if (guide === undefined) throw new Error('no guide');
  expect(templatesOf(guide)).toEqual(['weather-gru', 'imdb-conv1d']);
  const templates = new Map(templatesOf(guide).map((id) => [id, template(id)]));
  expect(longestEpochs(guide, templates)).toBe(8);
  expect(longestEpochs(guide, new Map())).toBe(1);
  expect(findGuide('none')).toBeUndefined();
});
