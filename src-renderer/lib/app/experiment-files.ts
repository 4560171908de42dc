// Imports and exports experiments as files, and creates new ones.
import type { ExperimentId } from '#shared/base/ids.ts';
import type { JsonObject } from '#shared/base/json.ts';
import type { Dataset, SeriesDataset } from '#shared/data/dataset.ts';
import { newExperiment } from '#shared/experiment/new-experiment.ts';
import {
  experimentFileEnding,
  keepOpened,
  readOfferedFile,
  type OfferedFile,
} from '#shared/experiment/open-experiment.ts';
import { proposedTargets, proposeExperiment, type WantedForecast } from '#shared/experiment/propose-experiment.ts';
import { freeModelName, longestName } from '#renderer/lib/app/model-actions.ts';
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';

/** Saves a document as a new experiment and opens it. */
async function saveAndOpen(app: Workbench, experiment: JsonObject): Promise<void> {
  const { id } = await app.api.request('experiments.save', { experiment });
  await app.experiments.load();
  app.router.go({ page: 'model', from: 'experiment', id });
}

/** Creates a model and opens it; the second with the same name gets a number. */
export async function createModel(app: Workbench): Promise<void> {
  const words = app.t.models;
  await app.attempt(() => saveAndOpen(app, newExperiment(freeModelName(app, words.newName), words.newLesson)));
}

/** The series has a choice of columns to predict. */
export function hasChoice(dataset: Dataset): dataset is SeriesDataset {
  return dataset.kind === 'series' && proposedTargets(dataset).length > 1;
}

/** Creates a model that fits a data set and opens it. */
export async function createModelFrom(app: Workbench, dataset: Dataset, wanted: WantedForecast = {}): Promise<void> {
  const words = app.t.models;
  const title = app.datasetTitle(dataset);
  const column = wanted.target ?? (dataset.kind === 'series' ? (proposedTargets(dataset)[0] ?? '') : '');
  const named =
    dataset.kind === 'text'
      ? { name: `${title} · Conv1D`, description: words.fromTexts(title) }
      : { name: `${title} · ${column} · GRU`, description: words.fromSeries(title, column) };
  const name = freeModelName(app, named.name.slice(0, longestName));
  const experiment = proposeExperiment(dataset, { ...named, name }, wanted);
  if (experiment === null) app.toasts.info(words.nothingToLearn(title));
  else await app.attempt(() => saveAndOpen(app, experiment));
}

/** Starts a model from a data set: asks for the column that it predicts where there is a choice. */
export function startFrom(app: Workbench, dataset: Dataset): void {
  if (!hasChoice(dataset)) {
    void createModelFrom(app, dataset);
    return;
  }
  app.overlay = 'new-model';
  app.newModelFrom = dataset;
}

/** Shows a model from a file. Unsaved edits of the open page are kept. */
export async function showOpened(app: Workbench, id: ExperimentId): Promise<void> {
  await app.experiments.load();
  const words = app.t.models;
  const name = app.experiments.saved.value?.find((one) => one.id === id)?.name ?? id;
  if (app.pageCommands.find('revert') !== undefined) {
    app.toasts.info(words.openedBeside(name));
    return;
  }
  app.router.go({ page: 'model', from: 'experiment', id });
  app.toasts.info(words.openedToast(name));
}

/** Imports chosen or dropped files one after the other, and shows the last one. */
async function openOffered(app: Workbench, files: readonly OfferedFile[]): Promise<void> {
  for (const file of files) {
    await app.attempt(async () => {
      const id = await keepOpened(await readOfferedFile(file), {
        list: async () => (await app.api.request('experiments.list', {})).items,
        get: (each) => app.api.request('experiments.get', { id: each }),
        save: async (experiment) => (await app.api.request('experiments.save', { experiment })).id,
      });
      await showOpened(app, id);
    });
  }
}

function offer(file: File): OfferedFile {
  return {
    name: file.name,
    kind: 'file',
    sizeBytes: file.size,
    bytes: async () => new Uint8Array(await file.arrayBuffer()),
    decode: (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes),
  };
}

/** Imports experiments that were chosen or dropped in a browser. */
export async function openFiles(app: Workbench, files: readonly File[]): Promise<void> {
  await openOffered(
    app,
    files.map((file) => offer(file)),
  );
}

/** Lets the user choose files: in the host's dialog, which remembers them, or in the browser's. */
export async function openFile(app: Workbench): Promise<void> {
  await app.attempt(async () => {
    const { isShown } = await app.api.request('experiments.open-dialog', {});
    if (isShown) return;
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.accept = '.json,application/json';
    input.addEventListener('change', () => {
      void openFiles(app, [...(input.files ?? [])]);
    });
    input.click();
  });
}

/** A file name without characters that file systems refuse: `IMDB · Conv1D` stays, `a/b` becomes `a-b`. */
export function fileNameOf(name: string, ending = experimentFileEnding): string {
  const bare = name
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, '-')
    .replace(/^[.\s-]+|[.\s-]+$/g, '')
    .slice(0, 100);
  return `${bare === '' ? 'experiment' : bare}${ending}`;
}

/** Saves a file; the browser or the window asks where. */
export function saveFile(fileName: string, parts: BlobPart[], type: string): void {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download has read the file by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Saves the document as a file. */
export function saveExperimentFile(name: string, experiment: JsonObject): void {
  saveFile(fileNameOf(name), [`${JSON.stringify(experiment, null, 2)}\n`], 'application/json');
}
