// A file of a person's own is brought to the page that imports it: chosen in the browser's dialog, or dropped on the window.
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import { strataCommand } from '#renderer/lib/app/commands.ts';
import { createModelFrom, openFiles } from '#renderer/lib/app/experiment-files.ts';
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';
import { FileImport } from '#renderer/lib/datasets/file-import.svelte.ts';
import { planImport } from '#renderer/lib/datasets/import-choices.ts';

/** Shows what is in a file, in the place of one that is there already. */
export function importFile(app: Workbench, file: File): void {
  app.fileImport = new FileImport(app.api, file);
  app.router.go({ page: 'import' });
}

/** Lets a person choose a file in the browser's dialog, which opens while a press of a key or button is handled only. */
export function chooseImport(app: Workbench): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file !== undefined) importFile(app, file);
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

const isExperiment = ({ file, isFolder }: Dropped): boolean => !isFolder && /\.json$/i.test(file.name);

/** Opens experiments that were dropped, and shows a data file before its import. */
export function takeDropped(app: Workbench, transfer: Pick<DataTransfer, 'items' | 'files'>): void {
  const dropped = droppedOf(transfer);
  const data = dropped.filter((one) => !isExperiment(one));
  const experiments = dropped.filter(isExperiment);
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
