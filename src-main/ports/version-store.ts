// What the services need of a store for named versions.
import type { VersionId } from '#shared/base/ids.ts';
import type { DraftSource } from '#shared/experiment/draft.ts';
import type { NamedVersion, VersionSummary } from '#shared/experiment/named-version.ts';

/** A version and what it is one of. */
export interface StoredVersion extends NamedVersion {
  readonly source: DraftSource;
}

/** The versions of experiments that are kept under names. Each call is one transaction. */
export interface VersionStore {
  /** Newest first; their documents are not read. */
  list(source: DraftSource): VersionSummary[];
  /** @throws AppError `not-found`, `damaged` */
  get(id: VersionId): StoredVersion;
  /** Does nothing when there is one with this id. */
  add(version: StoredVersion): void;
  /** Returns what it is a version of. @throws AppError `not-found` */
  rename(id: VersionId, name: string): DraftSource;
  /** Also one that cannot be read. Returns what it was a version of. @throws AppError `not-found` */
  delete(id: VersionId): DraftSource;
  /** Those of one source become those of another. */
  move(from: DraftSource, to: DraftSource): void;
  deleteAll(source: DraftSource): void;
}
