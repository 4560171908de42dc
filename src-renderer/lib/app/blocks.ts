// The blocks of the palette, which the host keeps with the settings for all models and pages.
import { blockOf, readBlocks, type Block } from '#shared/model/blocks.ts';
import type { JsonValue } from '#shared/base/json.ts';
import { isJsonObject, jsonValueSchema } from '#shared/base/json.ts';
import type { GraphDocument, LayerGroup } from '#shared/model/graph-document.ts';
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';

const savedIn = ({ settings }: Workbench): readonly JsonValue[] => settings.value?.blocks ?? [];

/** What is kept is changed as a whole; entries that cannot be read stay. */
async function keep(app: Workbench, saved: readonly (JsonValue | Block)[]): Promise<boolean> {
  return app.changeSettings({ blocks: saved.map((each) => jsonValueSchema.parse(each)) });
}

export function blocksOf(app: Workbench): ReturnType<typeof readBlocks> {
  return readBlocks(savedIn(app));
}

/** Keeps a group as a block, and says under which name. */
export async function saveBlock(app: Workbench, document: GraphDocument, group: LayerGroup): Promise<void> {
  const block = blockOf(document, group, blocksOf(app).blocks);
  if (await keep(app, [...savedIn(app), block])) app.toasts.info(app.t.graph.blockSaved(block.name));
}

/** Changes a block; null takes it away. @returns what takes the change back */
export async function changeBlock(app: Workbench, id: string, to: Block | null): Promise<() => Promise<boolean>> {
  const before = savedIn(app);
  const isIt = (value: JsonValue): boolean => isJsonObject(value) && value['id'] === id;
  const changed =
    to === null ? before.filter((value) => !isIt(value)) : before.map((value) => (isIt(value) ? to : value));
  await keep(app, changed);
  return () => keep(app, before);
}
