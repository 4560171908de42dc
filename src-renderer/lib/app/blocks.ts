// The blocks of the palette, which the host keeps with the settings for all models and pages.
import { blockOf, readBlocks, type Block } from '#shared/model/blocks.ts';
import type { GraphDocument, LayerGroup } from '#shared/model/graph-document.ts';
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';

export function blocksOf({ settings }: Workbench): ReturnType<typeof readBlocks> {
  return readBlocks(settings.value?.blocks ?? []);
}

/** Keeps a group as a block, and says under which name. */
export async function saveBlock(app: Workbench, document: GraphDocument, group: LayerGroup): Promise<void> {
  await app.attempt(async () => {
    const { name } = await app.api.request('blocks.add', { block: blockOf(document, group) });
    app.toasts.info(app.t.graph.blockSaved(name));
  });
}

/** What takes a change back; null when there was none. */
type Undo = (() => Promise<unknown>) | null;

export async function renameBlock(app: Workbench, { id, name: before }: Block, to: string): Promise<Undo> {
  const rename = async (name: string): Promise<boolean> =>
    app.attempt(async () => {
      await app.api.request('blocks.rename', { id, name });
    });
  return (await rename(to)) ? () => rename(before) : null;
}

export async function deleteBlock(app: Workbench, block: Block): Promise<Undo> {
  let index: number | undefined;
  const isDone = await app.attempt(async () => {
    ({ index } = await app.api.request('blocks.delete', { id: block.id }));
  });
  const restore = async (): Promise<void> => {
    await app.api.request('blocks.add', { block, ...(index === undefined ? {} : { index }) });
  };
  return isDone ? () => app.attempt(restore) : null;
}
