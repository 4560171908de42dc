// What a run becomes when a person marks it. Pure.
import type { RunSummary } from '#shared/runs/run.ts';

/** Tags to add and to take away, and whether it is starred and archived; what is left out stays. */
interface MarkChange {
  readonly addTags: readonly string[];
  readonly removeTags: readonly string[];
  readonly isStarred?: boolean | undefined;
  readonly isArchived?: boolean | undefined;
}

/** The changed fields. A run that is archived already keeps its time. @param nowMs when it is archived */
export function markedRun(
  { tags, archivedAtMs }: Pick<RunSummary, 'tags' | 'archivedAtMs'>,
  { addTags, removeTags, isStarred, isArchived }: MarkChange,
  nowMs: number,
): Partial<Pick<RunSummary, 'tags' | 'isStarred' | 'archivedAtMs'>> {
  const kept = tags.filter((tag) => !removeTags.includes(tag));
  return {
    tags: [...new Set([...kept, ...addTags])],
    ...(isStarred === undefined ? {} : { isStarred }),
    ...(isArchived === undefined ? {} : { archivedAtMs: isArchived ? (archivedAtMs ?? nowMs) : null }),
  };
}
