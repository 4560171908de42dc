// Unsaved edits in memory, as the database keeps them: the store of the tests' host.
import type { DraftSource, KeptDraft } from '#shared/experiment/draft.ts';
import type { DraftStore } from '#main/ports/run-store.ts';

/** @param drafts by source: `template/imdb-conv1d` */
export function sampleDraftStore(drafts: Map<string, KeptDraft>): DraftStore {
  const keyOf = ({ from, id }: DraftSource): string => `${from}/${id}`;
  const get = (source: DraftSource): KeptDraft | null => drafts.get(keyOf(source)) ?? null;
  return {
    get,
    revision: (source) => get(source)?.revision ?? null,
    keep(source, { staying, steps, done, ...rest }, updatedAtMs) {
      const before = get(source)?.history.steps ?? [];
      const history = { steps: [...before.slice(0, staying), ...steps], done };
      drafts.set(keyOf(source), { ...rest, history, updatedAtMs });
    },
    delete: (source) => void drafts.delete(keyOf(source)),
  };
}
