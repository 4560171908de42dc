// Named versions in memory, as the database keeps them: the store of the tests' host.
import { AppError } from '#shared/base/app-error.ts';
import type { DraftSource } from '#shared/experiment/draft.ts';
import type { StoredVersion, VersionStore } from '#main/ports/version-store.ts';

/** @param versions by id, the oldest first */
export function sampleVersionStore(versions: Map<string, StoredVersion>): VersionStore {
  const isOf = (version: StoredVersion, { from, id }: DraftSource): boolean =>
    version.source.from === from && version.source.id === id;
  const get = (id: string): StoredVersion => {
    const version = versions.get(id);
    if (version === undefined) throw new AppError('not-found', `There is no version ${id}.`);
    return version;
  };
  return {
    list: (source) =>
      [...versions.values()]
        .filter((version) => isOf(version, source))
        .map(({ id, name, savedAtMs, parameters }) => ({ id, name, savedAtMs, parameters }))
        .reverse()
        .sort((a, b) => b.savedAtMs - a.savedAtMs),
    get,
    add(version) {
      if (!versions.has(version.id)) versions.set(version.id, version);
    },
    rename(id, name) {
      versions.set(id, { ...get(id), name });
      return get(id).source;
    },
    delete(id) {
      const { source } = get(id);
      versions.delete(id);
      return source;
    },
    move(from, to) {
      for (const version of versions.values())
        if (isOf(version, from)) versions.set(version.id, { ...version, source: to });
    },
    deleteAll(source) {
      for (const version of versions.values()) if (isOf(version, source)) versions.delete(version.id);
    },
  };
}
