// The experiments that ship with Strata: `resources/templates/*.strata.json`, in the lesson's order.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseExperimentFile } from '#shared/experiment/parse-experiment.ts';
import type { Template, TemplateStore } from '#main/ports/template-store.ts';
import { resource } from '#main/home/program-files.ts';

const ending = '.strata.json';
/** Templates without a download first, then those with one, then those that need a file. */
const order = [
  'weather-conv1d',
  'weather-gru',
  'weather-conv1d-gru',
  'weather-skip',
  'weather-dilated',
  'weather-tcn',
  'weather-transformer',
  'weather-next-day',
  'weather-hours-days',
  'imdb-conv1d',
  'imdb-bilstm',
  'jena-conv1d',
  'jena-gru',
  'jena-conv1d-gru',
];

function rank(id: string): number {
  const place = order.indexOf(id);
  return place === -1 ? order.length : place;
}

const folder = resource('templates');
let templates: readonly Template[] | null = null;

function readTemplates(): readonly Template[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({
      id: name.slice(0, -ending.length),
      experiment: parseExperimentFile(readFileSync(join(folder, name), 'utf8')),
    }))
    .toSorted((a, b) => rank(a.id) - rank(b.id) || a.id.localeCompare(b.id));
}

/** The templates; read once, at first use. */
export const templateStore: TemplateStore = {
  list: () => (templates ??= readTemplates()),
  find: (id) => templateStore.list().find((template) => template.id === id) ?? null,
};
