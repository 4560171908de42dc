// A file of a person's own is brought to the page that imports it: chosen in the browser's dialog, or dropped on the window.
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import { experimentFileEnding } from '#shared/experiment/open-experiment.ts';
import { strataCommand } from '#renderer/lib/app/commands.ts';
import { createModelFrom, openFiles } from '#renderer/lib/app/experiment-files.ts';
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';
import { FileImport } from '#renderer/lib/datasets/file-import.svelte.ts';
import { planImport, type ImportChoices } from '#renderer/lib/datasets/import-choices.ts';

/** Shows what is in a file, in the place of one that is there already. @param wanted what a model needs of it: its id and kind */
export function importFile(app: Workbench, file: File, wanted: Partial<ImportChoices> = {}): void {
  app.fileImport = new FileImport(app.api, file, wanted);
  app.router.go({ page: 'import' });
}

/**
 * Lets a person choose a file in the browser's dialog, which opens while a press of a key or button is handled only.
 * @param wanted as of `importFile`
 */
export function chooseImport(app: Workbench, wanted: Partial<ImportChoices> = {}): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file !== undefined) importFile(app, file, wanted);
  });
  input.click();
}

interface Dropped {
  readonly file: File;
  readonly isFolder: boolean;
}

/** What was dropped. Read it while the event is handled: afterwards the list is empty. */
function droppedOf({ items, files }: Pick<DataTransfer, 'items' | 'files'>): readonly Dropped[] {
  const areFolders = Array.from(items)
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry()?.isDirectory === true);
  return Array.from(files, (file, i) => ({ file, isFolder: areFolders[i] === true }));
}

/** Whether a JSON file holds rows of data: a list, or an object on each line. An experiment is one object. */
async function holdsRows(file: File): Promise<boolean> {
  const start = (await file.slice(0, 1 << 16).text()).replace('\uFEFF', '').trimStart();
  if (start.startsWith('[')) return true;
  const [first = '', second = ''] = start.split('\n', 2);
  try {
    JSON.parse(first);
    return second.trimStart().startsWith('{');
  } catch {
    return false;
  }
}

async function isExperiment({ file, isFolder }: Dropped): Promise<boolean> {
  if (isFolder || !/\.json$/i.test(file.name)) return false;
  return file.name.toLowerCase().endsWith(experimentFileEnding) || !(await holdsRows(file));
}

/** Opens experiments that were dropped, and shows a data file before its import. */
export async function takeDropped(app: Workbench, transfer: Pick<DataTransfer, 'items' | 'files'>): Promise<void> {
  const dropped = await Promise.all(
    droppedOf(transfer).map(async (one) => ({ ...one, isExperiment: await isExperiment(one) })),
  );
  const data = dropped.filter((one) => !one.isExperiment);
  const experiments = dropped.filter((one) => one.isExperiment);
  if (experiments.length > 0)
    void openFiles(
      app,
      experiments.map(({ file }) => file),
    );
  const folder = data.find(({ isFolder }) => isFolder);
  const [first, second] = data;
  if (folder !== undefined)
    app.toasts.error(
      new AppError('usage', msg`${folder.file.name} is a folder.`, {
        hint: msg`Choose one of its files, or import a folder of texts from the command line: ${strataCommand('data import FOLDER --as text')}.`,
      }),
    );
  else if (second !== undefined) app.toasts.info(app.t.imports.oneAtATime);
  else if (first !== undefined) importFile(app, first.file);
}

/** Imports the file as it was chosen. @param andModel creates the model that was described, and opens it */
export async function finishImport(app: Workbench, work: FileImport, andModel: boolean): Promise<void> {
  const { preview, choices } = work;
  const dataset = await work.import();
  if (dataset === null || preview === null) return;
  await app.datasets.load();
  // The way back leads to the data, not to an import that is over.
  app.router.replace({ page: 'data', id: dataset.id });
  if (andModel) {
    const plan = planImport(preview, choices);
    const wanted = plan.kind === 'series' ? { target: plan.target?.name, window: plan.window ?? undefined } : {};
    await createModelFrom(app, dataset, wanted);
  }
  app.toasts.info(app.t.imports.doneToast(dataset.title));
}
