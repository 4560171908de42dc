// The saved views of the table of runs, which the host keeps with the settings for all pages.
import type { JsonObject } from '#shared/base/json.ts';
import { readViews, type SavedView } from '#shared/contract/views.ts';
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';

export function viewsOf({ settings }: Workbench): readonly SavedView[] {
  return readViews(settings.value?.views ?? []);
}

/** @throws AppError `conflict` when there are too many */
export async function saveView(app: Workbench, name: string, state: JsonObject): Promise<SavedView> {
  const view = await app.api.request('views.add', { view: { name, state } });
  app.toasts.info(app.t.runs.views.saved(view.name));
  return view;
}

/** The message that says so brings it back. */
export async function deleteView(app: Workbench, view: SavedView): Promise<void> {
  await app.attempt(async () => {
    const { index } = await app.api.request('views.delete', { id: view.id });
    app.toasts.info(app.t.runs.views.deleted(view.name), {
      label: app.t.runs.views.undo,
      isUndo: true,
      run: () =>
        void app.attempt(async () => {
          await app.api.request('views.add', { view, index });
        }),
    });
  });
}
