// Handlers about the blocks of the palette: each changes one of them, whatever other pages have done to the rest.
import { AppError } from '#shared/base/app-error.ts';
import { isJsonObject, jsonValueSchema, type JsonValue } from '#shared/base/json.ts';
import { msg } from '#shared/base/message.ts';
import type { blockRequests } from '#shared/contract/blocks.ts';
import { mostBlocks } from '#shared/contract/settings.ts';
import { readBlocks, withFreeName } from '#shared/model/blocks.ts';
import type { HandlersOf } from '#main/services/handlers/handlers-of.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

/** What these handlers need; named so that the tests' host in memory has the same rules. */
type BlockParts = Pick<WorkbenchParts, 'settings' | 'emit'>;

export function blockHandlers({ settings, emit }: BlockParts): HandlersOf<typeof blockRequests> {
  const saved = (): readonly JsonValue[] => settings.get().blocks ?? [];

  function keep(blocks: readonly JsonValue[]): void {
    settings.set({ blocks: [...blocks] });
    emit({ type: 'changed', what: 'settings' });
  }

  /** The place of the block that the palette shows under this id: of two the first that can be read. */
  function requireIndex(id: string): number {
    const index = saved().findIndex((value) => readBlocks([value]).blocks[0]?.id === id);
    if (index === -1) throw new AppError('not-found', msg`This block is no longer in the palette.`);
    return index;
  }

  return {
    'blocks.add': ({ block, index }) => {
      const before = saved();
      if (before.length >= mostBlocks)
        throw new AppError('conflict', msg`The palette keeps ${mostBlocks} blocks, and has as many.`, {
          hint: msg`Delete one that you no longer need.`,
        });
      const added = withFreeName(block, readBlocks(before).blocks);
      keep(before.toSpliced(index ?? before.length, 0, jsonValueSchema.parse(added)));
      return added;
    },
    'blocks.rename': ({ id, name }) => {
      const index = requireIndex(id);
      const found = saved()[index];
      keep(saved().with(index, isJsonObject(found) ? { ...found, name } : null));
      return {};
    },
    'blocks.delete': ({ id }) => {
      const index = requireIndex(id);
      keep(saved().toSpliced(index, 1));
      return { index };
    },
  };
}
