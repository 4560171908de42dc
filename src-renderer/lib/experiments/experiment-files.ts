// Experiments that come in and go out as files, and the one that begins from nothing.
import { AppError } from '#shared/contract/app-error.ts';
import { jsonObjectSchema, type JsonObject } from '#shared/contract/json.ts';
import { newExperiment } from '#shared/experiment/new-experiment.ts';
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';

/** No experiment is as long; a data file dropped by mistake is. */
const mostBytes = 4 * 1024 * 1024;
const extension = '.strata.json';

/** Saves a document as a new experiment and opens it. */
async function saveAndOpen(app: Workbench, experiment: JsonObject): Promise<void> {
  const { id } = await app.api.request('experiments.save', { experiment });
  await app.experiments.load();
  app.router.go({ page: 'model', from: 'experiment', id });
}

/** Begins a model and opens it; the second of a name gets a number. */
export async function createModel(app: Workbench): Promise<void> {
  const words = app.t.models;
  const taken = new Set((app.experiments.saved.value ?? []).map(({ name }) => name));
  let name = words.newName;
  for (let number = 2; taken.has(name); number++) name = `${words.newName} ${number}`;
  await app.attempt(() => saveAndOpen(app, newExperiment(name, words.newLesson)));
}

/** Takes an experiment file over: it is checked by the host, kept as a new experiment, and opened. */
export async function openExperimentText(app: Workbench, fileName: string, text: string): Promise<void> {
  const words = app.t.models;
  await app.attempt(async () => {
    const read = jsonObjectSchema.safeParse(jsonOrUndefined(text));
    if (!read.success) {
      throw new AppError('invalid-experiment', words.fileNoExperiment(fileName), { hint: words.fileHint });
    }
    await saveAndOpen(app, read.data);
    app.toasts.info(words.openedToast(fileName));
  });
}

/** The same for a file that was chosen or dropped. */
export async function openExperimentFile(app: Workbench, file: File): Promise<void> {
  if (file.size > mostBytes) {
    const { fileTooLarge, fileHint } = app.t.models;
    app.toasts.error(
      new AppError('invalid-experiment', fileTooLarge(file.name, app.format.bytes(file.size)), { hint: fileHint }),
    );
    return;
  }
  await openExperimentText(app, file.name, await file.text());
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Lets the person choose a file; the browser, or the window around the page, asks which. */
export function chooseExperimentFile(app: Workbench): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) void openExperimentFile(app, file);
  });
  input.click();
}

/** A file's name without what file systems refuse: `IMDB · Conv1D` stays, `a/b` becomes `a-b`. */
export function fileNameOf(name: string): string {
  const bare = name
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, '-')
    .replace(/^[.\s-]+|[.\s-]+$/g, '')
    .slice(0, 100);
  return `${bare === '' ? 'experiment' : bare}${extension}`;
}

/** Hands the document over as a file; the browser, or the window around the page, asks where to. */
export function saveExperimentFile(name: string, experiment: JsonObject): void {
  const address = URL.createObjectURL(
    new Blob([`${JSON.stringify(experiment, null, 2)}\n`], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = fileNameOf(name);
  link.click();
  // The download has read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
