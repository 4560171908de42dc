// What can be done with a model as a whole: duplicate it, delete it, and take the deletion back.
import { tick } from 'svelte';
import type { ExperimentId } from '#shared/base/ids.ts';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { isNamedAfter, nextRunName } from '#shared/runs/run-name.ts';
import { fetchExperiment, type ExperimentSource } from '#renderer/lib/experiments/experiment-source.ts';
import { formatRoute } from '#renderer/lib/routing/route.ts';
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';

/** The most characters of a model's name, less room for a number. */
export const longestName = 190;

/** A name for a new model: the next number when others have it. */
export function freeModelName(app: Workbench, wanted: string): string {
  const taken = (app.experiments.saved.value ?? []).map(({ name }) => name);
  return nextRunName(taken.includes(wanted) ? wanted.slice(0, longestName) : wanted, taken);
}

/** `GRU (copy)`; of a copy, the next one. */
function nameOfCopy(app: Workbench, name: string): string {
  const { copyEnding } = app.t.models;
  const end = name.lastIndexOf(copyEnding);
  const first = `${name.slice(0, longestName - copyEnding.length)}${copyEnding}`;
  const isCopy = end > 0 && isNamedAfter(name, name.slice(0, end + copyEnding.length));
  return freeModelName(app, isCopy ? name.slice(0, end + copyEnding.length) : first);
}

/** Saves a copy of what is saved, or of a template. */
export async function duplicateModel(app: Workbench, source: ExperimentSource): Promise<void> {
  await app.attempt(async () => {
    const experiment = await fetchExperiment(app.api, source);
    const name = nameOfCopy(app, app.experimentTitle(source.from, experiment.name));
    const { id } = await app.api.request('experiments.save', {
      experiment: { ...jsonObjectSchema.parse(experiment), name },
    });
    await app.experiments.load();
    app.toasts.info(app.t.models.copiedToast(name), {
      label: app.t.models.open,
      run: () => app.router.go({ page: 'model', from: 'experiment', id }),
    });
  });
}

/** Focuses the card of a model, unless something else has the focus. */
export function focusModel(id: ExperimentId | undefined): void {
  void tick().then(() => {
    const page = document.getElementById('page');
    if (![null, document.body, page].includes(document.activeElement as HTMLElement | null)) return;
    const href = id === undefined ? null : formatRoute({ page: 'model', from: 'experiment', id });
    const card = href === null ? null : document.querySelector<HTMLElement>(`a[href="${href}"]`);
    (card ?? page)?.focus();
  });
}

/** Deletes a model without a question: a message offers to take it back. Returns whether it was deleted. */
export async function deleteModel(app: Workbench, id: ExperimentId, name: string): Promise<boolean> {
  const words = app.t.models;
  return app.attempt(async () => {
    await app.experiments.delete(id);
    app.toasts.info(words.deletedToast(name), {
      label: words.undoDelete,
      isUndo: true,
      run: () =>
        void app.attempt(async () => {
          await app.experiments.restore(id);
          app.toasts.info(words.restoredToast(name));
          focusModel(id);
        }),
    });
  });
}
