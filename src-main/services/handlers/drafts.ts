// Handlers about unsaved edits. Of two pages that change one draft, the second is refused, so that it overwrites nothing.
import { AppError } from '#shared/base/app-error.ts';
import type { experimentRequests } from '#shared/contract/experiments.ts';
import type { DraftSource } from '#shared/experiment/draft.ts';
import type { HandlersOf } from '#main/services/handlers/handlers-of.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

type DraftRequests = Pick<typeof experimentRequests, Extract<keyof typeof experimentRequests, `drafts.${string}`>>;

/** What says whether something is still there. */
export interface SourceParts {
  readonly experiments: Pick<WorkbenchParts['experiments'], 'has'>;
  readonly runs: Pick<WorkbenchParts['runs'], 'require'>;
}

/** What these handlers need; named so that the tests' host in memory has the same rules. */
type DraftParts = SourceParts & Pick<WorkbenchParts, 'drafts' | 'clock' | 'emit'>;

/** Whether what is edited is still there. */
export function hasSource({ experiments, runs }: SourceParts, { from, id }: DraftSource): boolean {
  if (from === 'template') return true;
  if (from === 'experiment') return experiments.has(id);
  try {
    runs.require(id);
    return true;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'not-found') return false;
    throw thrown;
  }
}

export function draftHandlers(parts: DraftParts): HandlersOf<DraftRequests> {
  const { drafts, clock, emit } = parts;
  return {
    'drafts.get': (source) => ({ draft: drafts.get(source) }),
    'drafts.keep': ({ source, base, revision, change }) => {
      if (!hasSource(parts, source)) return { answer: 'gone' };
      const current = drafts.revision(source);
      // Its own revision: an earlier try was kept, but the answer did not arrive.
      if (current !== base && current !== revision) return { answer: 'stale' };
      drafts.keep(source, { ...change, revision }, clock.nowMs());
      emit({ type: 'draft', source, revision });
      return { answer: 'kept' };
    },
    'drafts.delete': ({ source, base }) => {
      const current = drafts.revision(source);
      if (current === null) return { answer: 'kept' };
      if (current !== base) return { answer: 'stale' };
      drafts.delete(source);
      emit({ type: 'draft', source, revision: null });
      return { answer: 'kept' };
    },
  };
}
