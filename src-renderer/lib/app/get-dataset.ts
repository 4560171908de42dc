// Gets a known data set and reports it.
import type { KnownDataset } from '#shared/contract/datasets.ts';
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';

export async function getDataset(app: Workbench, known: Pick<KnownDataset, 'id' | 'title'>): Promise<void> {
  const isDone = await app.attempt(async () => {
    await app.datasets.get(known.id);
  });
  if (isDone) app.toasts.info(app.t.data.gotToast(app.say(known.title)));
}
